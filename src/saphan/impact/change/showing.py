"""One indicator as a page shows it: its number in words, what it rests on, its interval, where it opens."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from saphan.impact import drawing
from saphan.impact.change import comparing, words
from saphan.impact.change.comparing import Compared
from saphan.impact.drawing import Interval
from saphan.impact.indicators.catalogue import Indicator, catalogue
from saphan.impact.publishing import reading
from saphan.impact.publishing.reading import Edition, Figure
from saphan.impact.titles import title

NOTHING = Edition(month=date.min, made_on=date.min, version=0, figures={})
"""Before the first edition: no number is known."""


@dataclass(frozen=True, slots=True)
class Shown:
    """value, behind, between: words, "" where nothing may be said. drawn: None where nothing is."""

    indicator: Indicator
    figure: Figure
    title: str
    address: str
    value: str
    behind: str
    between: str
    drawn: Interval | None

    @property
    def is_known(self) -> bool:
        return self.figure.value is not None


def current() -> Edition:
    """The newest that was let out, or NOTHING."""
    return reading.newest() or NOTHING


def shown(edition: Edition, indicator: str) -> Shown:
    """All together until now. Money of several countries is never added: the currency of which most came."""
    one = catalogue()[indicator]
    together = edition.figure(indicator)
    if one.unit == words.OF_MONEY:
        together = next(iter(edition.by_code(indicator)), together)
    return of_figure(together)


def all_shown(edition: Edition, indicators: Iterable[str]) -> tuple[Shown, ...]:
    return tuple(shown(edition, each) for each in indicators)


def of_figure(figure: Figure, most: float | None = None) -> Shown:
    """most: the end of its line, in the indicator's unit; without one, only shares are drawn."""
    one = catalogue()[figure.indicator]
    return Shown(
        indicator=one,
        figure=figure,
        title=str(title(one.id)),
        address=reverse("impact:change_number", args=[one.id]),
        value=words.figure(figure, one),
        behind=words.behind(figure, one),
        between=words.between(figure, one),
        drawn=_drawn(figure, one, most),
    )


def end_of_line(figures: Iterable[Figure], of: Indicator) -> float:
    """Where a common line ends: 1 for shares, else the largest that is to be drawn."""
    if of.shape == "share":
        return 1
    return max((each.high or each.value or 0 for each in figures), default=0) or 1


def of_a_year(edition: Edition, one: Shown) -> Compared | None:
    """How the last ended quarter stands to that of a year before; None where no quarter is known."""
    return comparing.of_a_year(edition, one.indicator.id, one.figure.code)


def _drawn(figure: Figure, one: Indicator, most: float | None) -> Interval | None:
    if figure.value is None or (most is None and one.shape != "share"):
        return None
    return drawing.interval(figure.value, figure.low, figure.high, most or 1)
