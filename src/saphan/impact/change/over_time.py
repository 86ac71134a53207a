"""Small lines over quarters: a title that says what is found, and the same as a table."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from saphan.impact import drawing, titles
from saphan.impact.change import words
from saphan.impact.change.comparing import Compared, Finding, years
from saphan.impact.change.picture import counted, told_of
from saphan.impact.change.showing import Shown, end_of_line, of_a_year, of_figure, shown
from saphan.impact.drawing import Spark
from saphan.impact.indicators.catalogue import Indicator, catalogue
from saphan.impact.publishing.reading import Edition, Figure

QUARTERS = 8


@dataclass(frozen=True, slots=True)
class Quarter:
    """One point in words."""

    name: str
    shown: Shown


@dataclass(frozen=True, slots=True)
class OverTime:
    """finding: "" where no quarter has ended. by_year: its points are years, as no quarter is known.

    first, last: of the points that are known, None where there is none.
    """

    indicator: Indicator
    title: str
    address: str
    compared: Compared | None
    finding: str
    spark: Spark
    quarters: tuple[Quarter, ...]
    by_year: bool

    @property
    def known(self) -> tuple[Quarter, ...]:
        return tuple(each for each in self.quarters if each.shown.is_known)

    @property
    def end(self) -> str:
        """The last quarter that is drawn."""
        return self.quarters[-1].name

    @property
    def first(self) -> Quarter | None:
        return self.known[0] if len(self.known) > 1 else None

    @property
    def last(self) -> Quarter | None:
        return self.known[-1] if self.known else None


@dataclass(frozen=True, slots=True)
class OfObjective:
    """known, all: of how many numbers of it, until now. findings: in words, of how many lines.

    drawn: those of which a quarter is known. unknown: the others. quarters: the heads of the table.
    """

    number: int
    name: str
    known: int
    all: int
    findings: tuple[tuple[str, int], ...]
    drawn: tuple[OverTime, ...]
    unknown: tuple[Shown, ...]
    quarters: tuple[str, ...]


def most_telling(edition: Edition) -> tuple[OfObjective, ...]:
    """Of each objective the numbers that stand in the picture."""
    return tuple(_of_objective(edition, number, told_of(number)) for number in titles.OBJECTIVES)


def every(edition: Edition, objective: int) -> tuple[OfObjective, ...]:
    """All numbers of one objective."""
    mine = tuple(each.id for each in catalogue().indicators if each.objective == objective)
    return (_of_objective(edition, objective, mine),)


def over_time(edition: Edition, indicator: str) -> OverTime:
    """One indicator, quarter by quarter; of money the currency of which most came."""
    one = catalogue()[indicator]
    head = shown(edition, indicator)
    figures = _figures(edition, indicator, head.figure.code)
    by_year = not any(each.value is not None for each in figures)
    if by_year:
        figures = years(edition, indicator, head.figure.code)
    values = [each.value for each in figures]
    spark = drawing.spark(values, [_ends(each) for each in figures], most=end_of_line(figures, one))
    quarters = tuple(Quarter(words.period(each.period), of_figure(each)) for each in figures)
    found = of_a_year(edition, head)
    return OverTime(one, head.title, head.address, found, words.finding(found), spark, quarters, by_year)


def quarters_of(edition: Edition) -> tuple[str, ...]:
    """The last that were let out of any indicator, the oldest first."""
    known = {period for _indicator, _code, period in edition.figures if "-Q" in period}
    return tuple(sorted(known)[-QUARTERS:])


def _of_objective(edition: Edition, number: int, indicators: tuple[str, ...]) -> OfObjective:
    lines = [over_time(edition, each) for each in indicators]
    drawn = [each for each in lines if each.last and not each.by_year]
    return OfObjective(
        number,
        str(titles.objective(number)),
        *counted(edition, number),
        tuple(_counted(drawn)),
        tuple(drawn),
        tuple(shown(edition, each.indicator.id) for each in lines if each not in drawn),
        tuple(words.period(each) for each in quarters_of(edition)),
    )


def _counted(drawn: Sequence[OverTime]) -> Iterator[tuple[str, int]]:
    found = Counter(each.compared.finding if each.compared else Finding.NOT_KNOWN for each in drawn)
    return ((str(name), found[finding]) for finding, name in words.IN_SHORT.items() if found[finding])


def _figures(edition: Edition, indicator: str, code: str) -> Sequence[Figure]:
    return [edition.figure(indicator, code, period) for period in quarters_of(edition)]


def _ends(figure: Figure) -> tuple[float, float] | None:
    return None if figure.low is None or figure.high is None else (figure.low, figure.high)
