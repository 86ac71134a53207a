"""An edition that stands, for pages, downloads and interfaces that read one; no fact lies behind it."""

from collections.abc import Iterable
from datetime import date

from saphan.impact.counters import COUNTERS
from saphan.impact.models import PublishedEdition
from saphan.impact.publishing.reading import Edition, Figure, newest
from saphan.store import clock

AUGUST = date(2026, 8, 1)


def figure(
    indicator: str,
    value: float | None = None,
    n: int | None = None,
    *,
    code: str = "",
    period: str = "",
    low: float | None = None,
    high: float | None = None,
) -> Figure:
    """`figure("voices_answered", 0.82, 240, low=0.74, high=0.88)`; without a value, too few stand behind it."""
    return Figure(indicator, code, period, value, n, low, high)


SOME = (
    figure("voices_by_language", 265, 265),
    figure("voices_by_language", 120, 120, code="my"),
    figure("voices_by_language", 85, 85, code="km"),
    figure("voices_by_language", code="ne"),
    figure("voices_by_language", 190, 190, period="2026"),
    figure("voices_by_language", 60, 60, period="2026-Q1"),
    figure("voices_by_language", period="2026-Q2"),
    figure("voices_by_language", 75, 75, period="2026-Q3"),
    figure("voices_answered", 0.8302, 265, low=0.76, high=0.89),
    figure("voices_answered", 0.8333, 120, code="my", low=0.72, high=0.92),
    figure("voices_answered", None, 85, code="km"),
    figure("voices_answered", 0.75, 60, period="2026-Q1", low=0.58, high=0.89),
    figure("voices_answered", None, 75, period="2026-Q3"),
    figure("days_to_first_answer", 2.4, 220, low=1.0, high=4.0),
    figure("issues_remedied", 0.3846, 65, low=0.24, high=0.56),
    figure("issues_remedied", None, 65, code="C"),
    figure("money_returned", 820_000, 35, code="THB"),
    figure("money_returned", code="MYR"),
    figure("retaliation"),
)
"""One of each shape, over time, kept apart, and some of which too few stand behind."""


def counters(**values: int | None) -> list[Figure]:
    """Figures of the five counters by the names under which they are read: `counters(cases=211, money__THB=90_400)`."""
    known = {one.code: one.of for each in COUNTERS for one in each.indicators}
    named = ((*name.split("__"), "")[:2] + (value,) for name, value in values.items())
    return [figure(known[str(code)], value, value, code=str(currency)) for code, currency, value in named]


def edition(figures: Iterable[Figure] = SOME, month: date = AUGUST, corrects: str = "") -> Edition:
    """Put one in place after those that stand; returns it as it is read. Needs the database."""
    last = newest()
    PublishedEdition.objects.create(
        version=last.version + 1 if last else 1,
        month=month,
        made_on=clock.today(),
        made_by="test",
        catalogue=1,
        figures=[[one.indicator, one.code, one.period, one.value, one.n, one.low, one.high] for one in figures],
        facts=0,
        cells_wanted=0,
        cells_shown=0,
        corrects=corrects,
    )
    read = newest()
    assert read is not None
    return read
