"""Figures as rows for a spreadsheet, in English codes. What may not be shown is an empty cell, never a zero."""

from collections.abc import Iterable, Iterator

from saphan.impact.publishing.reading import Edition, Figure

HEAD = ("indicator", "code", "period", "value", "n", "low", "high", "known", "edition", "counted_until")
Row = tuple[str, ...]


def of_indicator(edition: Edition, indicator: str) -> Iterator[Row]:
    """All that was let out of it: together, by period and by code."""
    return rows(edition, (one for key, one in sorted(edition.figures.items()) if key[0] == indicator))


def of_quarters(edition: Edition) -> Iterator[Row]:
    """Every indicator by quarter."""
    return rows(edition, (one for key, one in sorted(edition.figures.items()) if "-Q" in key[2] and not key[1]))


def rows(edition: Edition, figures: Iterable[Figure]) -> Iterator[Row]:
    """The head first."""
    yield HEAD
    for one in figures:
        known = "no" if one.value is None else "yes"
        numbers = tuple("" if each is None else _plain(each) for each in (one.value, one.n, one.low, one.high))
        yield one.indicator, one.code, one.period, *numbers, known, str(edition.version), f"{edition.month:%Y-%m}"


def _plain(number: float) -> str:
    """Without an exponent, however large."""
    return str(int(number)) if number == int(number) else f"{number:.4f}"
