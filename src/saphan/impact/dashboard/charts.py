"""The charts of the dashboard: which figures each shows, what it found, and its drawing; from one edition."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from saphan.impact.dashboard import findings, saying
from saphan.impact.dashboard.drawing import Line, Row, bars
from saphan.impact.dashboard.words import MEANS, NOT_SHOWN
from saphan.impact.indicators.catalogue import Indicator, catalogue
from saphan.impact.publishing.reading import Edition, Figure
from saphan.impact.titles import title

Words = str | Promise
MOST_ROWS = 7  # that are drawn; the table has all


@dataclass(frozen=True, slots=True)
class Wanted:
    """code: part of the address. indicators: the first is what the finding is about. apart: by its codes."""

    code: str
    indicators: tuple[str, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One heading of the page and its charts."""

    code: str
    name: Words
    charts: tuple[Wanted, ...]


REACH = Part(
    "reach",
    _("Whom we met"),
    (Wanted("met", ("people_met",), True), Wanted("places", ("people_met_by_place",), True)),
)
VOICES = Part(
    "voices",
    _("Who spoke, and how"),
    (Wanted("languages", ("voices_by_language",), True), Wanted("channels", ("voices_by_channel",), True)),
)
ISSUES = Part(
    "issues",
    _("What it was about"),
    (Wanted("kinds", ("issues_by_kind",), True), Wanted("sectors", ("issues_by_sector",), True)),
)
TIMES = Part(
    "times",
    _("How long it took"),
    (
        Wanted("days", ("days_to_first_answer", "days_to_acknowledge", "days_to_plan", "days_to_remedy")),
        Wanted("in-time", ("acknowledged_in_time", "planned_in_time", "voices_answered_within_a_day")),
    ),
)
REMEDY = Part(
    "remedy",
    _("What came of it"),
    (
        Wanted("remedied", ("issues_remedied",), True),
        Wanted("confirmed", ("confirmed_by_workers", "workers_reached_to_confirm", "held_for_180_days")),
    ),
)
PROMISES = Part(
    "promises",
    _("What partners promised"),
    (Wanted("promises", ("promises_delivered", "promises_late", "buyers_keep_promises")),),
)
PARTS = (REACH, VOICES, ISSUES, TIMES, REMEDY, PROMISES)
CHARTS = {one.code: one for part in PARTS for one in part.charts}
MONEY = "money_returned"


@dataclass(frozen=True, slots=True)
class Meaning:
    """title: "" where the chart has one indicator. n: what it rests on, "" where not even that may be said."""

    indicator: str
    title: str
    means: Words
    limits: Words
    n: str


@dataclass(frozen=True, slots=True)
class TableRow:
    name: str
    said: str
    between: str
    n: str


@dataclass(frozen=True, slots=True)
class Chart:
    """has_ends: the table has a column for how sure each number is."""

    code: str
    finding: str
    lines: tuple[Line, ...]
    meanings: tuple[Meaning, ...]
    table: tuple[TableRow, ...]
    has_ends: bool


def chart(edition: Edition, wanted: Wanted) -> Chart:
    figures = _figures(edition, wanted)
    together = [edition.figure(one) for one in wanted.indicators]
    rows = tuple(_row(one, wanted) for one in figures)
    return Chart(
        code=wanted.code,
        finding=_finding(wanted, together, figures),
        lines=bars(_drawn(rows), 1 if _of(wanted.indicators[0]).shape == "share" else None),
        meanings=tuple(_meaning(one, len(together) > 1) for one in together),
        table=tuple(_table_row(one, row) for one, row in zip(figures, rows, strict=True)),
        has_ends=any(one.low is not None for one in figures),
    )


def _figures(edition: Edition, wanted: Wanted) -> tuple[Figure, ...]:
    """Who nobody said anything about comes last."""
    if not wanted.apart:
        return tuple(edition.figure(one) for one in wanted.indicators)
    return tuple(sorted(edition.by_code(wanted.indicators[0]), key=lambda one: one.code in findings.UNKNOWN))


def _finding(wanted: Wanted, together: Sequence[Figure], figures: Sequence[Figure]) -> str:
    if wanted.indicators[0] in findings.MOST:
        return findings.of_parts(together[0], figures)
    return findings.of_one(together, lambda one: saying.roughly(one.value or 0, _of(one.indicator)))


def _row(one: Figure, wanted: Wanted) -> Row:
    name = findings.name_of(one) if wanted.apart else str(title(one.indicator))
    said = str(NOT_SHOWN) if one.value is None else saying.value(one.value, _of(one.indicator))
    return Row(name, said, one.value, one.low, one.high)


def _drawn(rows: Sequence[Row]) -> list[Row]:
    """The largest, then all of which nothing may be said as one, hatched."""
    known = [row for row in rows if row.value is not None][:MOST_ROWS]
    hidden = [row for row in rows if row.value is None]
    if len(hidden) == 1 or len(hidden) + len(known) <= MOST_ROWS - 3:
        return [*known, *hidden]
    named = saying.number(len(hidden))
    return [*known, Row(gettext("%(n)s others") % {"n": named}, str(NOT_SHOWN), None)] if hidden else known


def _meaning(one: Figure, has_title: bool) -> Meaning:
    means, limits = MEANS[one.indicator]
    n = "" if one.n is None or _of(one.indicator).shape == "count" else saying.number(one.n)
    return Meaning(one.indicator, str(title(one.indicator)) if has_title else "", means, limits, n)


def _table_row(one: Figure, row: Row) -> TableRow:
    n = "" if one.n is None else saying.number(one.n)
    return TableRow(row.name, row.said, saying.between(one.low, one.high, _of(one.indicator)), n)


def _of(indicator: str) -> Indicator:
    return catalogue()[indicator]
