"""The five counters over three months: whoever reads two of them computes how many are in the one and not the other."""

from datetime import date

import numpy as np

from saphan.impact import counters_released, counting
from saphan.impact.counting import Figure
from saphan.release import nested, together
from saphan.release.public import Released, next_release
from tests.release.attacked import WORLDS, Outcome

DAYS = (date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1))
AFFECTED = counters_released.AFFECTED
MONEY = ("money.MYR", "money.THB")
FAMILY = (*MONEY, *AFFECTED)
WITHIN = counters_released.within(FAMILY)
SECRET = b"s" * 32


def attacked(worlds: int = WORLDS) -> Outcome:
    random, outcome = np.random.default_rng(21), Outcome()
    for _ in range(worlds):
        outcome.worlds += 1
        months = list(zip(DAYS, _months(random), strict=True))
        outcome.found += _given_out(months, outcome)
        outcome.bare += _each_by_itself(months)
    return outcome


def _given_out(months: list[tuple[date, dict[str, Figure]]], outcome: Outcome) -> bool:
    values: dict[str, counters_released.Shown | None] = {}
    ground: dict[str, counters_released.Shown] = {}
    ever: set[str] = set()
    for day, figures in months:
        before = ground
        let_out = counters_released.released(figures, ground, values, day, SECRET)
        values, ground = let_out.values, let_out.ground
        moved = {name for name, one in ground.items() if one != before.get(name)}
        ever |= set(ground)
        if moved & set(FAMILY) and _follows(figures, ever):
            return True
        if any(abs(ground[name]["behind"] - before[name]["behind"]) < 11 for name in moved & set(before)):
            return True
    for name, figure in figures.items():
        one = values[name]
        outcome.reads(figure.behind, one["behind"] if one else None)
    return False


def _each_by_itself(months: list[tuple[date, dict[str, Figure]]]) -> bool:
    """As each was released before: fewer than eleven are not shown, and fewer than eleven new ones move nothing."""
    told: dict[str, Released] = {}
    for day, figures in months:
        fresh = {name: next_release(figures[name].behind, told.get(name), day) for name in FAMILY}
        moved = any(one is not None and one != told.get(name) for name, one in fresh.items())
        told = {name: one for name, one in fresh.items() if one is not None}
        if moved and _follows(figures, set(told)):
            return True
    return False


def _follows(figures: dict[str, Figure], ever: set[str]) -> bool:
    counts = {name: figures[name].behind for name in FAMILY}
    return bool(together.recovered([nested.system_of(counts, WITHIN, ever & set(FAMILY))]))


def _months(random: np.random.Generator) -> list[dict[str, Figure]]:
    """Issues come, are verified and remedied, and money is paid in some of them."""
    found = []
    affected, stage = np.zeros(0, dtype=int), np.zeros(0, dtype=int)
    currency = np.zeros(0, dtype=int)
    for _ in DAYS:
        new = int(random.integers(1, 12))
        affected = np.append(affected, random.geometric(0.16, new))
        stage = np.append(stage, np.zeros(new, dtype=int))
        currency = np.append(currency, random.integers(0, 3, new))
        stage = np.minimum(stage + (random.random(len(stage)) < 0.6), 2)
        found.append(_figures(affected, stage, currency))
    return found


def _figures(affected: np.ndarray, stage: np.ndarray, currency: np.ndarray) -> dict[str, Figure]:
    apart = {name: Figure(len(affected), len(affected)) for name in counters_released.APART}
    people = {name: int(affected[stage >= least].sum()) for name, least in zip(AFFECTED, (0, 1, 2), strict=True)}
    paid = {name: int(affected[(stage == 2) & (currency == place)].sum()) for place, name in enumerate(MONEY)}
    assert set(people) == {counting.REPORTED, counting.VERIFIED, counting.REMEDIED}
    return apart | {name: Figure(many, many) for name, many in {**people, **paid}.items()}
