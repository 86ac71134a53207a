"""What people paid on one corridor: median and quartiles, never of few. Pure.

The four amounts stand apart: what workers say, what receipts say, what the law allowed, what the employer says. What
was only asked of somebody stands apart from what was paid. Amounts are dollars of the year in which they were paid.

Nothing below 11 people is shown (`release`), numbers of people are bands, amounts are rounded to tens of dollars; a
month's figures are of what was told before it began, and each moves only when 11 people more or fewer are counted in
it. When it last moved follows from the observations alone, month by month, so that nothing is stored. What is small, or
would tell what is small, is hidden by these rules; no attack is left to keep a figure in, and none is put on record.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from statistics import quantiles
from typing import Final, TypeVar
from uuid import UUID

import numpy as np

from saphan.release import cubes, hiding
from saphan.release.bands import band
from saphan.release.public import Released, next_release, shown

AMOUNTS: Final = ("worker", "receipt", "cap", "employer")
STEP: Final = Decimal(10)  # dollars
ALL_LINES: Final = "all"
NOBODY: Final = object()
Group = TypeVar("Group")


@dataclass(frozen=True, slots=True)
class Seen:
    """One observation in dollars. paid: False where it was only asked of her. dollars: by amount, those that are known.

    recorded: the day on which it was told. year: in which it was paid, or asked.
    """

    person: UUID
    organisation: UUID | None
    line: str
    year: int
    recorded: date
    paid: bool
    dollars: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Person:
    """All that one person paid, or was asked, for one job."""

    organisation: UUID | None
    year: int
    recorded: date
    dollars: Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Spread:
    """A quarter paid `low` or less, half `median` or less, three quarters `high` or less. people: a band, "25–49"."""

    people: str
    low: Decimal
    median: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class Figures:
    """None wherever fewer than 11 people are behind it. by_amount: of what was paid. months: of pay at destination.

    by_recruiter: those above the threshold alone, dearest first.
    """

    by_amount: Mapping[str, Spread | None]
    asked: Spread | None
    by_year: tuple[tuple[int, Spread | None], ...]
    by_recruiter: tuple[tuple[UUID, Spread], ...]
    months: Decimal | None
    until: date | None


def figures(seen: Iterable[Seen], today: date, wage: Decimal | None) -> Figures:
    """wage: dollars that a month's work earns at the destination (SDG 10.7.1); None where nobody knows."""
    every = tuple(seen)
    paid, asked = (_persons(each for each in every if each.paid is was) for was in (True, False))
    by_amount = {amount: spread(_known(_released(_with(paid, amount), today)[0], amount)) for amount in AMOUNTS}
    told = _with(paid, "worker")
    shown_now, until = _released(told, today)
    years = _apart(
        {year: [one for one in told if one.year == year] for year in sorted({one.year for one in shown_now})}, today
    )
    said = by_amount["worker"]
    return Figures(
        by_amount=by_amount,
        asked=spread(_known(_released(_with(asked, "worker"), today)[0], "worker")),
        by_year=tuple(years.items()),
        by_recruiter=_by_recruiter(told, today),
        months=(said.median / wage).quantize(Decimal("0.1")) if said and wage else None,
        until=until,
    )


def spread(dollars: Sequence[Decimal]) -> Spread | None:
    """Median and quartiles, rounded; None of fewer than 11."""
    if shown(len(dollars)) is None:
        return None
    low, middle, high = quantiles(dollars, n=4, method="inclusive")
    return Spread(band(len(dollars)), *(_rounded(each) for each in (low, middle, high)))


def _by_recruiter(told: Iterable[Person], today: date) -> tuple[tuple[UUID, Spread], ...]:
    """Those who named nobody are one more group, which is not shown."""
    those: dict[UUID | None, list[Person]] = {}
    for person in told:
        those.setdefault(person.organisation, []).append(person)
    found = _apart(those, today, never=None)
    known = [(each, one) for each, one in found.items() if each is not None and one is not None]
    return tuple(sorted(known, key=lambda one: (-one[1].median, one[0])))


def _apart(groups: Mapping[Group, Sequence[Person]], today: date, never: object = NOBODY) -> dict[Group, Spread | None]:
    """Each moves by itself, when eleven of its own are new. As many are hidden as it takes that what is left beside
    those that are shown is eleven people or more, or nobody. never: a group that is not shown.
    """
    if not groups:
        return {}
    released = {group: _released(people, today)[0] for group, people in groups.items()}
    counts = cubes.with_totals(np.array([len(people) for people in groups.values()], dtype=np.int64))
    small = np.array([*(not shown(len(released[one])) or one == never for one in groups), False])
    small |= counts == 0
    hidden = hiding.complementary(counts, small)
    return {
        group: None if out else spread(_known(people, "worker"))
        for (group, people), out in zip(released.items(), hidden[:-1], strict=True)
    }


def _with(people: Iterable[Person], amount: str) -> list[Person]:
    return [person for person in people if amount in person.dollars]


def _persons(seen: Iterable[Seen]) -> list[Person]:
    """What one person said in all together, or the sum of lines where she told them apart."""
    rows: dict[UUID, list[Seen]] = {}
    for each in seen:
        rows.setdefault(each.person, []).append(each)
    return [_person(those) for those in rows.values()]


def _person(rows: Sequence[Seen]) -> Person:
    dollars = {amount: total for amount in AMOUNTS if (total := _total(rows, amount)) is not None}
    named = [row.organisation for row in rows if row.organisation is not None]
    return Person(
        named[0] if named else None, max(row.year for row in rows), max(row.recorded for row in rows), dollars
    )


def _total(rows: Sequence[Seen], amount: str) -> Decimal | None:
    known = [(row.line, row.dollars[amount]) for row in rows if amount in row.dollars]
    together = [dollars for line, dollars in known if line == ALL_LINES]
    if together:
        return max(together)
    return sum((dollars for _, dollars in known), Decimal(0)) if known else None


def _released(people: Sequence[Person], today: date) -> tuple[list[Person], date | None]:
    """Who is in the figures of this month, and the day before which they had told it."""
    last: Released | None = None
    for month in _months(people, today):
        told = sum(person.recorded < month for person in people)
        last = next_release(told, last, month)
    if last is None:
        return [], None
    return [person for person in people if person.recorded < last.on], last.on


def _months(people: Sequence[Person], today: date) -> list[date]:
    """The first day of each month that follows one in which somebody told something, until today."""
    following = {_next(person.recorded) for person in people}
    return sorted(month for month in following if month <= today)


def _next(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _known(people: Iterable[Person], amount: str) -> list[Decimal]:
    return [person.dollars[amount] for person in people if amount in person.dollars]


def _rounded(dollars: Decimal) -> Decimal:
    return (dollars / STEP).quantize(Decimal(1)) * STEP
