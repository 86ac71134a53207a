"""A day of a log, in the calendar and the forms that its mapping names. Pure; nothing is guessed."""

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Final

from saphan.languages.calendars import bikram_sambat
from saphan.languages.calendars.dates import BUDDHIST_AHEAD, read_day
from saphan.languages.writing import ascii_digits

COMMON: Final = "common"
LANGUAGES: Final = {"buddhist": "th", "nepali": "ne", "burmese": "my"}  # whose words stand in its days
CALENDARS: Final = (COMMON, *LANGUAGES)
_PARTS: Final = {"%Y": "year", "%m": "month", "%d": "day", "%H": "hour", "%M": "minute", "%S": "second"}


def read_moment(typed: str, calendar: str, forms: Iterable[str], today: date) -> datetime | None:
    """Without a zone, unless one stands there; None where it is no such day. today: where the log was kept."""
    plain = ascii_digits(typed)
    if calendar == COMMON:
        return _iso(plain) or next(filter(None, (_strptime(plain, form) for form in forms)), None)
    if found := _iso(plain):
        return _real_date(found, calendar)
    by_number = (_by_number(plain, form, _DAYS[calendar]) for form in forms if calendar in _DAYS)
    return next(filter(None, by_number), None) or _in_words(typed, calendar, today)


def _iso(typed: str) -> datetime | None:
    """As a workbook's own dates come; a bare time or number is none."""
    try:
        return datetime.fromisoformat(typed) if len(typed) >= 19 and typed[10] == "T" else None
    except ValueError:
        return None


def _strptime(typed: str, form: str) -> datetime | None:
    try:
        return datetime.strptime(typed, form)  # noqa: DTZ007  the mapping names the zone
    except ValueError:
        return None


def _real_date(found: datetime, calendar: str) -> datetime | None:
    """A workbook counts in the common calendar, whatever it shows; a year of the Buddha was typed into it as such."""
    if calendar != "buddhist" or found.year < BUDDHIST_AHEAD + 1900:
        return found
    day = _buddhist(found.year, found.month, found.day)
    return datetime.combine(day, found.timetz()) if day else None


def _by_number(typed: str, form: str, day_of: Callable[[int, int, int], date | None]) -> datetime | None:
    """Its months may have 32 days, and its leap years are others: so no `strptime`."""
    found = re.fullmatch(_pattern(form), typed)
    if found is None or not {"year", "month", "day"} <= found.re.groupindex.keys():
        return None
    part = {name: int(digits) for name, digits in found.groupdict().items()}
    day = day_of(part["year"], part["month"], part["day"])
    try:
        at = time(part.get("hour", 0), part.get("minute", 0), part.get("second", 0))
    except ValueError:
        return None
    return datetime.combine(day, at) if day else None


def _pattern(form: str) -> str:
    """What a form of `strptime` means, for a year of four digits."""
    signs = re.findall(r"%.|[^%]", form)
    return "".join(_group(sign) for sign in signs)


def _group(sign: str) -> str:
    name = _PARTS.get(sign)
    if name is None:
        return re.escape(sign)
    return rf"(?P<{name}>\d{{4}})" if name == "year" else rf"(?P<{name}>\d{{1,2}})"


def _buddhist(year: int, month: int, day: int) -> date | None:
    try:
        return date(year - BUDDHIST_AHEAD, month, day)
    except ValueError:
        return None


def _nepali(year: int, month: int, day: int) -> date | None:
    """None for a year that is not published yet: its days are not certain."""
    named = bikram_sambat.Day(year, month, day)
    return bikram_sambat.of(named) if named.published else None


_DAYS: Final[dict[str, Callable[[int, int, int], date | None]]] = {"buddhist": _buddhist, "nepali": _nepali}


def _in_words(typed: str, calendar: str, today: date) -> datetime | None:
    """`๑ มีนาคม ๒๕๖๘`, `၁၃၈၇ ခုနှစ် တပေါင်းလဆန်း ၅ ရက်`; one whole day, said in this calendar."""
    said = read_day(typed, LANGUAGES[calendar], today).said
    if said is None or said.precision != "day" or said.calendar != calendar:
        return None
    return datetime.combine(said.first, time())
