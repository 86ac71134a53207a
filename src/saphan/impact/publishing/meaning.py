"""Which numbers of different indicators are one and the same, and which is within another, by the catalogue. Pure.

"Stories that were answered" are hits of one indicator and the end of another's wait; what was not deleted of all
stories is the whole of a third. Two that mean the same have the same meaning here; whether they also come to the same
is looked at before they are taken for one. Of two of which one is within the other, what lies between them is a number
too: whoever reads both subtracts.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from saphan.impact.indicators.catalogue import Catalogue, Indicator, Mark
from saphan.impact.publishing.parts import ALL_OF_IT, AT_ONCE, BEHIND, DONE, HIT, MISSED, WAITS
from saphan.impact.publishing.periods import ALL, Periods

OVERLAPPING = frozenset({"issue.shown", "issue.money"})
"""Kept apart by codes of which one subject may have several: they do not add up to how many subjects there are."""

ALSO = {
    "issue.verified": ("issue.corroborated",),
    "issue.disclosed": ("issue.shown",),
    "issue.shown_to_buyer": ("issue.shown",),
    "issue.agreed": ("issue.disclosed",),
    "issue.carried_out": ("issue.agreed",),
    "issue.remedied": ("issue.carried_out",),
    "issue.stands_remedied": ("issue.remedied", "issue.stands_true"),
}
"""Marks that stand only where these do, by the transition table of issues."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """Whose number it is: subjects with these marks, without those, the former within so many days. began: the mark of
    which the month is asked; "" of all until now. is_first: it is the one with which all of their kind begin. apart: by
    which mark, under which code; () of all together. weight: the marks that say how much each counts; () where each is
    one.
    """

    marks: frozenset[str]
    without: frozenset[str]
    within: int | None
    began: str
    is_first: bool
    apart: tuple[str, ...]
    period: str
    weight: tuple[str, ...]

    def is_within(self, other: "Meaning", known: Periods) -> bool:
        """Every subject of this one is one of the other, and counts there as much."""
        return (
            (self.period, self.weight) == (other.period, other.weight)
            and self._began_with(other, known)
            and self.marks >= other.marks
            and self.without >= other.without
            and (other.within is None or self == other)
            and (other.apart == self.apart or not (other.apart or self.weight))
        )

    def _began_with(self, other: "Meaning", known: Periods) -> bool:
        """In the same period too: what comes later comes not before the first, nor after the last that there is."""
        return (
            self.began == other.began
            or (other.is_first and known.is_first(self.period))
            or (self.is_first and known.is_last(self.period))
        )


def adds_up(one: Indicator) -> bool:
    return one.by not in OVERLAPPING


def is_plain(one: Indicator) -> bool:
    """It counts subjects, each as one."""
    return not _weights(one)


class Meanings:
    """Of one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._alike = _first_alike(catalogue.marks)
        self._begins: dict[str, str] = {}
        for each in catalogue.marks:
            self._begins.setdefault(_kind(each.id), each.id)

    def of(self, one: Indicator, part: str, code: str, period: str) -> Meaning | None:
        """None where no other indicator can say the same."""
        weight = () if part == BEHIND else _weights(one)
        found = None if weight and part != ALL_OF_IT else _marks(one, part)
        if found is None or (not code and not adds_up(one)):
            return None
        have, lack, within = found
        marks = {self._alike[each] for mark in have for each in self._with(mark)}
        began = "" if period == ALL else self._alike[one.base[0]]  # of all it does not matter which of them came first
        without = frozenset(self._alike[mark] for mark in lack)
        apart = (self._alike[one.by], code) if code else ()
        counts = tuple(sorted({self._alike[mark] for mark in weight}))
        is_first = began == self._begins[_kind(one.base[0])]
        return Meaning(frozenset(marks), without, within, began, is_first, apart, period, counts)

    def _with(self, mark: str) -> Iterator[str]:
        """The mark, and all that stand where it does."""
        yield mark
        yield self._begins[_kind(mark)]
        for implied in ALSO.get(mark, ()):
            yield from self._with(implied)


def _weights(one: Indicator) -> tuple[str, ...]:
    """The marks that say how much each subject counts."""
    return one.bottom or (*one.top, *(mark for mark in (one.weigh, one.most) if mark))


def _marks(one: Indicator, part: str) -> tuple[set[str], set[str], int | None] | None:
    """Marks that must stand, marks that must not, and within how many days."""
    base, without = {*one.base, one.by} - {""}, set(one.without)
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
