"""Cases: opened from a conversation, joined by others, worked on, closed. Each change is one transaction."""

from datetime import date
from uuid import UUID

from saphan.casework import codes
from saphan.casework.finding import case_to_change, conversation_of, parties_now
from saphan.casework.models import Case, Need, Note, Party
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.refusals import AlreadyInThisCase, DoesNotFit, NotConfirmedByHer, NothingWritten
from saphan.casework.representatives import may_not_confirm
from saphan.network.matching.asked import read
from saphan.network.matching.marking import add_what_was_typed
from saphan.network.services import create_organisation
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff
from saphan.store.ids import ordered_id, random_id
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.vault.services import seal
from saphan.voice.models import Answer, Ask
from saphan.voice.services import keep_from_search, tell
from saphan.voice.stories import key_of_story

PROVISIONAL_KINDS = ("supplier", "recruiter", "sub_agent", "workplace", "brand", "retailer", "government")


def open_case(*, conversation_id: UUID, by: Staff, once: UUID | None = None) -> UUID:
    """Begin a piece of work about this person; she may be in several. Raises NotAllowed.

    once: the id of the form; a second send of it is the first.
    """
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        conversation = conversation_of(by, conversation_id)
        one_at_a_time(conversation.id)
        if once and Case.objects.filter(id=once).exists():
            return once
        first = not Party.objects.filter(conversation_id=conversation.id).exists()
        case = Case.objects.create(id=once or random_id(), desk_id=by.desk_id, owner=by.id, opened_on=moment.day)
        _join(case, conversation.id, moment)
        record(
            "casework.case_opened", case.id, fact={"language": conversation.language, "channel": conversation.channel}
        )
        if first:
            tell(conversation_id=conversation.id, step="case_opened")
    return case.id


def join_case(*, case_id: UUID, conversation_id: UUID, by: Staff) -> None:
    """Let another voice belong to the case. Raises NotAllowed, CaseIsClosed or AlreadyInThisCase."""
    with acting_as(by) as moment:
        case = case_to_change(by, case_id)
        conversation = conversation_of(by, conversation_id)
        if parties_now(case).filter(conversation_id=conversation.id).exists():
            raise AlreadyInThisCase
        first = not Party.objects.filter(conversation_id=conversation.id).exists()
        _join(case, conversation.id, moment)
        record("casework.case_joined", case.id, detail={"conversation": str(conversation.id)})
        if first:
            tell(conversation_id=conversation.id, step="case_opened")


def _join(case: Case, conversation_id: UUID, moment: Moment) -> None:
    Party.objects.create(desk_id=case.desk_id, case=case, conversation_id=conversation_id, joined_on=moment.day)
    if case.severe:
        keep_from_search([conversation_id])


def add_need(*, case_id: UUID, kind: str, by: Staff) -> UUID:
    """Note what she needs from us. Raises NotAllowed, CaseIsClosed or DoesNotFit."""
    with acting_as(by) as moment:
        case = case_to_change(by, case_id)
        if kind not in codes.NEEDS:
            raise DoesNotFit("need")
        need = Need.objects.create(desk_id=by.desk_id, case=case, kind=kind, on=moment.day)
        record("casework.need_added", case.id, detail={"need": str(need.id)}, fact={"need": kind})
    return need.id


def meet_need(*, need_id: UUID, by: Staff) -> None:
    """Say that a need is met. Raises NotAllowed or CaseIsClosed."""
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        need = Need.objects.select_for_update().filter(id=need_id).first()
        if need is None:
            raise NotAllowed
        case = case_to_change(by, need.case_id)
        if need.met_on is None:
            need.met_on = moment.day
            need.save(update_fields=["met_on"])
            record("casework.need_met", case.id, detail={"need": str(need.id)}, fact={"need": need.kind})


