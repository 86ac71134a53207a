"""What of one organisation's reviews may be read as numbers, and when it may move. Pure.

How many said yes, and how many no, are numbers of people: fewer than eleven of either are never told, nor can they be
computed (`release.engine`). What fewer than eleven new people answered stands as it was, also where the whole moves.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from typing import Any, Final

import numpy as np

from saphan.release import engine, noise
from saphan.release.cubes import Cube
from saphan.release.engine import HIDDEN, GivesAway, Table
from saphan.release.thresholds import DEFAULT

NO, YES, ALL = 0, 1, -1
MARGINS: Final = tuple(frozenset(axes) for size in (0, 1) for axes in combinations((0,), size))
STEPS: Final = (25, 50, 100)  # of whom we met


@lru_cache(maxsize=4_096)
def fact_read(yes: int, of: int, secret: bytes) -> tuple[int, int, int] | None:
    """At least, at most, and of how many, all about; None where nothing may be said.

    Where fewer than eleven said yes, or no, all that is said is that: it leaves eleven numbers open only where at
    least 21 answered.
    """
    try:
        table = _table(yes, of, secret)
    except GivesAway:
        return None
    if table.values[ALL] == HIDDEN:
        return None
    about_yes, about_all = int(table.values[YES]), int(table.values[ALL])
    if about_yes != HIDDEN:
        return about_yes, about_yes, max(about_all, about_yes)
    few = DEFAULT.public_cell - 1
    if of < DEFAULT.public_cell + few:
        return None
    return (0, few, about_all) if yes <= few else (about_all - few, about_all, about_all)


def kept_in_by(yes: int, of: int) -> str:
    """Which attack would find out more than may be said, so that `fact_read` says nothing; "" where none would."""
    try:
        _table(yes, of, b"")
    except GivesAway as found:
        return found.attack
    return ""


def _table(yes: int, of: int, secret: bytes) -> Table:
    """Raises GivesAway, whatever the secret is."""
    counts = np.array([of - yes, yes])
    keys = np.array([noise.key_of_count(int(count), secret) for count in counts], dtype=np.uint64)
    return engine.let_out(Cube(("answer",), (("no", "yes"),), counts, keys), MARGINS)


def people_read(count: int, secret: bytes) -> int:
    return noise.about(count, secret)


def met_read(verified: int) -> int:
    """So many or more of them somebody of a desk met."""
    return max((step for step in STEPS if step <= verified), default=DEFAULT.score_reviewers_verified)


def moved(
    fresh: Sequence[Mapping[str, Any]], former: Sequence[Mapping[str, Any]], name: str, count: str
) -> list[dict[str, Any]]:
    """The rows of a new release. name, count: under which the row says what it is of, and how many answered."""
    before = {row[name]: row for row in former}
    now = {row[name]: row for row in fresh}
    new = {code: abs(now.get(code, {}).get(count, 0) - row[count]) for code, row in before.items()}
    stands = {code for code in before if new[code] < DEFAULT.public_new}
    shown = {code: row for code, row in now.items() if row[count] >= DEFAULT.public_cell or code in stands}
    return [dict(before[code] if code in stands else row) for code, row in shown.items()]
