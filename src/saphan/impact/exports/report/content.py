"""What the annual report of one year says in the reader's language: released numbers only, as data for the template."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext

from saphan.impact import code_names, titles
from saphan.impact.exports.licences import licence
from saphan.impact.exports.report import blocks, phrases, writing
from saphan.impact.exports.report.blocks import Block
from saphan.impact.exports.report.writing import said
from saphan.impact.indicators.catalogue import Indicator, catalogue
from saphan.impact.publishing.reading import Edition, Figure
from saphan.impact.selectors import LEAST, FigureOverTime, PublicPage

MOST_ROWS = 9
DAYS = (
    *("days_to_first_answer", "days_to_accept_a_referral", "days_to_verify", "days_to_acknowledge", "days_to_plan"),
    *("days_to_agree", "days_to_carry_out", "days_to_remedy", "days_to_look_into_a_signal"),
)
REMEDY = (
    *("issues_remedied", "confirmed_by_workers", "plans_enough", "held_for_180_days", "fell_back_within_180_days"),
    *("retaliation", "retaliation_stopped", "told_to_say_yes"),
)


def report(edition: Edition, counters: PublicPage, year: int, language: str) -> dict[str, Any]:
    """Call inside `translation.override(language)`. All of it is text: nothing is computed after this.

    counters: as they stood at the `end` of the year.
    """
    until = end(edition, year)
    return {
        "language": language,
        "title": said(phrases.TITLE),
        "annual": said(phrases.ANNUAL if until.month == 12 else phrases.SO_FAR, year=writing.digits(str(year))),
        "bridge": [str(step) for step in phrases.BRIDGE],
        "until": said(phrases.UNTIL, month=writing.month(until)),
        "edition": said(phrases.EDITION, version=writing.number(edition.version), day=writing.day(edition.made_on)),
        "page": str(phrases.PAGE),
        "digits": writing.digits("0123456789"),
        "made_on": [edition.made_on.year, edition.made_on.month, edition.made_on.day],
        "sections": list(_sections(edition, counters, year)),
    }


def end(edition: Edition, year: int) -> date:
    """The last month of the year that is counted."""
    return min(edition.month, date(year, 12, 1))


def _sections(edition: Edition, counters: PublicPage, year: int) -> Iterator[dict[str, Any]]:
    yield blocks.section(said(phrases.WHAT_IT_IS), blocks.text(*map(str, phrases.ABOUT)))
    yield blocks.section(said(phrases.VOICE), blocks.text(*map(str, phrases.ABOUT_VOICE)))
    yield blocks.section(said(phrases.COUNTERS), *_counters(counters))
    yield blocks.section(said(phrases.LANGUAGES), *_languages(edition, year))
    yield blocks.section(
        said(phrases.CHANGE),
        blocks.text(said(phrases.ABOUT_CHANGE), said(phrases.ABOUT_INTERVAL)),
        *_change(edition, year),
        new_page=True,
    )
    yield blocks.section(
        said(phrases.RESPONSE),
        blocks.text(said(phrases.ABOUT_RESPONSE)),
        *_quarters(edition, year, "days_to_first_answer"),
        _shown_table(edition, year, DAYS),
        new_page=True,
    )
    yield blocks.section(
        said(phrases.REMEDY),
        blocks.text(said(phrases.ABOUT_REMEDY)),
        *_quarters(edition, year, "confirmed_by_workers"),
        _shown_table(edition, year, REMEDY),
        *_money(edition, year),
    )
    yield blocks.section(
        said(phrases.UNKNOWN), blocks.points(*map(str, phrases.NOT_KNOWN), _not_shown(edition)), new_page=True
    )
    least = writing.number(LEAST)
    yield blocks.section(
        said(phrases.PROTECTED), blocks.points(*(str(one) % {"least": least} for one in phrases.PROTECTION))
    )
    yield blocks.section(said(phrases.EVERY), *_every(edition, year), new_page=True)
    yield blocks.section(said(phrases.MEANS), *_means(), new_page=True)


# -- the five counters


def _counters(page: PublicPage) -> Iterator[Block]:
    if page.month is None:
        yield blocks.text(said(phrases.NO_COUNTERS))
        return
    yield blocks.text(said(phrases.NEVER_ADDED), said(phrases.SINCE, month=writing.month(page.month)))
    figures = [figure for counter in page.counters for figure in counter.figures]
    yield blocks.tiles(_tile(figure) for figure in figures)
    yield _months(figures[0])


def _tile(figure: FigureOverTime) -> dict[str, str]:
    value = said(phrases.FEWER, least=writing.number(LEAST)) if figure.value is None else writing.number(figure.value)
    return {
        "name": str(figure.indicator.name),
        "value": f"{value} {figure.currency}".strip(),
        "means": str(figure.indicator.definition),
        "limits": str(figure.indicator.limits),
    }


def _months(figure: FigureOverTime) -> Block:
    series = [(writing.digits(bar.month.strftime("%m")), _written(bar.value), bar.value) for bar in figure.bars]
    return blocks.bars(said(phrases.BY_MONTH, what=figure.indicator.name), series, said(phrases.BARS))


def _written(value: float | None) -> str:
    return "" if value is None else writing.number(value)


# -- numbers of the theory of change


def _languages(edition: Edition, year: int) -> Iterator[Block]:
    found = edition.by_code("voices_by_language", str(year)) or edition.by_code("voices_by_language")
    shown = [one for one in found if one.value is not None][:MOST_ROWS]
    if not shown:
        yield blocks.text(said(phrases.NONE_YET))
        return
    items = [(code_names.name(one.indicator, one.code), _written(one.value), one.value) for one in shown]
    yield blocks.lengths(str(titles.title("voices_by_language")), items)


def _change(edition: Edition, year: int) -> Iterator[Block]:
    for objective in titles.OBJECTIVES:
        known = [one.id for one in catalogue().indicators if one.objective == objective]
        yield _shown_table(edition, year, known, str(titles.objective(objective)))


def _quarters(edition: Edition, year: int, indicator: str) -> Iterator[Block]:
    known = catalogue()[indicator]
    found = [one for one in edition.over_time(indicator) if one.period.startswith(f"{year}-")]
    if any(one.value is not None for one in found):
        series = [(writing.quarter(one.period), writing.value(one, known), one.value) for one in found]
        yield blocks.bars(str(titles.title(indicator)), series, said(phrases.BARS))


def _shown_table(edition: Edition, year: int, indicators: Iterable[str], title: str = "") -> Block:
    """Those that are shown, the ones of the year first; a sentence where there are none."""
    rows = [_row(edition, year, catalogue()[one]) for one in indicators if _is_shown(edition, year, one)]
    if not rows:
        return {**blocks.text(said(phrases.NONE_YET)), "title": title}
    return blocks.table(title, _head(), rows[:MOST_ROWS])


def _every(edition: Edition, year: int) -> Iterator[Block]:
    shown_year = writing.digits(str(year))
    yield blocks.text(said(phrases.ABOUT_EVERY, year=shown_year), said(phrases.ABOUT_INTERVAL))
    for objective in titles.OBJECTIVES:
        rows = [_row(edition, year, one) for one in catalogue().indicators if one.objective == objective]
        yield blocks.table(str(titles.objective(objective)), _head(), rows)


def _money(edition: Edition, year: int) -> Iterator[Block]:
    found = [one for one in edition.by_code("money_returned", str(year)) if one.value is not None]
    if found:
        rows = [blocks.row([one.code, _written(one.value)]) for one in found]
        yield blocks.table(str(titles.title("money_returned")), [said(phrases.CURRENCY), said(phrases.THIS_YEAR)], rows)


def _head() -> list[str]:
    return [said(phrases.WHAT), said(phrases.THIS_YEAR), "n", said(phrases.ALL), "n"]


def _row(edition: Edition, year: int, one: Indicator) -> dict[str, Any]:
    of_year, of_all = edition.figure(one.id, period=str(year)), edition.figure(one.id)
    cells = [str(titles.title(one.id)), *_pair(of_year, one), *_pair(of_all, one)]
    counted = titles.shape("days") if one.shape == "days" else f"{titles.shape(one.shape)} · {titles.unit(one.unit)}"
    share = of_year if of_year.value is not None else of_all
    return blocks.row(cells, str(counted), share if one.shape == "share" else None)


def _pair(figure: Figure, one: Indicator) -> tuple[str, str]:
    shown = f"{writing.value(figure, one, str(phrases.TOO_FEW))} {writing.interval(figure, one)}".strip()
    return shown, "" if figure.n is None or figure.value is None else writing.number(figure.n)


def _is_shown(edition: Edition, year: int, indicator: str) -> bool:
    return any(edition.figure(indicator, period=period).value is not None for period in (str(year), ""))


# -- what stands behind them


def _not_shown(edition: Edition) -> str:
    hidden = sum(one.value is None for one in edition.figures.values())
    return said(phrases.NOT_SHOWN, hidden=writing.number(hidden), all=writing.number(len(edition.figures)))


def _means() -> Iterator[Block]:
    address = f"{settings.SAPHAN_ADDRESS}/public/data/"
    yield blocks.table("", [said(phrases.WHAT), said(phrases.MEANS)], [_meaning(one) for one in catalogue().indicators])
    yield blocks.text(said(phrases.TAKE, address=address, licence=licence().title))


def _meaning(one: Indicator) -> dict[str, Any]:
    return blocks.row([str(titles.title(one.id)), f"{gettext(one.definition)} {gettext(one.caveats)}"])
