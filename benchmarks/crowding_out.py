"""Do people stop speaking where they are asked? How often the monitor warns without a reason, and notices a fall.

Worlds of 60 or 10 workplaces (tests/dialogue/crowding/worlds.py): a workplace brings 6 voices a month on average, some
far more, in bursts (scatter 0.1, 0.5 or 1.5 beyond a Poisson's), with or without a season; half of them are asked for
three of twelve months. False alarms: nothing happens to voices; counted are warnings for each comparison, in the worst
of all these worlds, and worlds with any warning. Noticed: voices fall to a half, a quarter or a tenth in asked months.

Usage: python -m benchmarks.crowding_out [--worlds 200] [--no-record]
"""

import argparse
from collections.abc import Callable
from itertools import product

import numpy as np

from benchmarks.record import record
from tests.dialogue.crowding.worlds import Judged, World, judged

SEED = 73_000
SCATTERS, SEASONS, SIZES = (0.1, 0.5, 1.5), (0.0, 0.4), (10, 60)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--worlds", type=int, default=200)
    options.add_argument("--no-record", action="store_true")
    given = options.parse_args()
    keep = _print if given.no_record else record
    _false_alarms(given.worlds, keep)
    for fall in (0.5, 0.25, 0.1):
        _noticed(fall, given.worlds, keep)


def _false_alarms(worlds: int, keep: Callable[..., None]) -> None:
    worst, any_worst, number = 0.0, 0.0, 0
    low_p, held = [], []
    for place, (scatter, season, size) in enumerate(product(SCATTERS, SEASONS, SIZES)):
        found = _worlds(World(size, scatter=scatter, season=season), worlds, place)
        warned = [each for one in found for each in one.warned]
        share, some = sum(warned) / len(warned), sum(any(one.warned) for one in found) / worlds
        print(f"scatter {scatter} season {season} workplaces {size}: {share:.4f} warn, in {some:.3f} of worlds any")
        worst, any_worst, number = max(worst, share), max(any_worst, some), number + len(warned)
        tested = [each for one in found for each in one.found if each.p is not None]
        low_p += [each.p <= 0.05 for each in tested if each.p is not None]
        held += [each.low <= 1 <= each.high for each in tested if each.low is not None and each.high is not None]
    how = (
        f"Comparisons that warn although nothing happened, in the worst of {len(SCATTERS) * len(SEASONS) * len(SIZES)} "
        f"kinds of worlds; p is at most 0.05 in {100 * np.mean(low_p):.1f} % of all, and the interval of 95 % holds "
        f"the truth in {100 * np.mean(held):.1f} %. Seed {SEED}."
    )
    keep("crowding_false_alarms", round(100 * worst, 2), "%", 5, "lower", number, how)
    how = f"Worlds of the worst kind in which any workplace is warned of although nothing happened. Seed {SEED}."
    keep("crowding_worlds_with_a_false_alarm", round(100 * any_worst, 1), "%", None, "lower", worlds, how)


def _noticed(fall: float, worlds: int, keep: Callable[..., None]) -> None:
    shares = {}
    for scatter in SCATTERS:
        found = _worlds(World(60, scatter=scatter, ratio=fall), worlds, 100)
        warned = [each for one in found for each in one.warned]
        shares[scatter] = sum(warned) / len(warned)
    how = (
        f"Workplaces with 6 voices a month on average that warn when voices fall to {fall:g} in three asked months; "
        + ", ".join(f"{100 * share:.0f} % where the scatter is {scatter:g}" for scatter, share in shares.items())
        + f". Seed {SEED}."
    )
    value = round(100 * shares[SCATTERS[0]], 1)
    keep(f"crowding_fall_to_{round(100 * fall)}_noticed", value, "%", None, "higher", worlds * 30, how)


def _worlds(world: World, number: int, place: int) -> list[Judged]:
    chance = np.random.default_rng((SEED, place))
    return [judged(world, chance) for _ in range(number)]


def _print(id: str, value: float, unit: str, target: float | None, better: str, n: int, how: str) -> None:
    print(id, value, unit, target, better, n, how)


if __name__ == "__main__":
    main()
