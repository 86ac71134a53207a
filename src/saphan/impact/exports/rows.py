"""An edition as rows of a table: one shape for every file and for the interface."""

from collections.abc import Iterator
from dataclasses import dataclass, fields

from saphan.impact.publishing.reading import Edition, Figure
from saphan.impact.selectors import LEAST

TOTAL = "total"
"""In place of a code or a period: all together. No language, kind or quarter is called so."""
EXACT = 2**53
YES, TOO_FEW = "yes", f"fewer than {LEAST}"


@dataclass(frozen=True, slots=True)
class Row:
    """One number. indicator, code and period name it, in every edition alike. shown: `YES`, or why there is none."""

    indicator: str
    code: str
    period: str
    value: float | None
    n: int | None
    low: float | None
    high: float | None
    shown: str
    edition: int


COLUMNS = tuple(each.name for each in fields(Row))


def rows_of(edition: Edition) -> tuple[Row, ...]:
    """In the order of their names, so that two editions can be laid side by side."""
    return tuple(sorted(_rows(edition), key=lambda row: (row.indicator, row.code, row.period)))


def row(figure: Figure, version: int) -> Row:
    return Row(
        indicator=figure.indicator,
        code=figure.code or TOTAL,
        period=figure.period or TOTAL,
        value=plain(figure.value),
        n=figure.n,
        low=plain(figure.low),
        high=plain(figure.high),
        shown=TOO_FEW if figure.value is None else YES,
        edition=version,
    )


def plain(number: float | None) -> float | None:
    """A whole number without a point, where a float can hold it."""
    return int(number) if isinstance(number, float) and number.is_integer() and abs(number) < EXACT else number


def _rows(edition: Edition) -> Iterator[Row]:
    return (row(figure, edition.version) for figure in edition.figures.values())
