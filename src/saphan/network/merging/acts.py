"""Saying that two organisations are one, taking it back, and making two of one. Nothing is re-pointed, ever.

One person does it, a verifier or lead of any desk: it opens nothing to anybody, is on record under her name, rings the
desks whose issues it touches, and anybody who may do it may undo it exactly (docs/adr/0049).
"""

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db.models import Q

from saphan.network import policies
from saphan.network.matching.filling import keep_keys
from saphan.network.merging.models import Merge, Why
from saphan.network.merging.reading import canonical, same_as_each
from saphan.network.models import Desk, Organisation, OrganisationKind, Relation, Staff
from saphan.network.refusals import (
    AlreadyThere,
    LooksDifferent,
    ReadAsAnother,
    RunsADesk,
    SayOtherWords,
    SomebodySignsIn,
)
from saphan.store.acting import acting_as
from saphan.store.callers import Staff as StaffCaller
from saphan.store.callers import System
from saphan.store.refusals import NotAllowed, Refusal
from saphan.store.tasks import defer
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import Payload, record

By = StaffCaller | System
TURN = UUID("6d657267-6573-4000-8000-000000000000")  # merges wait for each other, or two could close a circle
WARNINGS = ("other_country", "other_kind", "tied_together")


def merge_organisations(
    *, organisation_id: UUID, read_as_id: UUID, why: str, despite: Collection[str] = (), by: By
) -> UUID:
    """From now on `organisation_id` is read as `read_as_id`, everywhere; returns the merge's id.

    why: a code of `Why`. despite: codes of WARNINGS that she has read. Raises NotAllowed, AlreadyThere (they are the
    same already), ReadAsAnother, SomebodySignsIn, RunsADesk, LooksDifferent, Organisation.DoesNotExist.
    """
    _require(by)
    with acting_as(by) as moment:
        one_at_a_time(TURN)
        away, stays = (Organisation.objects.get(id=each) for each in (organisation_id, read_as_id))
        _refuse(away, stays)
        unread = [each for each in warnings(away.id, stays.id) if each not in despite]
        if unread:
            raise LooksDifferent(*unread)
        row = Merge.objects.create(organisation=away, read_as=stays, why=Why(why), by=_who(by), on=moment.day)
        detail: Payload = {"merge": str(row.id), "read_as": str(stays.id), "why": row.why}
        record("network.organisations_merged", away.id, detail=detail)
        defer("verification.settle_merge", merge_id=row.id)
    return row.id


def split_organisations(*, merge_id: UUID, by: By) -> None:
    """Take a merge back: everything is read as it was before. A second time changes nothing.

    Raises NotAllowed, Merge.DoesNotExist.
    """
    _require(by)
    with acting_as(by) as moment:
        one_at_a_time(TURN)
        row = Merge.objects.select_for_update().get(id=merge_id)
        if row.ended_on is not None:
            return
        row.ended_by, row.ended_on = _who(by), moment.day
        row.save(update_fields=["ended_by", "ended_on"])
        record("network.organisations_split", row.organisation_id, detail={"merge": str(row.id)})
        defer("verification.settle_merge", merge_id=row.id)


def make_second_organisation(*, organisation_id: UUID, name: str, place: str = "", by: By) -> UUID:
    """One respondent turned out to be two: add the other one, of the same kind and country; returns its id.

    Nothing moves by itself: which concern is about which, only who heard it can say, by correcting that concern.
    Raises NotAllowed, SayOtherWords (no name, or the same), Organisation.DoesNotExist.
    """
    _require(by)
    with acting_as(by):
        first = Organisation.objects.get(id=organisation_id)
        called, where = name.strip()[:200], place.strip()[:120] or first.place
        if not called or (called, where) == (first.name, first.place):
            raise SayOtherWords
        second = Organisation.objects.create(
            kind=first.kind,
            name=called,
            country=first.country,
            place=where,
            provisional=not policies.may_manage(by),
            language=first.language,
        )
        keep_keys([second.id])
        record("network.second_organisation_made", second.id, detail={"beside": str(first.id)})
    return second.id


def refusal_of(away_id: UUID, stays_id: UUID) -> Refusal | None:
    """Why the first cannot be read as the second, whatever anybody knows; None where it can."""
    try:
        _refuse(Organisation.objects.get(id=away_id), Organisation.objects.get(id=stays_id))
    except Refusal as refusal:
        return refusal
    return None


def warnings(away_id: UUID, stays_id: UUID) -> tuple[str, ...]:
    """What speaks against it, as codes of WARNINGS: she reads them and decides."""
    away, stays = Organisation.objects.get(id=away_id), Organisation.objects.get(id=stays_id)
    return tuple(_warnings(away, stays))


def _warnings(away: Organisation, stays: Organisation) -> Iterator[str]:
    if away.country != stays.country:
        yield "other_country"
    if _sort(away) != _sort(stays):
        yield "other_kind"
    groups = same_as_each([away.id, stays.id])
    left, right = groups[away.id], groups[stays.id]
    between = Q(source_id__in=left, target_id__in=right) | Q(source_id__in=right, target_id__in=left)
    if Relation.objects.filter(between).exists():
        yield "tied_together"


def _sort(one: Organisation) -> str:
    """Who employs is called supplier by one and workplace by another."""
    return OrganisationKind.SUPPLIER if one.kind == OrganisationKind.WORKPLACE else one.kind


def _refuse(away: Organisation, stays: Organisation) -> None:
    if Desk.objects.filter(organisation_id__in=(away.id, stays.id)).exists():
        raise RunsADesk
    if len(set(canonical([away.id, stays.id]).values())) == 1:
        raise AlreadyThere
    if Merge.objects.filter(organisation=away, ended_on=None).exists():
        raise ReadAsAnother
    if Staff.objects.filter(organisation=away, left_on=None).exists():
        raise SomebodySignsIn


def _require(by: By) -> None:
    if not policies.may_merge(by):
        raise NotAllowed


def _who(by: By) -> UUID | None:
    return by.id if isinstance(by, StaffCaller) else None
