"""What workers say of an answer on a board: whoever reads it every week, and whoever knows how many work there."""

from collections.abc import Hashable, Iterable
from datetime import date, timedelta
from itertools import pairwise

import numpy as np

from saphan.dialogue.boards import results
from saphan.dialogue.boards.dials import DEFAULT
from saphan.release import engine, together
from saphan.release.cubes import Cube
from saphan.release.engine import HIDDEN
from tests.release.attacked import WORLDS, Outcome

START = date(2026, 3, 2)
LAST = START + timedelta(days=DEFAULT.truth_days)
TELLING, OVER = (14, 21, 28), (35, 42)  # days after the start
Read = tuple[list[int], list[int]]  # the true counts of one reading, and what was read


def week_by_week(worlds: int = WORLDS) -> Outcome:
    """Two questions of two batches, each read again and again, and both beside each other; people tell on any day.

    Bare: what was told until then is read.
    """
    random, outcome = np.random.default_rng(33), Outcome()
    for _ in range(worlds):
        outcome.worlds += 1
        crowd = int(random.integers(12, 300))
        batches = [_told(random, crowd) for _batch in range(2)]
        read = [[_on(day, until, crowd) for day, until in told] for told in batches]
        last = [weeks[-1] for weeks in read]
        outcome.found += any(map(_told_apart, read)) or _follows(last, crowd)
        outcome.bare += any(_told_apart(_read(until, crowd) for _, until in told) for told in batches)
        for truth, shown in (pair for one in last for pair in zip(*one, strict=True)):
            outcome.reads(truth, None if shown == HIDDEN else shown)
    return outcome


def _told(random: np.random.Generator, crowd: int) -> list[tuple[date, np.ndarray]]:
    """For each day of reading, what was told until then."""
    choices = _choices(random, crowd, random.beta(1.5, 1.5))
    days = random.integers(0, DEFAULT.truth_days + 1, len(choices))
    return [(START + timedelta(days=day), choices[days <= day]) for day in (*TELLING, *OVER)]


def _on(day: date, told: np.ndarray, crowd: int) -> Read:
    return _read(told, crowd) if results.is_over(LAST, day) else _nothing(told)


def beside_a_head_count(worlds: int = WORLDS) -> Outcome:
    """Where most who work there tell, and say the same. Bare: small counts are kept in, and nothing else."""
    random, outcome = np.random.default_rng(34), Outcome()
    for _ in range(worlds):
        outcome.worlds += 1
        crowd = int(random.integers(12, 120))
        choices = _choices(random, crowd, random.beta(8, 1))
        counts, shown = _read(choices, crowd)
        outcome.found += _follows([(counts, shown)], crowd)
        outcome.bare += _follows([(counts, _by_itself(counts))], crowd)
        for truth, one in zip(counts, shown, strict=True):
            outcome.reads(truth, None if one == HIDDEN else one)
    return outcome


def _choices(random: np.random.Generator, crowd: int, share: float) -> np.ndarray:
    return random.choice(results.CHOICES, int(random.binomial(crowd, share)), p=random.dirichlet(np.ones(3)))


def _read(choices: np.ndarray, crowd: int) -> Read:
    """A key follows from who somebody is, and stays."""
    told = [(int(choice), (at * 0x9E3779B97F4A7C15) % 2**63) for at, choice in enumerate(choices)]
    table = results.let_out(told, crowd)
    counts, nothing = _nothing(choices)
    return counts, nothing if table is None else [int(table.values[place]) for place in results.CHOICES]


def _nothing(choices: np.ndarray) -> Read:
    return np.bincount(choices, minlength=len(results.CHOICES)).tolist(), [HIDDEN] * len(results.CHOICES)


def _by_itself(counts: list[int]) -> list[int]:
    cube = Cube(("choice",), (("no", "yes", "unsure"),), np.array(counts), np.zeros(3, dtype=np.uint64))
    return [int(one) for one in engine.let_out(cube, results.EACH).values[:-1]]


def _told_apart(read: Iterable[Read]) -> bool:
    """Read twice, and fewer than eleven have told in between."""
    return any(
        HIDDEN not in (one, two) and 0 < abs(after - before) < 11
        for (then, first), (now, second) in pairwise(read)
        for before, one, after, two in zip(then, first, now, second, strict=True)
    )


def _follows(questions: list[Read], crowd: int) -> bool:
    """Also how many said nothing of one, where those are few."""
    told: dict[Hashable, float] = {"crowd": float(crowd)}
    large: dict[Hashable, tuple[float, float]] = {}
    lines = []
    for question, (counts, shown) in enumerate(questions):
        everyone = [*counts, crowd - sum(counts)]
        told |= {(question, at): float(counts[at]) for at, one in enumerate(shown) if one != HIDDEN}
        large |= {(question, at): (0.0, np.inf) for at, many in enumerate(everyone) if many >= 11}
        lines.append([*(((question, at), 1.0) for at in range(len(everyone))), ("crowd", -1.0)])
    return bool(together.recovered([together.system(told, lines, large)]))
