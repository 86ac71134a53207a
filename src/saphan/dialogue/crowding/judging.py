"""Once a month, for each desk at each workplace where people were asked: do they still speak by themselves?"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Final
from uuid import UUID

from saphan.dialogue.crowding import months as counting
from saphan.dialogue.crowding import statistics, volume
from saphan.dialogue.crowding.models import CrowdingFinding, CrowdingMonth
from saphan.dialogue.crowding.statistics import Finding, Series
from saphan.network.models import Organisation
from saphan.network.selectors import lead_ids
from saphan.network.services import notify
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault.recording import record

OURSELVES = System("dialogue.crowding")
VOICE, BROUGHT = "voice", "brought"
FEW, NO, WARN, PAUSED = "few", "no", "warn", "paused"
LATELY: Final = 2  # months without a question after which a pause has done what it can


@dataclass(frozen=True, slots=True)
class Unit:
    """questions, counts: by month. touched: months in which people were asked, or in whose last month they were."""

    desk_id: UUID
    organisation_id: UUID
    what: str
    counts: tuple[int, ...]
    questions: tuple[int, ...]

    @property
    def touched(self) -> tuple[bool, ...]:
        return tuple(bool(now or before) for now, before in zip(self.questions, (0, *self.questions), strict=False))

    @property
    def is_asked(self) -> bool:
        return any(self.questions)

    def quiet(self) -> tuple[int, ...]:
        return tuple(count for count, so in zip(self.counts, self.touched, strict=True) if not so)

    def series(self, season: Sequence[float]) -> Series:
        rows = list(zip(self.counts, season, self.touched, strict=True))
        return Series(
            tuple(count for count, _, so in rows if not so),
            tuple(count for count, _, so in rows if so),
            tuple(weight for _, weight, so in rows if not so),
            tuple(weight for _, weight, so in rows if so),
        )


def sweep() -> None:
    """When a month is over, once."""
    with acting_as(OURSELVES) as moment:
        months = counting.whole_months(moment.day)
        if not CrowdingMonth.objects.filter(month=months[-1]).exists():
            judge(months, moment.day)


def judge(months: Sequence[date], today: date) -> int:
    """Call inside `acting_as(OURSELVES)`. Returns how many warnings there are."""
    units = list(_units(months))
    scatter = statistics.scatter_of([unit.quiet() for unit in units if unit.what == VOICE])
    never = [unit.counts for unit in units if unit.what == VOICE and not unit.is_asked]
    season = statistics.season_of(never, len(months))
    asked = [unit for unit in units if unit.is_asked]
    found = [statistics.compare(unit.series(season), scatter) for unit in asked]
    rows = list(_rows(asked, found, months[-1]))
    CrowdingFinding.objects.bulk_create(rows)
    warned = [row for row in rows if row.verdict == WARN]
    tested = sum(row.p is not None for row in rows)
    CrowdingMonth.objects.create(month=months[-1], on=today, scatter=scatter, tested=tested, warned=len(warned))
    record("dialogue.crowding_judged", None, detail={"tested": tested, "warned": len(warned)})
    for row in warned:
        record("dialogue.crowding_warned", row.id, fact={"what": row.what}, subject=row.id)
        notify(staff_ids=lead_ids(row.desk_id), kind="dialogue.crowded", object_id=row.id)
    return len(warned)


def _units(months: Sequence[date]) -> Iterator[Unit]:
    spans = volume.asked_since(months[0])
    counts = ((VOICE, counting.voices(months)), (BROUGHT, counting.brought(months)))
    places = {place for _, found in counts for _, place in found}
    countries = dict(Organisation.objects.filter(id__in=places).values_list("id", "country"))
    asked = {place: volume.by_month(spans, months, place, countries.get(place, "")) for place in places}
    for what, found in counts:
        for (desk_id, place), each in sorted(found.items()):
            yield Unit(desk_id, place, what, each, asked[place])


def _rows(asked: Sequence[Unit], found: Sequence[Finding], month: date) -> Iterator[CrowdingFinding]:
    known = [each.p for each in found if each.p is not None]
    adjusted = iter(statistics.benjamini_hochberg(known))
    for unit, each in zip(asked, found, strict=True):
        sure = next(adjusted) if each.p is not None else None
        yield CrowdingFinding(
            desk_id=unit.desk_id,
            organisation_id=unit.organisation_id,
            month=month,
            what=unit.what,
            verdict=_verdict(unit, each, sure),
            questions=sum(unit.questions),
            adjusted=sure,
            **asdict(each),
        )


def _verdict(unit: Unit, found: Finding, adjusted: float | None) -> str:
    if adjusted is None:
        return FEW
    if not statistics.is_warning(found, adjusted):
        return NO
    return WARN if any(unit.questions[-LATELY:]) else PAUSED


def warned_places(month: date) -> frozenset[UUID]:
    """With a warning of that month, whichever desk hears the voices. Call inside `acting_as(System(...))`."""
    rows = CrowdingFinding.objects.filter(month=month, verdict=WARN)
    return frozenset(rows.values_list("organisation_id", flat=True))


def last_judged() -> date | None:
    return CrowdingMonth.objects.order_by("-month").values_list("month", flat=True).first()
