"""Fee observations: recorded, and withdrawn by a date; never changed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from saphan.casework.fees.banding import band
from saphan.casework.fees.models import FeeObservation
from saphan.casework.fees.seen import AMOUNTS, ASKED, COLUMNS, FeeSeen, check
from saphan.casework.finding import held_conversation_of
from saphan.casework.persons import voice_group_of
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.refusals import NotCountedAnyMore, WhoIsItAbout
from saphan.network.models import Organisation, OrganisationKind
from saphan.store.acting import acting_as
from saphan.store.callers import Caller, Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import Payload, record, record_fact
from saphan.voice.models import Conversation
from saphan.voice.moving import Move

RECRUITERS = (OrganisationKind.RECRUITER, OrganisationKind.SUB_AGENT)


def record_fee(*, observation: FeeSeen, by: Caller, once: UUID | None = None) -> UUID:
    """Keep one fee that was seen; returns its id.

    by: staff who work with stories, or a task, also of a room above (`System`). once: the id of the form; a second
    send of it is the first. Raises NotAllowed, WhoIsItAbout or DoesNotFit; nothing is written then.
    """
    with acting_as(by) as moment:
        _allow(by, observation)
        check(observation, moment.day)
        if observation.organisation_id and not Organisation.objects.filter(id=observation.organisation_id).exists():
            raise WhoIsItAbout
        if once and FeeObservation.objects.filter(id=once).exists():
            return once
        row = FeeObservation(
            id=once or random_id(),
            recorded_by=by.id if isinstance(by, Staff) else None,
            recorded_on=moment.day,
            **_columns(replace(observation, person=_person(observation))),
        )
        row.save(force_insert=True)
        is_of_a_story = isinstance(by, Staff) or row.conversation_id is not None
        about = row.id if is_of_a_story else None  # at which moment nobody's fee came is not said
        record("casework.fee_recorded", about, fact=_coded(row), subject=row.id)
        _tell_of_the_recruiter(row, "casework.recruiter_fee_told")
    return row.id


def withdraw_fee(*, fee_id: UUID, by: Staff | System) -> None:
    """Let one count no more, from today on; its row stays. Raises NotAllowed or NotCountedAnyMore."""
    with acting_as(by) as moment:
        if isinstance(by, Staff):
            require(may_work_with_stories(by))
        row = FeeObservation.objects.select_for_update().filter(id=fee_id).first()
        if row is None:
            raise NotAllowed
        if row.withdrawn_on is not None:
            raise NotCountedAnyMore
        take_out(row, moment.day, "withdrawn")


def take_out(row: FeeObservation, day: date, why: str) -> None:
    """It counts no more, and whoever folds the facts hears of it. Call inside `acting_as`."""
    row.withdrawn_on = day
    row.save(update_fields=["withdrawn_on"])
    record("casework.fee_withdrawn", row.id, fact={**_coded(row), "why": why})
    _tell_of_the_recruiter(row, "casework.recruiter_fee_withdrawn")


def forget_fees(conversation_id: UUID, day: date) -> None:
    """Of a story that is deleted: they count no more, and their rows go. Call inside `acting_as`."""
    told = FeeObservation.objects.filter(conversation_id=conversation_id)
    for row in told.filter(withdrawn_on=None):
        take_out(row, day, "deleted")
    told.delete()


def withdraw_at_the_old_desk(move: Move) -> None:
    """What she told of money comes along and counts no more; the new desk records it anew, as the same person's."""
    told = FeeObservation.objects.filter(conversation_id=move.conversation_id)
    for row in told.select_for_update().filter(withdrawn_on=None):
        take_out(row, move.day, "moved")
    told.update(desk_id=move.to_desk_id)


def _allow(by: Caller, seen: FeeSeen) -> None:
    if isinstance(by, Staff):
        require(may_work_with_stories(by))
        require(seen.desk_id == by.desk_id)
        if seen.conversation_id:
            held_conversation_of(by, seen.conversation_id)
    else:
        require(isinstance(by, System))
        if seen.conversation_id:
            require(_is_of_the_desk(seen.conversation_id, seen.desk_id))


def _is_of_the_desk(conversation_id: UUID, desk_id: UUID) -> bool:
    """Locked, so that the story does not move before this transaction ends."""
    story = Conversation.objects.select_for_update().filter(id=conversation_id, desk_id=desk_id)
    return story.first() is not None


def _person(seen: FeeSeen) -> UUID:
    """Of a story the person whom its concerns and earlier fees count as; else as said, or somebody's own."""
    if seen.conversation_id is None:
        return seen.person or random_id()
    before = FeeObservation.objects.filter(conversation_id=seen.conversation_id).order_by("recorded_on", "id")
    return before.values_list("person", flat=True).first() or voice_group_of(seen.conversation_id)


def _columns(seen: FeeSeen) -> dict[str, object]:
    said = {name: getattr(seen, name) for name in COLUMNS}
    cents = {name: said[name].quantize(Decimal("0.01")) for name in AMOUNTS if said[name] is not None}
    return {**said, **cents, "paid_on": seen.paid_on.replace(day=1)}


def _coded(row: FeeObservation) -> Payload:
    """What the figures hear: payer, way, year and a band of dollars; never how much, nor to whom."""
    corridor = f"{row.origin}-{row.destination}"
    told = band(row.worker, row.currency, row.paid_on)
    return {
        "source": row.source,
        "corridor": corridor,
        "line": row.line,
        "payer": row.payer,
        "year": str(row.paid_on.year),
        "band": f"{corridor} {told}" if told else "",
    }


def _tell_of_the_recruiter(row: FeeObservation, act: str) -> None:
    """Of who took it the figures learn only whether workers or employers pay there; as its id, as in the directory."""
    if row.organisation_id is None or row.source == ASKED:
        return
    kind = Organisation.objects.values_list("kind", flat=True).get(id=row.organisation_id)
    if kind in RECRUITERS:
        pays = "employer" if row.payer == "employer" else "worker"
        with acting_as(System(act)):
            record_fact(act, row.organisation_id, {"pays": pays})
