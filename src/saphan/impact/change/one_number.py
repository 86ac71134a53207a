"""All that is known of one number: what it counts, what it does not say, over time, kept apart, and an example."""

from dataclasses import dataclass
from math import ceil

from django.utils.translation import gettext

from saphan.impact import code_names, titles
from saphan.impact.change import rules, words
from saphan.impact.change.criteria_words import CRITERIA
from saphan.impact.change.over_time import OverTime, over_time
from saphan.impact.change.rules import Line, Parts
from saphan.impact.change.showing import Shown, end_of_line, of_figure, shown
from saphan.impact.indicators.catalogue import Indicator, catalogue
from saphan.impact.indicators.examples import examples
from saphan.impact.publishing.reading import Edition


@dataclass(frozen=True, slots=True)
class NumberPage:
    """ends: of the line on which its interval is drawn. codes: name and figure of each that is kept apart.

    parts, example (facts, and what they give): in English.
    """

    shown: Shown
    ends: tuple[str, str]
    direction: str
    shape: str
    unit: str
    definition: str
    caveats: str
    parts: Parts
    lines: tuple[tuple[str, Line], ...]
    over_time: OverTime
    apart: str
    codes: tuple[tuple[str, Shown], ...]
    example: tuple[tuple[str, ...], tuple[str, ...]]
    actor: str
    objective: str
    programmes: tuple[tuple[str, str], ...]
    criteria: tuple[str, ...]
    edition_of_catalogue: int

    @property
    def indicator(self) -> Indicator:
        return self.shown.indicator


def number_page(edition: Edition, indicator: str) -> NumberPage:
    """Raises StopIteration for one that is not in the catalogue."""
    one = catalogue()[indicator]
    figures, together = edition.by_code(indicator), shown(edition, indicator).figure
    end = ceil(end_of_line([together], one))
    most = end_of_line(figures, one)
    return NumberPage(
        shown=of_figure(together, end),
        ends=(words.measure(0, one), words.measure(end, one)),
        direction=str(titles.direction(one.direction)),
        shape=str(titles.shape(one.shape)),
        unit=str(titles.unit(one.unit)),
        definition=gettext(one.definition),
        caveats=gettext(one.caveats),
        parts=rules.parts(one),
        lines=tuple((str(words.ROLES[each.role]), each) for each in rules.lines(one)),
        over_time=over_time(edition, indicator),
        apart=str(code_names.heading(indicator)),
        codes=tuple((code_names.name(indicator, each.code), of_figure(each, most)) for each in figures),
        example=examples()[indicator],
        actor=str(titles.actor(one.actor)),
        objective=str(titles.objective(one.objective)),
        programmes=tuple((each, str(titles.programme(each))) for each in one.programmes),
        criteria=tuple(str(CRITERIA[each]) for each in one.criteria),
        edition_of_catalogue=catalogue().edition,
    )


def is_known(indicator: str) -> bool:
    return any(each.id == indicator for each in catalogue().indicators)
