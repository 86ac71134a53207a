"""What people paid: a median that moves with one person tells what she paid, and so does what two figures leave."""

from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

import numpy as np

from saphan.empowerment.fees.fee_statistics import Figures, Seen, Spread, figures, spread
from saphan.release import together
from tests.release.attacked import WORLDS, Outcome

MONTHS: Final = (date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1))
YEARS: Final = (2023, 2024, 2025)


def attacked(worlds: int = WORLDS) -> Outcome:
    random, outcome = np.random.default_rng(24), Outcome()
    for _ in range(worlds):
        outcome.worlds += 1
        told = _world(random)
        outcome.found += _moved_by_few(told) or _left_few(told)
        outcome.bare += _moved_bare(told) or _left_few_bare(told)
        found = _on(told, MONTHS[-1])
        for year in YEARS:
            paid = [float(one.dollars["worker"]) for one in told if one.year == year]
            shown = dict(found.by_year).get(year)
            if len(paid) >= 11:
                outcome.reads(max(float(np.median(paid)), 11), float(shown.median) if shown else None)
    return outcome


def _world(random: np.random.Generator) -> list[Seen]:
    """Told in two months, of three years and two recruiters, some of them of none."""
    many = int(random.integers(30, 80))
    year, who, second = (random.integers(0, most, many) for most in (3, 3, 2))
    dollars = random.integers(20, 400, many) * 10
    return [
        Seen(
            UUID(int=at),
            UUID(int=900 + int(who[at])) if who[at] < 2 else None,
            "all",
            YEARS[int(year[at])],
            date(2026, 2 + int(second[at]), 10),
            True,
            {"worker": Decimal(int(dollars[at]))},
        )
        for at in range(many)
    ]


def _on(told: list[Seen], day: date) -> Figures:
    return figures(told, day, None)


def _moved_by_few(told: list[Seen]) -> bool:
    """Between two months some figure moved although fewer than eleven of its people are new."""
    before, after = (_read(_on(told, month)) for month in MONTHS[:2])
    for name, new in after.items():
        former = before.get(name)
        if (
            former
            and new
            and new != former
            and 0 < sum(_is_of(name, one) for one in told if one.recorded.month == 3) < 11
        ):
            return True
    return False


def _left_few(told: list[Seen]) -> bool:
    """Of those that were told in the first month: the whole is known, and so are the groups that are shown."""
    first = [one for one in told if one.recorded.month == 2]
    return _follows(first, _read(_on(first, MONTHS[0])))


def _moved_bare(told: list[Seen]) -> bool:
    before, after = ([one for one in told if one.recorded < month] for month in MONTHS[:2])
    for year in YEARS:
        then, now = (sum(one.year == year for one in those) for those in (before, after))
        if then >= 11 and 0 < now - then < 11:
            return True
    return False


def _left_few_bare(told: list[Seen]) -> bool:
    first = [one for one in told if one.recorded.month == 2]
    groups = {("year", year): [one for one in first if one.year == year] for year in YEARS}
    groups[("all", 0)] = first
    return _follows(first, {name: spread([one.dollars["worker"] for one in those]) for name, those in groups.items()})


def _read(found: Figures) -> dict[tuple[str, object], Spread | None]:
    years = {("year", year): one for year, one in found.by_year}
    return {("all", 0): found.by_amount["worker"], **years, **{("who", each): one for each, one in found.by_recruiter}}


def _is_of(name: tuple[str, object], one: Seen) -> bool:
    kind, of = name
    return kind == "all" or (one.year == of if kind == "year" else one.organisation == of)


def _follows(told: list[Seen], read: dict[tuple[str, object], Spread | None]) -> bool:
    count = {name: sum(_is_of(name, one) for one in told) for name in _all_names(told)}
    shown = {name: float(count[name]) for name, one in read.items() if one}
    known = shown | {name: 0.0 for name, many in count.items() if not many}
    sums = [[*((name, 1.0) for name in count if name[0] == kind), (("all", 0), -1.0)] for kind in ("year", "who")]
    return bool(together.recovered([together.system(known, sums)]))


def _all_names(told: list[Seen]) -> list[tuple[str, object]]:
    who = sorted({str(one.organisation) for one in told})
    named = {str(one.organisation): one.organisation for one in told}
    return [("all", 0), *(("year", year) for year in YEARS), *(("who", named[one]) for one in who)]
