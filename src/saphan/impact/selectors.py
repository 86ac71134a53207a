"""What the public page shows of the five counters: editions only, so that each number is told once and in one way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from saphan.impact import drawing
from saphan.impact.counters import COUNTERS, Counter, Indicator
from saphan.impact.drawing import Bar
from saphan.impact.publishing import reading
from saphan.impact.publishing.reading import Edition, Figure

MONTHS_SHOWN = 12
LEAST = 11


@dataclass(frozen=True, slots=True)
class FigureOverTime:
    """One counter (of one currency): what is shown now, of which edition, and the months before."""

    indicator: Indicator
    currency: str
    value: int | None
    behind: int | None
    counted_on: date | None
    bars: list[Bar]

    @property
    def code(self) -> str:
        return f"{self.indicator.code}-{self.currency}".strip("-").lower()

    @property
    def grown_by(self) -> int:
        """Since the first month that is drawn and shown."""
        known = [bar.value for bar in self.bars if bar.value is not None]
        return known[-1] - known[0] if len(known) > 1 else 0

    @property
    def first_month(self) -> date | None:
        return next((bar.month for bar in self.bars if bar.value is not None), None)


@dataclass(frozen=True, slots=True)
class CounterOverTime:
    counter: Counter
    figures: list[FigureOverTime]


@dataclass(frozen=True, slots=True)
class PublicPage:
    """month: the last that was published; None when nothing was published yet."""

    month: date | None
    published_on: date | None
    counters: list[CounterOverTime]


def public_page(until: date = date.max) -> PublicPage:
    """The last months that were published, until this one; of each month the newest version."""
    editions = reading.by_month(until, MONTHS_SHOWN)
    last = editions[-1] if editions else None
    return PublicPage(
        month=last.month if last else None,
        published_on=last.made_on if last else None,
        counters=[CounterOverTime(counter, _figures(counter, editions)) for counter in COUNTERS],
    )


def _figures(counter: Counter, editions: Sequence[Edition]) -> list[FigureOverTime]:
    return [
        _over_time(indicator, currency, editions)
        for indicator in counter.indicators
        for currency in (_currencies(indicator, editions) if indicator.by_currency else [""])
    ]


def _currencies(indicator: Indicator, editions: Sequence[Edition]) -> list[str]:
    """Those that were ever shown; one line without a currency when none was."""
    named = {one.code for each in editions for one in each.by_code(indicator.of) if one.value is not None}
    return sorted(named) or [""]


def _over_time(indicator: Indicator, currency: str, editions: Sequence[Edition]) -> FigureOverTime:
    series = [(one.month, _of(one.figure(indicator.of, currency))) for one in editions]
    last = editions[-1] if editions else None
    shown = last.figure(indicator.of, currency) if last else None
    value = _of(shown) if shown else None
    return FigureOverTime(
        indicator=indicator,
        currency=currency,
        value=value,
        behind=shown.n if shown and value is not None else None,
        counted_on=last.made_on if last and value is not None else None,
        bars=drawing.bars(series),
    )


def _of(figure: Figure) -> int | None:
    return None if figure.value is None else int(figure.value)


def table(page: PublicPage) -> list[tuple[str, str, str]]:
    """Indicator, month and value as text, for the download; an unshown value says so."""
    return [
        (figure.code, bar.month.strftime("%Y-%m"), "not shown" if bar.value is None else str(bar.value))
        for counter in page.counters
        for figure in counter.figures
        for bar in figure.bars
    ]
