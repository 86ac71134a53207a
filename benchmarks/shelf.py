"""Organisations or persons in memory, found by the keys of network.matching as the database finds them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import log

from saphan.network.matching.comparing import Known
from saphan.network.matching.keys import Keys, number, of_mark, of_name
from saphan.network.matching.spelled import spell

MOST_OF_A_KEY, TELLS_ANYWAY, COMPARED = 200, 0.9, 40


class Shelf:
    """By the number of each one's key."""

    def __init__(self, known: Iterable[Known], prefixed: Mapping[str, str] | None = None) -> None:
        """prefixed: kinds of marks that are found by keys of their words, too, and what stands before those."""
        self.known = list(known)
        self._places: dict[int, list[int]] = defaultdict(list)
        for place, one in enumerate(self.known):
            for key in _of_known(one, prefixed or {}):
                self._places[key].append(place)

    def sharing(self, wanted: Keys, most: int = COMPARED) -> list[Known]:
        return self._sharing(wanted, most, TELLS_ANYWAY) or self._sharing(wanted, most, 0.0)

    def _sharing(self, wanted: Keys, most: int, anyway: float) -> list[Known]:
        told: dict[tuple[int, str], float] = {}
        for key, tells in wanted.items():
            places = self._places.get(number(key), ())[:MOST_OF_A_KEY]
            if len(places) == MOST_OF_A_KEY and tells.weight < anyway:
                continue
            for place in places:
                weight = tells.weight * (12 - log(len(places)))
                told[place, tells.aspect] = max(told.get((place, tells.aspect), 0.0), weight)
        found: dict[int, float] = defaultdict(float)
        for (place, _), weight in told.items():
            found[place] += weight
        return [self.known[place] for place in sorted(found, key=lambda place: -found[place])[:most]]


def _of_known(one: Known, prefixed: Mapping[str, str]) -> set[int]:
    written = {key for name in (one.name, *one.aliases) for key in of_name(spell(name))}
    written |= {of_mark(kind, normal) for kind, normal in one.marks if kind != "address"}
    for kind, normal in one.marks:
        if kind in prefixed:
            written |= {f"{prefixed[kind]}{key}" for key in of_name(spell(normal))}
    return {number(key) for key in written}
