"""What other pages tell of the same people: an edition hides its total where that beside it would leave few. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from saphan.impact.publishing.weaving import Woven
from saphan.release.linked import Web, counted
from saphan.release.thresholds import DEFAULT, Thresholds


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """total: a number of the edition. cells: parts of it by name, of which those with enough people are told there."""

    total: str
    cells: Mapping[str, int]


def beside(woven: Woven, others: Iterable[Elsewhere], thresholds: Thresholds = DEFAULT) -> Woven:
    """The same with those cells, and with what is in none of them."""
    numbers, sums, told = dict(woven.web.numbers), list(woven.web.sums), set[str]()
    for each in others:
        total = woven.first.get(each.total)
        left = numbers[total].value - sum(each.cells.values()) if total else -1
        if total is None or left < 0:  # nothing is known of it, or they were not counted alike
            continue
        cells = {name: many for name, many in {**each.cells, f"{each.total} elsewhere": left}.items() if many}
        numbers |= {name: counted(many, wanted=False) for name, many in cells.items()}
        sums.append((total, tuple(sorted(cells))))
        told |= {name for name, many in each.cells.items() if many >= thresholds.public_cell}
    return replace(woven, web=Web(numbers, sums, frozenset(told)))
