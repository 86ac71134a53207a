"""One table leaves, or a newer one in its place: the one way out for every count that others may read. Pure.

What is too small is hidden, with what would give it away; the rest carries a small error and is rounded; a cell moves
only when enough people are new. Before it leaves, every attack is run against it with the true counts, and against the
former release; whatever succeeds keeps it in. All tables about the same people are one cube, with the margins that are
wanted: two cubes would be two answers to one question.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from saphan.release import attacks, beside, cubes, hiding, noise
from saphan.release.cubes import Counts, Cube, Mask
from saphan.release.kept_in import GivesAway as GivesAway
from saphan.release.thresholds import DEFAULT, Thresholds

HIDDEN = -1


@dataclass(frozen=True, slots=True)
class Table:
    """values: extended, what others may read, `HIDDEN` where nothing. counts: the true ones of the day on which each
    cell was last let out, also if it is hidden now, for who read it knows it; `HIDDEN` where it never was. Whoever
    releases keeps them and shows them to nobody.
    """

    values: Counts
    counts: Counts

    @property
    def hidden(self) -> Mask:
        return np.asarray(self.values == HIDDEN)


@dataclass(frozen=True, slots=True)
class Utility:
    """What a reader still has. cells: wanted. shown: of these. large: those of eleven people or more.

    error: mean distance of a shown value from the true count, people.
    """

    cells: int
    shown: int
    large: int
    error: float


def let_out(
    cube: Cube,
    margins: Iterable[frozenset[int]],
    former: Table | None = None,
    everybody: Counts | None = None,
    thresholds: Thresholds = DEFAULT,
) -> Table:
    """The table that may leave now. Raises GivesAway when no safe one was found.

    margins: the tables that are wanted, each as the axes that it splits by. former: the release before this one, of the
    same cube. everybody: extended, how many people there are in each cell, −1 where nobody knows; a cell in which
    everybody is counted names all of them, and is hidden.
    """
    counts, keys = cubes.with_totals(cube.counts), cubes.with_totals(cube.keys)
    wanted = cubes.of_margins(counts.shape, margins)
    small = hiding.primary(counts, wanted, thresholds)
    if everybody is not None:
        small |= (everybody >= 0) & (counts >= everybody) & (counts > 0)
    hidden = hiding.complementary(counts, small, thresholds)
    fresh = Table(
        values=np.where(hidden, HIDDEN, noise.rounded(counts, keys, thresholds)),
        counts=np.where(hidden, HIDDEN, counts),
    )
    table = fresh if former is None else _after(former, fresh, counts, thresholds)
    if table is not former:  # which withstood in its time
        withstand(table, former, counts, thresholds)
    return table


def withstand(table: Table, former: Table | None, counts: Counts, thresholds: Thresholds = DEFAULT) -> None:
    """Every attack, with the true counts of all that is shown. Raises GivesAway."""
    unknown = table.counts == HIDDEN
    for attack, found in (
        ("small", ~unknown & (table.counts < thresholds.public_cell)),
        ("reconstruction", attacks.determined(unknown)),
        ("bounds", attacks.closed_in(counts, unknown, thresholds.public_cell - 1)),
        ("time", _moved(former, table, thresholds)),
    ):
        if found.any():
            raise GivesAway(attack, int(found.sum()))


def utility(table: Table, cube: Cube, margins: Iterable[frozenset[int]], thresholds: Thresholds = DEFAULT) -> Utility:
    counts = cubes.with_totals(cube.counts)
    wanted = cubes.of_margins(counts.shape, margins)
    shown = wanted & ~table.hidden
    far = np.abs(table.values - counts)[shown]
    large = int((wanted & (counts >= thresholds.public_cell)).sum())
    return Utility(int(wanted.sum()), int(shown.sum()), large, float(far.mean()) if far.size else 0.0)


def _after(former: Table, fresh: Table, counts: Counts, thresholds: Thresholds) -> Table:
    """What was shown stays known, so it counts as shown; and a cell moves only when eleven people are new.

    If the two releases together would give something away, the former one stands for another month; also to somebody
    who knows that nobody has left in between.
    """
    unknown = (former.counts == HIDDEN) & fresh.hidden
    if attacks.recovered(counts, unknown, thresholds).any():
        return former
    both = ~former.hidden & ~fresh.hidden
    stands = both & (np.abs(fresh.counts - former.counts) < thresholds.public_new)
    values = np.where(stands, former.values, fresh.values)
    if beside.follows(former.values, values, stands, thresholds):
        return former
    return Table(values, np.where(stands | fresh.hidden, former.counts, fresh.counts))


def _moved(former: Table | None, table: Table, thresholds: Thresholds) -> Mask:
    if former is None:
        return np.zeros_like(table.hidden)
    return attacks.told_apart(former.counts, table.counts, thresholds.public_new)
