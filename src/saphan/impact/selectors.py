"""What the public page shows: publications only. Nothing here reads a fact or a figure that was not let out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from saphan.impact import drawing
from saphan.impact.counters import COUNTERS, MONEY, Counter, Indicator
from saphan.impact.drawing import Bar
from saphan.impact.models import Publication

MONTHS_SHOWN = 12
LEAST = 11


@dataclass(frozen=True, slots=True)
class FigureOverTime:
    """One indicator (of one currency): what is shown now, since when, and the months before."""

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
    """The last months that were published, until this one."""
    publications = list(Publication.objects.filter(month__lte=until).order_by("-month")[:MONTHS_SHOWN])[::-1]
    last = publications[-1] if publications else None
    return PublicPage(
        month=last.month if last else None,
        published_on=last.published_on if last else None,
        counters=[CounterOverTime(counter, _figures(counter, publications)) for counter in COUNTERS],
    )


def _figures(counter: Counter, publications: Sequence[Publication]) -> list[FigureOverTime]:
    return [
        _over_time(indicator, currency, publications)
        for indicator in counter.indicators
        for currency in (_currencies(publications) if indicator is MONEY else [""])
    ]


def _currencies(publications: Sequence[Publication]) -> list[str]:
    """Those that were ever shown; one line without a currency when none was."""
    named = {
        code.partition(".")[2] for one in publications for code, value in one.values.items() if "." in code and value
    }
    return sorted(named) or [""]


def _over_time(indicator: Indicator, currency: str, publications: Sequence[Publication]) -> FigureOverTime:
    code = f"{indicator.code}.{currency}".strip(".")
    series: list[tuple[date, dict[str, Any] | None]] = [(one.month, one.values.get(code)) for one in publications]
    shown = series[-1][1] if series else None
    return FigureOverTime(
        indicator=indicator,
        currency=currency,
        value=shown["value"] if shown else None,
        behind=shown["behind"] if shown else None,
        counted_on=date.fromisoformat(shown["on"]) if shown else None,
        bars=drawing.bars([(month, value["value"] if value else None) for month, value in series]),
    )


def table(page: PublicPage) -> list[tuple[str, str, str]]:
    """Indicator, month and value as text, for the download; an unshown value says so."""
    return [
        (figure.code, bar.month.strftime("%Y-%m"), "not shown" if bar.value is None else str(bar.value))
        for counter in page.counters
        for figure in counter.figures
        for bar in figure.bars
    ]