def add_note(*, conversation_id: UUID, text: str, by: Staff, once: UUID | None = None) -> UUID:
    """Keep staff's own words beside her story, sealed under her key and never shown to her.

    Raises NotAllowed, StoryGone or NothingWritten.
    """
    with acting_as(by) as moment:
        require(may_work_with_stories(by))
        conversation = conversation_of(by, conversation_id)
        if not text.strip():
            raise NothingWritten
        one_at_a_time(conversation.id)
        if once and Note.objects.filter(id=once).exists():
            return once
        row_id = once or ordered_id()
        sealed = seal(text.strip(), key=key_of_story(conversation.id), cell=Cell("casework_note", "sealed", row_id))
        Note.objects.create(
            id=row_id, desk_id=by.desk_id, conversation_id=conversation.id, sealed=sealed, author=by.id, at=moment.now
        )
        record("casework.note_added", conversation.id, detail={"note": str(row_id)})
    return row_id


def set_counts_affected(*, case_id: UUID, number: int | None, by: Staff) -> None:
    """How many people the case is about, as far as we know. Raises NotAllowed, CaseIsClosed or DoesNotFit."""
    with acting_as(by):
        case = case_to_change(by, case_id)
        if number is not None and not 1 <= number <= 1_000_000:
            raise DoesNotFit("number_affected")
        case.counts_affected = number
        case.save(update_fields=["counts_affected"])
        record("casework.affected_counted", case.id, fact={"reported": number})


def set_quarrel(*, case_id: UUID, on: date | None, by: Staff) -> None:
    """The day of her known quarrel with management: nothing of hers is disclosed for 14 days after it.

    Raises NotAllowed, CaseIsClosed or DoesNotFit (a day to come).
    """
    with acting_as(by) as moment:
        case = case_to_change(by, case_id)
        if on is not None and on > moment.day:
            raise DoesNotFit("quarrel")
        case.quarrel_on = on
        case.save(update_fields=["quarrel_on"])
        record("casework.quarrel_noted", case.id, detail={"known": on is not None})


def set_under_18(*, case_id: UUID, under_18: bool, by: Staff) -> None:
    """Whether somebody in the case is under 18, which has its own rule. Raises NotAllowed or CaseIsClosed."""
    with acting_as(by):
        case = case_to_change(by, case_id)
        case.under_18 = under_18
        case.save(update_fields=["under_18"])
        record("casework.age_noted", case.id, detail={"under_18": under_18})


def close_case(*, case_id: UUID, outcome: str, by: Staff) -> None:
    """End the work and tell everyone in the case. Raises NotAllowed, CaseIsClosed, DoesNotFit or NotConfirmedByHer."""
    with acting_as(by) as moment:
        case = case_to_change(by, case_id)
        if outcome not in codes.OUTCOMES:
            raise DoesNotFit("outcome")
        people = list(parties_now(case).values_list("conversation_id", flat=True))
        if outcome == codes.FULL and not _somebody_confirmed(people):
            raise NotConfirmedByHer
        case.status, case.outcome, case.closed_on = "closed", outcome, moment.day
        case.save(update_fields=["status", "outcome", "closed_on"])
        record("casework.case_closed", case.id, fact={"outcome": outcome})
        for conversation_id in people:
            tell(conversation_id=conversation_id, step="closed")


def _somebody_confirmed(conversation_ids: list[UUID]) -> bool:
    theirs = set(conversation_ids) - may_not_confirm(conversation_ids)
    asked = Ask.objects.filter(conversation_id__in=theirs, question="confirm").values_list("id", flat=True)
    last = Answer.objects.filter(ask_id__in=list(asked)).order_by("ask_id", "-id").distinct("ask_id")
    return any(answer.code == "yes" for answer in last)


def name_respondent(*, typed: str, country: str, by: Staff, kind: str = "supplier") -> UUID:
    """Keep a name that fits no organisation we know, as provisional. Raises NotAllowed or DoesNotFit."""
    asked = read(typed, country)
    name = asked.name or " ".join(typed.split())
    require(may_work_with_stories(by))
    if not 2 <= len(name) <= 200 or kind not in PROVISIONAL_KINDS:
        raise DoesNotFit("respondent")
    with acting_as(by):
        place = asked.where[:120]
        organisation_id = create_organisation(kind=kind, name=name, country=country, place=place, provisional=True)
        add_what_was_typed(organisation_id=organisation_id, asked=asked)
        record("casework.respondent_named", organisation_id, detail={"kind": kind})
    return organisation_id
