"""What a donor prints: of each objective the few numbers, how they stand to a year before, and what nobody knows."""

from dataclasses import dataclass

from saphan.impact import titles
from saphan.impact.change import words
from saphan.impact.change.comparing import Finding
from saphan.impact.change.picture import to_donors
from saphan.impact.change.showing import Shown, of_a_year, shown
from saphan.impact.indicators.catalogue import catalogue
from saphan.impact.publishing.reading import Edition


@dataclass(frozen=True, slots=True)
class Line:
    """difference: in words, "" where there is none that numbers of this size can show."""

    shown: Shown
    finding: str
    difference: str


@dataclass(frozen=True, slots=True)
class Part:
    """One objective. unknown: all of its numbers behind which too few stand."""

    number: int
    name: str
    lines: tuple[Line, ...]
    unknown: tuple[Shown, ...]
    all: int


def donor_page(edition: Edition) -> tuple[Part, ...]:
    return tuple(_part(edition, number, str(name)) for number, name in titles.OBJECTIVES.items())


def _part(edition: Edition, number: int, name: str) -> Part:
    mine = [shown(edition, one.id) for one in catalogue().indicators if one.objective == number]
    lines = tuple(_line(edition, each) for each in to_donors(number))
    return Part(number, name, lines, tuple(each for each in mine if not each.is_known), len(mine))


def _line(edition: Edition, indicator: str) -> Line:
    one = shown(edition, indicator)
    found = of_a_year(edition, one)
    is_change = found is not None and found.finding in {Finding.MORE, Finding.FEWER}
    return Line(one, words.finding(found), words.difference(found, one.indicator) if found and is_change else "")
