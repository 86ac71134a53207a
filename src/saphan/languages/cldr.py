"""Days, lists, numbers and money as each language writes them, after CLDR (babel carries it). Pure.

Digits are those of everyday writing (`writing.own_digits`). The calendar is the one of the common era: a calendar
that counts other years stands beside it, not in its place (`saphan.languages.calendars`).
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from saphan.languages.catalogue import by_code
from saphan.languages.writing import own_digits

OTHERWISE = {"en": "en_GB", "tl": "fil"}
"""Ours, and what CLDR calls it: day before month in English, and Tagalog under the name of Filipino."""


@cache
def locale(language: str) -> Locale:
    """Without a country, but for English; English for a language that CLDR does not know."""
    try:
        return Locale.parse(OTHERWISE.get(language, language), sep="-" if "-" in language else "_")
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en_GB")


def day(on: date, language: str) -> str:
    """`2 March`."""
    return _of_pattern(on, "MMMMd", language)


def day_and_year(on: date, language: str) -> str:
    """`2 March 2028`."""
    return own_digits(format_date(on, "long", locale=locale(language)), language)


def short_day(on: date, language: str) -> str:
    """`2 Mar`."""
    return _of_pattern(on, "MMMd", language)


def short_day_and_year(on: date, language: str) -> str:
    """`2 Mar 2028`."""
    return _of_pattern(on, "yMMMd", language)


def month(on: date, language: str) -> str:
    """`March 2028`."""
    return _of_pattern(on, "yMMMM", language)


def short_month(on: date, language: str) -> str:
    """`Mar 2028`."""
    return _of_pattern(on, "yMMM", language)


def weekday(on: date, language: str) -> str:
    """`Monday`."""
    return format_date(on, "EEEE", locale=locale(language))


def coming_day(on: date, today: date, language: str) -> str:
    """`Monday`; from a week ahead, where a Monday lies between, `Monday 9 March`."""
    name = weekday(on, language)
    return name if on - today < timedelta(days=7) else f"{name} {day(on, language)}"


def short_weekday(on: date, language: str) -> str:
    """`Mon`."""
    return format_date(on, "EEE", locale=locale(language))


def listed(words: Iterable[object], language: str) -> str:
    """`x, y and z`."""
    each = [str(word) for word in words]
    if language == "ne" and len(each) > 2:  # CLDR has no space after the first comma of Nepali
        each = [", ".join(each[:-1]), each[-1]]
    return format_list(each, locale=locale(language))


def number(value: int | Decimal, language: str) -> str:
    """`1,104` grouped as the language groups, in its digits."""
    return own_digits(format_decimal(value, locale=locale(language)), language)


def percent(share: float, language: str) -> str:
    """`62%` of 0.62, in whole percent."""
    return own_digits(format_percent(share, "#,##0%" if language == "en" else None, locale=locale(language)), language)


def money(amount: Decimal, currency: str, language: str) -> str:
    """`1,200 THB`, `1,200.50 THB`: with the code of ISO 4217; a sign such as $ or Rs is the money of many countries."""
    whole = amount == amount.to_integral_value()
    said = format_decimal(amount, None if whole else "#,##0.00", locale=locale(language), decimal_quantization=True)
    return f"{own_digits(said, language)} {currency}"


def language_name(code: str, language: str) -> str:
    """`Burmese` for `my`, in the reader's language; in English where CLDR has none, else the code itself."""
    known = by_code().get(code)
    english = locale("en").languages.get(code) or (known.english_name if known else code)
    return str(locale(language).languages.get(code) or english)


def _of_pattern(on: date | datetime, skeleton: str, language: str) -> str:
    return own_digits(str(format_skeleton(skeleton, on, locale=locale(language))), language)
