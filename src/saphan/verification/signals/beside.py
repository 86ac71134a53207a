"""What stands behind a signal and beside it, read anew: coded rows, issues, known days, and why fewer voices stand."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from saphan.network.merging.reading import all_same_as, canonical
from saphan.network.selectors import organisations
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, Staff
from saphan.verification import facts
from saphan.verification.models import CodedFact, Issue, Signal
from saphan.verification.policies import may_see
from saphan.verification.signals.heard import Heard, voices
from saphan.verification.signals.hearing import said
from saphan.verification.signals.known import Known, Outage
from saphan.verification.together.reading import around

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
    family: str
    respondent: str
    stage: str


@dataclass(frozen=True, slots=True)
class KnownRow:
    """Days beside a signal. why: a code of services.WHY, or outreach. first, last: firsts of months of another desk.

    id: of an outage of her own desk. about: the one company for which it was recorded.
    """

    id: UUID | None
    own_desk: bool
    why: str
    first: date
    last: date
    about: str = ""


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
        rows = list(said(found.method).filter(**_said_of(found)).order_by("week", "source"))
    stands = list(stands)
    numbers = {cluster: at for at, cluster in enumerate(_voices(stands), start=1)}
    placed_at = {group: numbers[one.cluster] for one in stands if one.cluster in numbers for group in one.groups}
    placed = [(placed_at[row.voice_group], row) for row in rows if row.voice_group in placed_at]
    meant = canonical({row.respondent_id for row in rows})
    about = {one: names.get(read_as, "") for one, read_as in meant.items()}
    return [
        _behind(number, row, desk_id, about) for number, row in sorted(placed, key=lambda one: (one[0], one[1].week))
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
    aside = min(missing, len({one.cluster for one in stands if one.aside} - voices(stands)))
    taken_back = min(missing - aside, _taken_back(found))
    return Gone(taken_back, aside, missing - aside - taken_back)


def _taken_back(found: Signal) -> int:
    """Voices of which nothing stands behind it any more."""
    with acting_as(Counting()):
        ever = set(CodedFact.objects.filter(**_said_of(found)).values_list("voice_group", flat=True))
        standing = set(facts.standing().filter(**_said_of(found)).values_list("voice_group", flat=True))
    return len(ever - standing)


def _said_of(found: Signal) -> dict[str, object]:
    family = {"family": found.family} if found.family else {}
    return {
        **family,
        "pool_id": found.pool_id,
        "respondent_id__in": all_same_as(found.respondents),
        "week__range": (found.began, found.until),
    }


def _voices(stands: Iterable[Heard]) -> list[UUID]:
    """Those that count, in the order of their first word."""
    return list(dict.fromkeys(one.cluster for one in stands if not one.aside))


def issues_behind(
    found: Signal, by: Staff, stands: Iterable[Heard], names: Mapping[UUID, str]
) -> tuple[IssueLink, ...]:
    """The issues of its family at its respondents, those of most voices first; a link to those that she may see."""
    of_it = {name: value for name, value in _said_of(found).items() if name != "week__range"}
    with acting_as(Counting()):
        rows = list(Issue.objects.filter(**of_it))
        feeding = set(facts.standing().filter(**of_it).values_list("respondent_id", "family", "desk_id"))
    seated = around(rows)
    rows = [row for row in rows if row.id not in seated.rests]
    spoken_of = [one.respondent for one in stands if not one.aside]
    meant = canonical({row.respondent_id for row in rows})
    rows.sort(key=lambda row: (-spoken_of.count(meant[row.respondent_id]), row.id))
    return tuple(
        _link(row, by, {desk for about, family, desk in feeding if family == row.family and about in places}, name)
        for row in rows
        for places, name in [(seated.places[row.id], names.get(meant[row.respondent_id], ""))]
    )


def _link(row: Issue, by: Staff, desks: Collection[UUID], respondent: str) -> IssueLink:
    return IssueLink(row.id if may_see(by, row, desks) else None, row.family, respondent, row.stage)


def known_beside(
    found: Signal, days: Known, stands: Iterable[Heard], by: Staff, names: Mapping[UUID, str]
) -> tuple[KnownRow, ...]:
    """Outages and outreach of the desks that heard it and about its respondents, from four weeks before to its end."""
    first, last, about = found.began - NEAR, found.until + timedelta(days=6), set(found.respondents)
    desks = {one.desk_id for one in stands}
    outages = [one for one in days.outages if one.desk_id in desks and one.respondent in {None, *about}]
    rows = {_outage(one, by, names) for one in outages if one.first <= last and one.last >= first}
    visits = [one for one in days.outreach if one.desk_id in desks and one.respondents & about]
    rows |= {_known(by, one.desk_id, "outreach", one.day, one.day) for one in visits if first <= one.day <= last}
    return tuple(sorted(rows, key=lambda row: (row.first, row.last, row.why, not row.own_desk, row.about)))


def _outage(one: Outage, by: Staff, names: Mapping[UUID, str]) -> KnownRow:
    row = _known(by, one.desk_id, one.why, one.first, one.last)
    return replace(row, about=names.get(one.respondent, "")) if one.respondent else row


def _known(by: Staff, desk_id: UUID, why: str, first: date, last: date) -> KnownRow:
    if desk_id == by.desk_id:
        return KnownRow(None, True, why, first, last)
    return KnownRow(None, False, why, first.replace(day=1), last.replace(day=1))
