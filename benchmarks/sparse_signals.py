"""Little is heard (sparse_world.py): how often is nothing raised as something, and how often is a happening found?

False alerts: whole years in which nothing happens, scanned week by week from the first week that has past enough, with
what was raised before; the default model, whose curves come from other seeds (tools/calibrate_scan.py), with a budget
of 0.28 false alerts a week where 0.3 are allowed (`--budget 0.25` is the default of a deployment).

Happenings: into a year like these, four concerns of one kind (any of ten alike), each in any of four weeks that begin
anywhere in the scanned part: (a) each at any of five workplaces of one recruiter (any that has five), (b) all at one
workplace. Found: an alert in one of these weeks names the recruiter (the workplace) with this kind, itself or among the
units that see the same, or rests on at least three of the four voices. Intervals: 95 %, Poisson's (false alerts, normal
approximation) and Wilson's.

Usage: python -m benchmarks.sparse_signals [--years 60] [--happenings 400] [--budget 0.28] [--only WHAT] [--no-record]
"""

import argparse
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from benchmarks.record import Better, record
from benchmarks.sparse_world import FIRST_WEEK, INJECTED, KINDS, SITES, WEEKS, Year, make, site
from saphan.casework.suggesting.interval import wilson
from saphan.verification.signals.model import DEFAULT, Model
from saphan.verification.signals.scan import Cell, Found, Raised, Sighting, Unit, scan

SEED = 52_000  # and the two after it; calibration has 51_000
FIRST = DEFAULT.past_least + max(DEFAULT.windows)
VOICES, WITHIN, OVER, ENOUGH = 4, 4, 5, 3


def main() -> None:
    options = _options()
    keep = _print if options.no_record else record
    model = replace(DEFAULT, budget=options.budget)
    if options.only in (None, "false_alerts"):
        _false_alerts(options.years, model, keep)
    for place, (where, target) in enumerate((("recruiter", 75), ("workplace", 95))):
        if options.only in (None, where):
            _found(where, target, SEED + 1 + place, options.happenings, model, keep)


def _false_alerts(years: int, model: Model, keep: Callable[..., None]) -> None:
    began, by_kind = time.perf_counter(), Counter[str]()
    for number in range(years):
        year = make((SEED, number))
        by_kind.update(found.unit.kind for found in _alerts(year, year.heard, range(FIRST, WEEKS), model))
    weeks, alerts = years * (WEEKS - FIRST), by_kind.total()
    each = 1000 * (time.perf_counter() - began) / weeks
    reach = 1.96 * np.sqrt(alerts)
    print(f"{alerts} false alerts in {weeks} weeks {dict(by_kind)}, {(alerts - reach) / weeks:.3f} to ", end="")
    print(f"{(alerts + reach) / weeks:.3f} a week; {each:.0f} ms a scan; seed {SEED}, budget {model.budget}")
    how = (
        f"alerts a week in {years} years of 400 workplaces in which nothing happens ({(alerts - reach) / weeks:.3f} to "
        f"{(alerts + reach) / weeks:.3f}), seed {SEED}, budget {model.budget:g}, calibrated on other seeds"
    )
    keep("sparse_false_alerts", round(alerts / weeks, 3), "a week", 0.3, "lower", weeks, how)


def _alerts(year: Year, heard: list[Sighting], weeks: range, model: Model) -> list[Found]:
    """Week after week, each with what was raised before."""
    raised: list[Raised] = []
    alerts: list[Found] = []
    for week in weeks:
        found = scan(heard, year.units_of, FIRST_WEEK + week, model, raised=raised)
        raised += [Raised(FIRST_WEEK + week, frozenset({one.cell, *one.others}), one.clusters) for one in found]
        alerts += found
    return alerts


def _found(where: str, target: float, seed: int, happenings: int, model: Model, keep: Callable[..., None]) -> None:
    outcomes = [_try(where, make((seed, number)), model) for number in range(happenings)]
    found, exactly = (sum(outcome[place] for outcome in outcomes) for place in (0, 1))
    low, high = wilson(found, happenings)
    from_, to = wilson(exactly, happenings)
    print(f"four at one {where}: found {found} of {happenings} ({100 * low:.1f} to {100 * high:.1f} %), ", end="")
    print(f"{exactly} of them under that name; seed {seed}")
    spread = "spread over 5 workplaces of one recruiter" if where == "recruiter" else "at one workplace"
    how = (
        f"{VOICES} concerns within {WITHIN} weeks, {spread}, found ({100 * low:.1f} to {100 * high:.1f} %); the alert "
        f"itself names that {where} in {100 * exactly / happenings:.1f} % ({100 * from_:.1f} to {100 * to:.1f} %); "
        f"seed {seed}, limits as for the false alerts"
    )
    keep(f"sparse_found_{where}", round(100 * found / happenings, 1), "%", target, "higher", happenings, how)


def _try(where: str, year: Year, model: Model) -> tuple[bool, bool]:
    """Was it found at all, and under the name of the unit in which it happened?"""
    start = int(year.random.integers(FIRST, WEEKS - WITHIN + 1))
    unit, at = _at_recruiter(year) if where == "recruiter" else _at_workplace(year)
    cell = Cell(unit, KINDS[int(year.random.integers(len(KINDS)))])
    weeks = FIRST_WEEK + start + year.random.integers(0, WITHIN, VOICES)
    put_in = [
        Sighting(int(week), site(place), cell.family, UUID(int=INJECTED + number))
        for number, (week, place) in enumerate(zip(weeks, at, strict=True))
    ]
    alerts = _alerts(year, [*year.heard, *put_in], range(start, start + WITHIN), model)
    voices = {one.cluster for one in put_in}
    found = any(cell in (one.cell, *one.others) or len(one.clusters & voices) >= ENOUGH for one in alerts)
    return found, any(one.cell == cell for one in alerts)


def _at_recruiter(year: Year) -> tuple[Unit, NDArray[np.int64]]:
    large = [number for number, sites in enumerate(year.of_recruiter) if len(sites) >= OVER]
    recruiter = int(year.random.choice(large))
    sites = year.random.choice(year.of_recruiter[recruiter], OVER, replace=False)
    return Unit("recruiter", str(recruiter)), year.random.choice(sites, VOICES)


def _at_workplace(year: Year) -> tuple[Unit, NDArray[np.int64]]:
    place = int(year.random.integers(SITES))
    return Unit("workplace", str(place)), np.full(VOICES, place)


def _print(id: str, value: float, unit: str, target: float | None, better: Better, n: int, how: str) -> None:
    print(f"{id}: {value:g} {unit} (target {target}, n = {n}) {how}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--years", type=int, default=60)
    parser.add_argument("--happenings", type=int, default=400)
    parser.add_argument("--budget", type=float, default=0.28)
    parser.add_argument("--only", choices=("false_alerts", "recruiter", "workplace"))
    parser.add_argument("--no-record", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()
