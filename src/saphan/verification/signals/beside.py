"""What stands behind a signal and beside it, read anew: coded rows, issues, known days, and why fewer voices stand."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from saphan.network.selectors import organisations
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, Staff
from saphan.verification import facts
from saphan.verification.models import CodedFact, Issue, Signal
from saphan.verification.policies import may_see
from saphan.verification.signals.hearing import Heard
from saphan.verification.signals.known import Known
from saphan.verification.signals.voices import clusters_of, written_as

NEAR: Final = timedelta(weeks=4)  # before a signal: known days in which something may have waited


@dataclass(frozen=True, slots=True)
class Where:
    """The unit in which it rose. kind: workplace, recruiter, sub_agent, chain, province, or pool for everywhere."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Gone:
    """Why fewer voices stand than at its height: taken back, set aside for known days, or one with another voice."""

    taken_back: int = 0
    aside: int = 0
    joined: int = 0


@dataclass(frozen=True, slots=True)
class BehindRow:
    """One thing that one voice said. number: the voice's place on this page, its only name. when: a Monday at her own
    desk, else the first of a month."""

    number: int
    respondent: str
    when: date
    own_desk: bool
    kind: str
    channel: str
    language: str
    first_hand: bool


@dataclass(frozen=True, slots=True)
class IssueLink:
    """An issue of this family behind it. id: None where her desk has no part in it."""

    id: UUID | None
    respondent: str
    stage: str


@dataclass(frozen=True, slots=True)
class KnownRow:
    """Days beside a signal. why: a code of services.WHY, or outreach. first, last: firsts of months of another desk.

    id: of an outage of her own desk.
    """

    id: UUID | None
    own_desk: bool
    why: str
    first: date
    last: date


def where(found: Signal, names: Mapping[UUID, str]) -> Where:
    if found.unit_kind == "province":
        return Where("province", _province(found))
    if found.unit_kind == "pool":
        return Where("pool", "")
    return Where(found.unit_kind, names.get(UUID(found.unit_id), ""))


def _province(found: Signal) -> str:
    """Its code, with the place as one of the companies there writes it."""
    places = {card.place for card in organisations(found.respondents).values() if card.place}
    code = found.unit_id.partition(" ")[0] if " " in found.unit_id else found.unit_id
    return f"{code} ({min(places)})" if places else code


def rows_behind(found: Signal, stands: Iterable[Heard], desk_id: UUID, names: Mapping[UUID, str]) -> list[BehindRow]:
    """Every fact of the voices that count, oldest first; of other desks by month."""
    with acting_as(Counting()):
        rows = list(facts.standing().filter(**_said_of(found)).order_by("week", "source"))
    numbers = {cluster: at for at, cluster in enumerate(_voices(stands), start=1)}
    voices = clusters_of({row.voice_group for row in rows})
    placed = [(numbers[voices[row.voice_group]], row) for row in rows if voices[row.voice_group] in numbers]
    return [
        _behind(number, row, desk_id, names) for number, row in sorted(placed, key=lambda one: (one[0], one[1].week))
    ]


def _behind(number: int, row: CodedFact, desk_id: UUID, names: Mapping[UUID, str]) -> BehindRow:
    own = row.desk_id == desk_id
    return BehindRow(
        number=number,
        respondent=names.get(row.respondent_id, ""),
        when=row.week if own else row.week.replace(day=1),
        own_desk=own,
        kind=row.kind,
        channel=row.channel,
        language=row.language,
        first_hand=row.first_hand,
    )


def gone(found: Signal, stands: Sequence[Heard], now: int) -> Gone:
    """Why, for each voice that is missing from its height."""
    missing = max(0, found.voices - now)
    counting = {one.cluster for one in stands if not one.aside}
    aside = min(missing, len({one.cluster for one in stands if one.aside} - counting))
    taken_back = min(missing - aside, _taken_back(found))
    return Gone(taken_back, aside, missing - aside - taken_back)


def _taken_back(found: Signal) -> int:
    """Voices of which nothing stands behind it any more."""
    with acting_as(Counting()):
        said = CodedFact.objects.filter(**_said_of(found))
        ever = set(said.values_list("voice_group", flat=True))
        standing = set(facts.standing().filter(**_said_of(found)).values_list("voice_group", flat=True))
    return len(ever - standing)


def _said_of(found: Signal) -> dict[str, object]:
    return {
        "pool_id": found.pool_id,
        "family": found.family,
        "respondent_id__in": written_as(found.respondents),
        "week__range": (found.began, found.until),
    }


def _voices(stands: Iterable[Heard]) -> list[UUID]:
    """Those that count, in the order of their first word."""
    return list(dict.fromkeys(one.cluster for one in stands if not one.aside))


def issues_behind(
    found: Signal, by: Staff, stands: Iterable[Heard], names: Mapping[UUID, str]
) -> tuple[IssueLink, ...]:
    """The issues of this family at its respondents, those of most voices first; a link to those that she may see."""
    with acting_as(Counting()):
        about = written_as(found.respondents)
        rows = list(Issue.objects.filter(pool_id=found.pool_id, family=found.family, respondent_id__in=about))
        feeding = facts.standing().filter(pool_id=found.pool_id, family=found.family, respondent_id__in=about)
        desks = set(feeding.values_list("respondent_id", "desk_id"))
    voices = [one.respondent for one in stands if not one.aside]
    rows.sort(key=lambda row: (-voices.count(row.respondent_id), row.id))
    return tuple(
        IssueLink(
            id=row.id if may_see(by, row, {desk for about, desk in desks if about == row.respondent_id}) else None,
            respondent=names.get(row.respondent_id, ""),
            stage=row.stage,
        )
        for row in rows
    )


def known_beside(found: Signal, days: Known, desk_id: UUID) -> tuple[KnownRow, ...]:
    """Outages and outreach days from four weeks before it to its end, the earliest first."""
    first, last = found.began - NEAR, found.until + timedelta(days=6)
    outages = [(one.desk_id, one.why, one.first, one.last) for one in days.outages]
    visits = [(one.desk_id, "outreach", one.day, one.day) for one in days.outreach]
    beside = [one for one in (*outages, *visits) if one[2] <= last and one[3] >= first]
    rows = {_known(desk, why, begun, ended, desk_id) for desk, why, begun, ended in beside}
    return tuple(sorted(rows, key=lambda row: (row.first, row.last, row.why, not row.own_desk)))


def _known(desk: UUID, why: str, first: date, last: date, desk_id: UUID) -> KnownRow:
    if desk == desk_id:
        return KnownRow(None, True, why, first, last)
    return KnownRow(None, False, why, first.replace(day=1), last.replace(day=1))
