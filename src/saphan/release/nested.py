"""Numbers of which one counts some of the people of another, let out month by month. Pure.

As the workers of whom something was reported, those of them of whom it was verified, those to whom it was made good:
each difference is a number as well, and nobody shows fewer than eleven.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from saphan.release import together
from saphan.release.engine import GivesAway
from saphan.release.public import Released, next_release
from saphan.release.thresholds import DEFAULT, Thresholds
from saphan.release.together import Name, System

Within = Mapping[str, str]  # of each number the one in which its people are counted too


@dataclass(frozen=True, slots=True)
class Chain:
    """shown: by name, the true count as last let out and the day; what is missing is not shown.

    held: the attack that would have succeeded, for which the former release stands; "" for none.
    """

    shown: Mapping[str, Released]
    held: str = ""


def next_chain(
    counts: Mapping[str, int],
    within: Within,
    former: Mapping[str, Released],
    today: date,
    thresholds: Thresholds = DEFAULT,
) -> Chain:
    """What everybody may read from `today` on. A number that leaves too few beside it is not shown, or stands."""
    shown: dict[str, Released] = {}
    for name in _outer_first(counts, within):
        released = next_release(counts[name], former.get(name), today, thresholds)
        if released is None or released.count < thresholds.public_cell:
            continue
        if name in former or _leaves_enough(name, counts, within, {*shown, *former}, thresholds):
            shown[name] = released
    try:
        together.withstand([system_of(counts, within, {*shown, *former})], thresholds)
    except GivesAway as found:
        return Chain(former, found.attack)
    return Chain(shown)


def system_of(counts: Mapping[str, int], within: Within, told: Collection[str]) -> System:
    """What was ever told is given to the attack as it truly is today; what lies between two is hidden where it is
    small. That there is nobody between them says something of nobody.
    """
    least = DEFAULT.public_cell
    between = {
        (outer, name): counts[outer] - counts[name] for name, outer in within.items() if {outer, name} <= set(counts)
    }
    sums: list[list[tuple[Name, float]]] = [[(name, 1), ((outer, name), 1), (outer, -1)] for outer, name in between]
    open_ones: dict[Name, tuple[float, float]] = {
        pair: (0.0, float("inf")) for pair, left in between.items() if left == 0 or left >= least
    }
    return together.system({name: counts[name] for name in told if name in counts}, sums, open_ones)


def _leaves_enough(
    name: str, counts: Mapping[str, int], within: Within, told: Collection[str], thresholds: Thresholds
) -> bool:
    """Beside it, in the nearest that is told."""
    outer = within.get(name, "")
    while outer and outer not in told:
        outer = within.get(outer, "")
    left = counts.get(outer, 0) - counts[name]
    return not outer or left == 0 or left >= thresholds.public_cell


def _outer_first(counts: Mapping[str, int], within: Within) -> list[str]:
    return sorted(counts, key=lambda name: (_depth(name, within), name))


def _depth(name: str, within: Within) -> int:
    return 1 + _depth(within[name], within) if name in within else 0
