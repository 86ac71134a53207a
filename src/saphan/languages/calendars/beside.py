"""The day of her own calendar, to stand beside the one of the common era where that is usual. Pure.

Thailand counts years of the Buddha, Nepal has months and years of its own, and in Burma a lunar day is an extra that
people know from the calendar on the wall.
"""

from collections.abc import Callable
from datetime import date

from saphan.languages.calendars import bikram_sambat, burmese
from saphan.languages.calendars.dates import BUDDHIST_AHEAD
from saphan.languages.calendars.months import BURMESE_MONTHS, NEPALI_MONTHS
from saphan.languages.writing import own_digits


def in_her_calendar(on: date, language: str) -> str:
    """`พ.ศ. 2569`, `१ बैशाख २०८३`, `၁၃၈၈ ခုနှစ် တန်ဆောင်မုန်းလဆန်း ၂ ရက်`; empty where only the common one is usual."""
    said = _SAID.get(language)
    return own_digits(said(on), language) if said else ""


def _thai(on: date) -> str:
    return f"พ.ศ. {on.year + BUDDHIST_AHEAD}"


def _nepali(on: date) -> str:
    """A year that is not published yet: the month only."""
    day = bikram_sambat.to(on)
    if day is None:
        return ""
    said = f"{NEPALI_MONTHS[day.month - 1]} {day.year}"
    return f"{day.day} {said}" if day.published else said


_PHASES = {
    "waxing": "{month}လဆန်း {day} ရက်",
    "full": "{month}လပြည့်",
    "waning": "{month}လပြည့်ကျော် {day} ရက်",
    "new": "{month}လကွယ်",
}


def _burmese(on: date) -> str:
    day = burmese.to(on)
    if day is None:
        return ""
    second = day.month == burmese.WASO and burmese.is_watat(day.year)
    name = BURMESE_MONTHS[burmese.SECOND_WASO if second else day.month]
    return f"{day.year} ခုနှစ် {_PHASES[day.phase].format(month=name, day=day.of_phase)}"


_SAID: dict[str, Callable[[date], str]] = {"th": _thai, "ne": _nepali, "my": _burmese}
