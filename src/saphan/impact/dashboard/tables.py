"""What a chart rests on as rows for a spreadsheet, in English codes: every period that was let out."""

from collections.abc import Iterator

from saphan.impact.dashboard.charts import Wanted
from saphan.impact.publishing.reading import Edition

HEAD = ("indicator", "code", "period", "value", "n", "low", "high")
NOT_SHOWN = "not shown"
Row = tuple[str, ...]


def of_chart(edition: Edition, wanted: Wanted) -> Iterator[Row]:
    """code: "" for all together. period: "" for all until now. value: "not shown" where too few stand behind it."""
    yield HEAD
    for key, one in sorted(edition.figures.items()):
        if key[0] in wanted.indicators:
            value = NOT_SHOWN if one.value is None else f"{one.value:g}"
            yield (one.indicator, one.code, one.period, value, *map(_text, (one.n, one.low, one.high)))


def _text(number: float | None) -> str:
    return "" if number is None else f"{number:g}"
