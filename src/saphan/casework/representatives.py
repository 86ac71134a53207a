"""Somebody who speaks for others: the mandate, how many, how it was checked, who may confirm.

A checked mandate makes one phone as many voices as there are people; an unchecked one is one voice (domain §5).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.functional import Promise

from saphan.casework import codes
from saphan.casework.finding import case_to_change, parties_now
from saphan.casework.models import Case, Concern, Representative
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.refusals import AlreadySpeaksForThem, DoesNotFit, NotInThisCase
from saphan.network.selectors import staff_names
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.ids import random_id
from saphan.store.made_once import MadeOnce
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.vault.recording import Payload, record
from saphan.vault.sealing import Cell
from saphan.vault.services import key_of, open_texts, seal

CHECKED = "checked"
WORKERS, THEMSELVES = "workers", "representative"


@dataclass(frozen=True, slots=True)
class RepresentativeCard:
    """words: ours about the mandate, opened."""

    id: UUID
    conversation_id: UUID
    kind: str | Promise
    mandate: str | Promise
    number: int
    they_confirm: bool
    words: str = field(repr=False)
    named_on: date
    check: str | Promise
    checked_by: str
    checked_on: date | None


def name_representative(
    *,
    case_id: UUID,
    conversation_id: UUID,
    kind: str,
    mandate: str,
    number: int,
    may_confirm: str,
    words: str = "",
    by: Staff,
    once: UUID | None = None,
) -> UUID:
    """Write down that this voice of the case speaks for `number` people; returns the id. It is not checked yet.

    Raises NotAllowed, CaseIsClosed, NotInThisCase, AlreadySpeaksForThem or DoesNotFit.
    """
    with acting_as(by) as moment:
        case = case_to_change(by, case_id)
        if once and Representative.objects.filter(id=once).exists():
            return once
        _check(kind, mandate, number, may_confirm)
        _may_be_named(case, conversation_id)
        row_id = once or random_id()
        Representative.objects.create(
            id=row_id,
            desk_id=case.desk_id,
            case=case,
            conversation_id=conversation_id,
            kind=kind,
            mandate=mandate,
            number=number,
            may_confirm=may_confirm,
            sealed=_sealed(words, row_id, conversation_id),
            named_by=by.id,
            named_on=moment.day,
        )
        detail: Payload = {"case": str(case_id), "kind": kind}
        record("casework.representative_named", row_id, detail=detail, fact={"kind": kind})
        _count_anew(case_id, conversation_id)
    return row_id


def _may_be_named(case: Case, conversation_id: UUID) -> None:
    """Raises NotInThisCase, AlreadySpeaksForThem."""
    if not parties_now(case).filter(conversation_id=conversation_id).exists():
        raise NotInThisCase("join_case")
    if standing().filter(case=case, conversation_id=conversation_id).exists():
        raise AlreadySpeaksForThem


def check_mandate(*, representative_id: UUID, how: str, by: Staff) -> None:
    """A person has checked it, in this way: from now on it counts as many voices as there are people.

    Raises NotAllowed, CaseIsClosed or DoesNotFit.
    """
    if how not in codes.CHECKS:
        raise DoesNotFit("check")
    with acting_as(by) as moment:
        row = _to_change(representative_id, by)
        if row.checked_on is None:
            row.check_how, row.checked_by, row.checked_on = how, by.id, moment.day
            row.save(update_fields=["check_how", "checked_by", "checked_on"])
            record("casework.mandate_checked", row.id, detail={"how": how}, fact={"kind": row.kind, "how": how})
            _count_anew(row.case_id, row.conversation_id)


def end_mandate(*, representative_id: UUID, by: Staff) -> None:
    """They speak for nobody but themselves from now on. Raises NotAllowed or CaseIsClosed."""
    with acting_as(by) as moment:
        row = _to_change(representative_id, by)
        row.ended_on = moment.day
        row.save(update_fields=["ended_on"])
        record("casework.mandate_ended", row.id, fact={"kind": row.kind})
        _count_anew(row.case_id, row.conversation_id)


def standing() -> QuerySet[Representative]:
    """Those whose mandate has not ended."""
    return Representative.objects.filter(ended_on=None)


@dataclass(frozen=True, slots=True)
class Speaking:
    """Who speaks for others in one case. mandates: by conversation, unchecked or checked, and for how many people."""

    mandates: Mapping[UUID, tuple[str, int]] = field(default_factory=dict)

    def of(self, conversation_id: UUID) -> tuple[str, int]:
        """Her own mandate, ("", 1) where she speaks for herself."""
        return self.mandates.get(conversation_id, ("", 1))

    def vouch_for(self, conversation_id: UUID) -> bool:
        """Whether somebody else speaks for her by a checked mandate."""
        return any(how == CHECKED and story != conversation_id for story, (how, _) in self.mandates.items())


def speaking_in(case_ids: Collection[UUID]) -> dict[UUID, Speaking]:
    """By case; one in which everybody speaks for herself is missing. Call inside `acting_as`."""
    found: dict[UUID, dict[UUID, tuple[str, int]]] = {}
    for case_id, story_id, number, checked_on in _speaking(case_ids):
        found.setdefault(case_id, {})[story_id] = (CHECKED, number) if checked_on else ("unchecked", 1)
    return {case_id: Speaking(mandates) for case_id, mandates in found.items()}


_speaking = MadeOnce(
    lambda ids: standing().filter(case__id__among=ids).values_list("case_id", "conversation_id", "number", "checked_on")
)


def spoken_for() -> Exists:
    """In a query of concerns: whether somebody else in its case speaks for her by a checked mandate."""
    here = standing().filter(case_id=OuterRef("case_id"), checked_on__isnull=False)
    return Exists(here.exclude(conversation_id=OuterRef("conversation_id")))


def may_not_confirm(conversation_ids: Collection[UUID]) -> frozenset[UUID]:
    """Of these, those who speak for others and whose own yes confirms nothing. Call inside `acting_as`.

    A representative confirms only where a checked mandate says so; else the workers themselves must.
    """
    rows = standing().filter(conversation_id__in=list(conversation_ids))
    return frozenset(row.conversation_id for row in rows if row.may_confirm != THEMSELVES or row.checked_on is None)


def representatives_of(by: Staff, case_id: UUID) -> tuple[RepresentativeCard, ...]:
    """Those of one case; an audited read where there are words. Raises NotAllowed."""
    require(may_work_with_stories(by))
    with acting_as(by):
        rows = list(standing().filter(case_id=case_id).order_by("named_on", "id"))
        names = staff_names(row.checked_by for row in rows if row.checked_by)
        return tuple(_card(row, names) for row in rows)


def _card(row: Representative, names: dict[UUID, str]) -> RepresentativeCard:
    return RepresentativeCard(
        id=row.id,
        conversation_id=row.conversation_id,
        kind=codes.SPEAKS_AS[row.kind],
        mandate=codes.MANDATES[row.mandate],
        number=row.number,
        they_confirm=row.may_confirm == THEMSELVES,
        words=_opened(row),
        named_on=row.named_on,
        check=codes.CHECKS.get(row.check_how, ""),
        checked_by=names.get(row.checked_by, "") if row.checked_by else "",
        checked_on=row.checked_on,
    )


def _opened(row: Representative) -> str:
    if row.sealed is None:
        return ""
    cell = Cell("casework_representative", "sealed", row.id)
    (text,) = open_texts([(bytes(row.sealed), cell)], subject_id=row.conversation_id, why="mandate_read")
    return text


def _sealed(words: str, row_id: UUID, conversation_id: UUID) -> bytes | None:
    if not words.strip():
        return None
    return seal(words.strip(), key=key_of(conversation_id), cell=Cell("casework_representative", "sealed", row_id))


def _check(kind: str, mandate: str, number: int, may_confirm: str) -> None:
    if kind not in codes.SPEAKS_AS or may_confirm not in (WORKERS, THEMSELVES):
        raise DoesNotFit("representative")
    if mandate not in codes.MANDATES:
        raise DoesNotFit("mandate")
    if not 2 <= number <= 1_000_000:
        raise DoesNotFit("represented")


def _to_change(representative_id: UUID, by: Staff) -> Representative:
    require(may_work_with_stories(by))
    row = Representative.objects.select_for_update().filter(id=representative_id, ended_on=None).first()
    if row is None:
        raise NotAllowed
    case_to_change(by, row.case_id)
    return row


def _count_anew(case_id: UUID, conversation_id: UUID) -> None:
    """What they said counts with the mandate that they have now."""
    case = Case.objects.get(id=case_id)
    said = Concern.objects.filter(case=case, conversation_id=conversation_id, withdrawn_on=None)
    for concern_id in said.order_by("recorded_on", "id").values_list("id", flat=True):
        defer("verification.count_anew", concern_id=concern_id)
