"""Which numbers of different indicators are one and the same, by what the catalogue says they count. Pure.

"Stories that were answered" are hits of one indicator and the end of another's wait; what was not deleted of all
stories is the whole of a third. Two that mean the same have the same meaning here; whether they also come to the same
is looked at before they are taken for one.
"""

from collections.abc import Iterable

from saphan.impact.indicators.catalogue import Catalogue, Indicator, Mark
from saphan.impact.publishing.parts import ALL_OF_IT, AT_ONCE, BEHIND, DONE, HIT, MISSED, WAITS
from saphan.impact.publishing.periods import ALL

OVERLAPPING = frozenset({"issue.shown", "issue.money"})
"""Kept apart by codes of which one subject may have several: they do not add up to how many subjects there are."""

ALSO = {"issue.disclosed": ("issue.shown",), "issue.shown_to_buyer": ("issue.shown",)}
"""Marks that stand only where these do."""

Meaning = tuple[object, ...]


def adds_up(one: Indicator) -> bool:
    return one.by not in OVERLAPPING


def is_plain(one: Indicator) -> bool:
    """It counts subjects, each as one."""
    return not (one.top or one.bottom or one.weigh)


class Meanings:
    """Of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._alike = _first_alike(catalogue.marks)
        self._begins: dict[str, str] = {}
        for each in catalogue.marks:
            self._begins.setdefault(_kind(each.id), each.id)

    def of(self, one: Indicator, part: str, code: str, period: str) -> Meaning | None:
        """None where no other indicator can say the same."""
        if not is_plain(one) and part != BEHIND:
            return None
        found = _marks(one, part)
        if found is None or (not code and not adds_up(one)):
            return None
        have, without, within = found
        marks, began = {self._alike[mark] for mark in have}, self._alike[one.base[0]]
        if period == ALL:  # then it does not matter which of its marks came first
            marks |= {implied for mark in marks for implied in (self._begins[_kind(mark)], *ALSO.get(mark, ()))}
            began = ""
        lacks = frozenset(self._alike[mark] for mark in without)
        return frozenset(marks), lacks, within, began, (one.by, code) if code else "", period


def _marks(one: Indicator, part: str) -> tuple[set[str], set[str], int | None] | None:
    """Marks that must stand, marks that must not, and within how many days."""
    base, without = set(one.base), set(one.without)
    known: dict[str, tuple[set[str], set[str], int | None]] = {
        ALL_OF_IT: (base, without, None),
        BEHIND: (base, without, None),
    }
    if one.shape == "share" and not one.waits:  # who waits too long is known from no mark
        known[HIT] = (base | set(one.hit), without, one.within)
        if len(one.hit) == 1 and one.within is None:
            known[MISSED] = (base, without | set(one.hit), None)
    if one.shape == "days":
        known[DONE] = (base | {one.end}, without, None)
        known[WAITS] = (base, without | {one.end}, None)
        if one.start == one.base[0]:
            known[AT_ONCE] = (base | {one.end}, without, 1)
    return known.get(part)


def _kind(mark: str) -> str:
    """Of which kind of subject; the first mark of each in the catalogue is the one with which all of them begin."""
    return mark.partition(".")[0]


def _first_alike(marks: Iterable[Mark]) -> dict[str, str]:
    """Each mark → the first that the same facts leave."""
    rules: dict[str, list[object]] = {}
    for each in marks:
        rules.setdefault(each.id, []).append((each.fact, sorted(each.when.items()), each.sign, each.weight))
    first: dict[str, str] = {}
    return {mark: first.setdefault(repr(left), mark) for mark, left in rules.items()}
