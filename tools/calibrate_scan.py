"""How often is a kind of unit over a limit by chance? The curves of signals/data/scan.toml, by simulation.

Years in which nothing happens (benchmarks/sparse_world.py, with sub-agents and chains) are scanned with each limit, one
kind at a time; through the false alerts a week, as powers of ten, a line is laid. Print, look, copy into scan.toml.

Usage: python3 -m tools.calibrate_scan [YEARS [KIND...]]   (default 40, all kinds; half a second a year and kind)
"""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from benchmarks.sparse_world import FIRST_WEEK, WEEKS, make
from saphan.verification.signals.model import AT_RATE, DEFAULT, Curve
from saphan.verification.signals.scan import Found, Raised, scan

SEED = 51_000
LIMITS = np.arange(-0.4, 1.21, 0.2)
RATES = 0.015, 0.6  # the line is laid through limits that give so many a week


def main(years: int, kinds: tuple[str, ...]) -> None:
    first = DEFAULT.past_least + max(DEFAULT.windows)
    alerts = {kind: Counter[float]() for kind in kinds}
    for year in range(years):
        for kind, limit, found in _year(year, first, kinds):
            alerts[kind][limit] += found
    for kind, counted in alerts.items():
        rates = np.array([counted[limit] / (years * (WEEKS - first)) for limit in LIMITS.tolist()])
        kept = (rates >= RATES[0]) & (rates <= RATES[1])
        slope, height = np.polyfit(LIMITS[kept], np.log10(rates[kept]), 1)
        print(f"{kind}: limit = {(np.log10(AT_RATE) - height) / slope:.2f}, fall = {-slope:.2f}")
        print(
            "   ", ", ".join(f"{limit:.1f}: {rate:.3f}" for limit, rate in zip(LIMITS, rates, strict=True)), flush=True
        )


def _year(number: int, first: int, kinds: Iterable[str]) -> Iterator[tuple[str, float, int]]:
    """For each kind and limit the alerts of one year."""
    year = make((SEED, number), further=True)
    lowest = replace(DEFAULT, quiet_after=0, explained_chance=1.0)
    for kind in kinds:
        alone = replace(lowest, kinds={kind: Curve(1.0, float(LIMITS[0]), 1e9)})
        only = {site: frozenset(unit for unit in units if unit.kind == kind) for site, units in year.units_of.items()}
        weeks = [scan(year.heard, only, FIRST_WEEK + week, alone) for week in range(first, WEEKS)]
        for limit in LIMITS.tolist():
            yield kind, limit, _raised(weeks, limit)


def _raised(weeks: list[list[Found]], limit: float) -> int:
    """Alerts over the limit, without those that say the same again."""
    raised: list[Raised] = []
    for week, found in enumerate(weeks):
        lately = [one for one in raised if one.week > week - DEFAULT.quiet_after]
        new = [one for one in found if one.score >= limit and not any(_same(one, before) for before in lately)]
        raised += [Raised(week, frozenset({one.cell}), one.clusters) for one in new]
    return len(raised)


def _same(found: Found, before: Raised) -> bool:
    return found.cell in before.cells or 2 * len(found.clusters & before.clusters) > len(found.clusters)


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]) if given else 40, tuple(given[1:]) or tuple(DEFAULT.kinds))
