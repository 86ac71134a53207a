"""Numbers in the reader's language, as the dashboard writes them."""

from decimal import Decimal
from math import ceil

from babel.numbers import format_percent
from django.utils.translation import get_language, gettext, ngettext

from saphan.impact.indicators.catalogue import Indicator
from saphan.languages import cldr
from saphan.languages.writing import own_digits

CURRENCIES = "whole units of each currency"


def number(value: float) -> str:
    """With one digit after the point where there is one."""
    rounded = round(value, 1)
    return cldr.number(int(rounded) if rounded == int(rounded) else Decimal(str(rounded)), _reader())


def percent(value: float) -> str:
    language = _reader()
    return own_digits(str(format_percent(round(value, 2), locale=cldr.locale(language))), language)


def days(value: float) -> str:
    return ngettext("%(n)s day", "%(n)s days", 1 if value == 1 else max(ceil(value), 2)) % {"n": number(value)}


def value(one: float, of: Indicator, code: str = "") -> str:
    """In the unit of its indicator: `62%`, `3.5 days`, `1,250`, `90,400 THB`."""
    if of.shape == "share":
        return percent(one)
    if of.shape == "days":
        return days(one)
    return f"{number(one)} {code}" if of.unit == CURRENCIES and code else number(one)


def roughly(one: float, of: Indicator) -> str:
    """For a sentence: whole days, rounded up, so that "within 3 days" stays true."""
    return value(ceil(one) or 1, of) if of.shape == "days" else value(one, of)


def between(low: float | None, high: float | None, of: Indicator) -> str:
    """`58% to 66%`; "" where nobody can say."""
    if low is None or high is None:
        return ""
    return gettext("%(low)s to %(high)s") % {"low": value(low, of), "high": value(high, of)}


def _reader() -> str:
    return get_language() or "en"
