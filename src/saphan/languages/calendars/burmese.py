"""The Burmese calendar (Myanmar Era): lunar months, a month or a month and a day more in watat years. Pure.

The rules of the third and of the present era of calendar makers, with the full moons and watat years that they set
otherwise than the rules say, after the published work of Yan Naing Aye ("Algorithm, Program and Calculation of Myanmar
Calendar", 2013). Good for 1217 ME (1855) and later; years to come are calculated, and the makers may still decide
otherwise by a day.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from math import floor

FIRST_YEAR, LAST_YEAR = 1218, 1500

_YEAR = 1577917828 / 4320000  # days of a solar year
_MONTH = 1577917828 / 53433336  # days of a lunar month
_ZERO = 1954168.050623  # Julian day of the year 0
_OF_THE_FIRST = 1721425  # Julian day of the day before 1 January of the year 1

_ERAS = ((1312, -0.5, 8), (1217, -1.0, 4))  # from this year on: shift of full moons; months that a watat year may lack
_MOVED_FULL_MOONS = {1234: 1, 1261: -1, 1377: 1}
_WATAT_OTHERWISE = {1263, 1264, 1344, 1345}

NAYON, FIRST_WASO, WASO, SECOND_WASO = 3, 0, 4, 13


@dataclass(frozen=True, slots=True)
class Day:
    """month: 1 is Tagu, 0 the First Waso of a watat year. day: of the month, from its new light on.

    late: Tagu or Kason at the end of the year, not at its beginning.
    """

    year: int
    month: int
    day: int
    length: int
    late: bool = False

    @property
    def phase(self) -> str:
        """`waxing`, `full`, `waning` or `new`."""
        if self.day == self.length:
            return "new"
        return "full" if self.day == 15 else "waxing" if self.day < 15 else "waning"

    @property
    def of_phase(self) -> int:
        """The day counted from the new or the full moon."""
        return self.day if self.day <= 15 else self.day - 15


@dataclass(frozen=True, slots=True)
class Month:
    month: int
    start: date
    length: int


@cache
def _second_waso(year: int) -> tuple[int, bool]:
    """Julian day of its full moon, were it a watat year; and whether it is one."""
    shift, lacking = next((shift, lacking) for since, shift, lacking in _ERAS if year >= since)
    more = _YEAR / 12 - _MONTH  # by which a solar month is longer
    behind = (_YEAR * (year + 3739)) % _MONTH
    if behind < more * (12 - lacking):
        behind += _MONTH
    full_moon = round(_YEAR * year + _ZERO - behind + 4.5 * _MONTH + shift) + _MOVED_FULL_MOONS.get(year, 0)
    watat = behind >= _MONTH - more * lacking
    return full_moon, watat != (year in _WATAT_OTHERWISE)


def is_watat(year: int) -> bool:
    """A year with two months of Waso."""
    return _second_waso(year)[1]


@cache
def months(year: int) -> tuple[Month, ...]:
    """The lunar year that begins with Tagu near this new year. 354, 384 or 385 days."""
    full_moon, watat = _second_waso(year)
    back = next(back for back in (1, 2, 3) if _second_waso(year - back)[1] or back == 3)
    before = _second_waso(year - back)[0]
    long_nayon = watat and (full_moon - before) % 354 == 31
    at = _date(before + 354 * back - 102)
    found = []
    for month in (1, 2, 3, *((FIRST_WASO,) if watat else ()), *range(4, 13)):
        length = 30 - month % 2 + (month == NAYON and long_nayon)
        found.append(Month(month, at, length))
        at += timedelta(days=length)
    return tuple(found)


def _date(julian: int) -> date:
    return date.fromordinal(julian - _OF_THE_FIRST)


@cache
def new_year(year: int) -> date:
    """The first day of the year: after Thingyan, in the middle of April."""
    return _date(floor(_YEAR * year + _ZERO + 0.5) + 1)


def to(on: date) -> Day | None:
    """None outside the years that are calculated."""
    year = on.year - 638 - (on < new_year(on.year - 638))
    if not FIRST_YEAR <= year < LAST_YEAR:
        return None
    for lunar in (year, year + 1, year - 1):
        for each in months(lunar):
            if each.start <= on < each.start + timedelta(days=each.length):
                return Day(year, each.month, (on - each.start).days + 1, each.length, late=lunar > year)
    return None


def spans(year: int, month: int) -> Iterator[tuple[date, date]]:
    """First and last day of every month that may be meant by a name.

    Tagu and Kason may stand at both ends of a year. Waso alone is either of two in a watat year; 13 is the second.
    """
    meant = {WASO: (FIRST_WASO, WASO), SECOND_WASO: (WASO,)}.get(month, (month,))
    begin, after = new_year(year), new_year(year + 1)
    for each in (*months(year), *months(year + 1)[:2]):
        end = each.start + timedelta(days=each.length - 1)
        if each.month in meant and end >= begin and each.start < after:
            yield each.start, end
