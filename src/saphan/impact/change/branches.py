"""All numbers of one programme, one objective or one actor."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from saphan.impact import titles
from saphan.impact.change import words
from saphan.impact.change.showing import Shown, of_a_year, shown
from saphan.impact.indicators.catalogue import Indicator, catalogue
from saphan.impact.publishing.reading import Edition

_OF: Mapping[str, tuple[Callable[[Indicator], tuple[str, ...]], Mapping[str, titles.Words]]] = {
    "programme": (lambda one: one.programmes, titles.PROGRAMMES),
    "objective": (lambda one: (str(one.objective),), {str(key): name for key, name in titles.OBJECTIVES.items()}),
    "actor": (lambda one: (str(one.actor),), {str(key): name for key, name in titles.ACTORS.items()}),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A number, and how it stands to a year before; "" where nothing is known of it."""

    shown: Shown
    finding: str


@dataclass(frozen=True, slots=True)
class Group:
    """The numbers of one objective within the branch."""

    number: int
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """kind: programme, objective or actor. known, all: how many of its numbers are."""

    kind: str
    code: str
    name: str
    groups: tuple[Group, ...]

    @property
    def all(self) -> int:
        return sum(len(group.rows) for group in self.groups)

    @property
    def known(self) -> int:
        return sum(row.shown.is_known for group in self.groups for row in group.rows)


def branch(edition: Edition, kind: str, code: str) -> Branch | None:
    """None where there is no such programme, objective or actor."""
    parts, names = _OF[kind]
    if code not in names:
        return None
    mine = [one for one in catalogue().indicators if code in parts(one)]
    groups = (
        Group(number, str(name), tuple(_row(edition, one) for one in mine if one.objective == number))
        for number, name in titles.OBJECTIVES.items()
    )
    return Branch(kind, code, str(names[code]), tuple(group for group in groups if group.rows))


def _row(edition: Edition, one: Indicator) -> Row:
    found = shown(edition, one.id)
    return Row(found, words.finding(of_a_year(edition, found)))
