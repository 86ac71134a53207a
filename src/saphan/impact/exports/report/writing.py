"""Numbers, days and names as the reader's language writes them. Call inside `translation.override`."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language

from saphan.impact.indicators.catalogue import Indicator
from saphan.impact.publishing.reading import Figure
from saphan.languages import cldr
from saphan.languages.writing import own_digits
from saphan.verification.signals.words import percent

Words = str | Promise


def said(words: Words, **what: object) -> str:
    return str(words) % what if what else str(words)


def number(value: float) -> str:
    """`1,104`, `2.5`."""
    return cldr.number(Decimal(str(round(value, 1))).normalize() if value % 1 else int(value), _reader())


def month(on: date) -> str:
    return cldr.month(on, _reader())


def day(on: date) -> str:
    return cldr.day_and_year(on, _reader())


def digits(text: str) -> str:
    return own_digits(text, _reader())


def value(one: Figure, indicator: Indicator, else_: str = "") -> str:
    """`71 %`, `2.5`, `1,240`; `else_` for one that is not shown."""
    if one.value is None:
        return else_
    return amount(one.value, indicator)


def amount(one: float, indicator: Indicator) -> str:
    return percent(one) if indicator.shape == "share" else number(one)


def interval(one: Figure, indicator: Indicator) -> str:
    """`(68–74 %)`; nothing where nobody can say how sure it is."""
    if one.low is None or one.high is None:
        return ""
    return f"({amount(one.low, indicator)}–{amount(one.high, indicator)})"


def quarter(period: str) -> str:
    """`Q3` of `2026-Q3`, in the reader's digits."""
    return digits(period.partition("-")[2])


def names(words: Mapping[str, Words]) -> dict[str, str]:
    return {key: str(value) for key, value in words.items()}


def _reader() -> str:
    return get_language() or "en"
