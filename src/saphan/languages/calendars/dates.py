"""A date as somebody types it, in her calendar and her digits, or "unsure: ask". Pure.

"๑๒ มีนาคม ๒๕๖๙", "2083 साल बैशाख", "၁၃၈၈ ခုနှစ် တန်ဆောင်မုန်းလပြည့်ကျော် ၁၀ ရက်", "12/03/2026". A day, a month or a year:
`Said` keeps the first and the last day that it may have been. What can be read in two ways is not decided here, nor
what stands among other words ("March of last year", "3 months ago"), nor a day that is still to come.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from saphan.languages.calendars import bikram_sambat, burmese, months
from saphan.languages.calendars.around import is_nothing_else
from saphan.languages.scripts import without_unseen
from saphan.languages.writing import ascii_digits

BUDDHIST = "buddhist"
BUDDHIST_AHEAD = 543
_COUNT_BUDDHIST = {"th", "lo", "km"}
_MONTH_FIRST = {"en", "tl"}
"""Where 3/4 is the fourth of March to some."""
_SURE_OF_NEPAL = {"ne"}
"""Whose Magh is Nepal's; in India and Bangladesh months of these names begin on other days."""
_NEAR = timedelta(days=15 * 366)  # of a year typed with two digits
LONGEST = 80

_WAXING, _FULL, _WANING, _NEW = "လဆန်း", "လပြည့်", re.compile("လပြည့်ကျော်|လဆုတ်|ကျော်"), "လကွယ်"
_NUMBERED_MONTH = re.compile(
    r"(?:เดือน|ខែ(?:ទី)?|ເດືອນ|tháng|thang|bulan|month)\s*(\d{1,2})(?!\d)|(?<!\d)(\d{1,2})\s*လပိုင်း"
)


@dataclass(frozen=True, slots=True)
class Said:
    """From the first to the last day that may be meant, and in which calendar it was said."""

    first: date
    last: date
    calendar: str

    @property
    def precision(self) -> str:
        """`day`, `month` or `year`."""
        if self.first == self.last:
            return "day"
        return "month" if self.last - self.first < timedelta(days=40) else "year"


@dataclass(frozen=True, slots=True)
class Reading:
    """said: None when it has to be asked. among: what it may mean then, if anything, the likeliest first."""

    said: Said | None = None
    among: tuple[Said, ...] = ()

    @property
    def ask(self) -> bool:
        return self.said is None


NOT_READ = Reading()


@dataclass(frozen=True, slots=True)
class _Parts:
    """What stands there, before it is known what year it is. year: as typed; None when there is none.

    alone: nothing else stands there that may change it.
    """

    calendar: str
    year: int | None = None
    short: bool = False
    month: int | None = None
    day: int | None = None
    named: bool = False
    alone: bool = True


def read_day(typed: str, language: str, today: date) -> Reading:
    """today: where she is; a day without its year is taken as the last one before it."""
    text = without_unseen(months.plain(ascii_digits(typed.strip())))
    if not text or len(text) > LONGEST:
        return NOT_READ
    meant = list(_parts(text, language))
    found = list(dict.fromkeys(said for parts in meant for said in _days(parts, language, today)))
    if len(found) == 1 and meant[0].alone and found[0].first <= today and _is_sure(found[0], language):
        return Reading(found[0])
    return Reading(among=tuple(sorted(found, key=lambda said: abs(said.first - today))))


def _is_sure(said: Said, language: str) -> bool:
    """A day of a Nepalese year that is not published may be another one."""
    if said.calendar != months.NEPALI:
        return True
    if language not in _SURE_OF_NEPAL or said.precision != "day":
        return language in _SURE_OF_NEPAL
    day = bikram_sambat.to(said.first)
    return day is not None and day.published


def _parts(text: str, language: str) -> Iterator[_Parts]:
    if named := months.find(text, language):
        yield from _with_month(named.month, named.rest)
    elif numbered := _NUMBERED_MONTH.search(text):
        rest = f"{text[: numbered.start()]} {text[numbered.end() :]}"
        yield from _with_month(months.Month(months.COMMON, int(numbered[1] or numbered[2])), rest)
    else:
        yield from _of_numbers(text, language)


def _with_month(month: months.Month, rest: str) -> Iterator[_Parts]:
    numbers = re.findall(r"\d+", rest)
    years = [each for each in numbers if len(each) >= 3 or int(each) > 32]
    days = [each for each in numbers if each not in years]
    if not years and len(days) == 2:
        years, days = days[1:], days[:1]
    if len(years) > 1 or len(days) > 1:
        return
    day = int(days[0]) if days else None
    if month.calendar == months.BURMESE:
        day = _day_of_moon(day, rest)
    year, short = (int(years[0]), _is_short(years[0])) if years else (None, False)
    yield _Parts(month.calendar, year, short, month.number, day, named=True, alone=is_nothing_else(rest))


def _day_of_moon(day: int | None, rest: str) -> int | None:
    """15 is the full moon; -1 the last day, of the new moon; 0 no day at all, for the sixteenth waxing."""
    if _WANING.search(rest):
        return 15 + day if day else None
    if _FULL in rest:
        return 15
    if _NEW in rest:
        return -1
    return 0 if day and day > 15 and _WAXING in rest else day


def _is_short(year: str) -> bool:
    """Of a year of this century, or 083 for 2083."""
    return len(year) <= 2 or (len(year) == 3 and year[0] == "0")


def _of_numbers(text: str, language: str) -> Iterator[_Parts]:
    """Digits alone: year first if that has four, else day, month and year. 5:30 is a time, 12,000 money."""
    numbers = re.findall(r"\d+", text)
    if len(numbers) > 3 or not numbers or not is_nothing_else(text) or re.search(r"\d,\d", text):
        return
    long = [len(each) >= 3 for each in numbers]
    calendar = months.COMMON
    if len(numbers) == 1:
        if len(numbers[0]) == 4:
            yield _Parts(calendar, int(numbers[0]))
    elif long[0]:
        year, rest = numbers[0], [int(each) for each in numbers[1:]]
        yield _Parts(calendar, int(year), _is_short(year), rest[0], rest[1] if rest[1:] else None)
    elif long[-1] and len(numbers) == 2:
        if len(numbers[1]) == 4:
            yield _Parts(calendar, int(numbers[1]), False, int(numbers[0]))
    elif len(numbers) == 3 or re.search(r"\d\s*[/–-]\s*\d", text):
        yield from _day_and_month(numbers, language)


def _day_and_month(numbers: list[str], language: str) -> Iterator[_Parts]:
    first, second, *rest = numbers
    year, short = (int(rest[0]), _is_short(rest[0])) if rest else (None, False)
    if int(second) <= 12:
        yield _Parts(months.COMMON, year, short, int(second), int(first))
    if int(first) <= 12 and (int(second) > 12 or language in _MONTH_FIRST):
        yield _Parts(months.COMMON, year, short, int(first), int(second))


def _days(parts: _Parts, language: str, today: date) -> Iterator[Said]:
    if parts.year is None:
        yield from _last_before(parts, language, today)
    elif parts.short:
        near = [said for said in _of_century(parts, language) if abs(said.first - today) < _NEAR]
        yield from near
    else:
        yield from _of_year(parts, language, today)


def _of_century(parts: _Parts, language: str) -> Iterator[Said]:
    """A year of two digits, in every calendar that she may count in."""
    two = (parts.year or 0) % 100
    if parts.calendar == months.COMMON:
        for century in (1900, 2000):
            yield from _common(century + two, parts, months.COMMON)
        if language in _COUNT_BUDDHIST:
            yield from _common(2500 + two - BUDDHIST_AHEAD, parts, BUDDHIST)
        if language == "ne":
            yield from _nepali(2000 + two, parts)
    elif parts.calendar == months.NEPALI:
        yield from _nepali(2000 + two, parts)
    else:
        yield from _burmese(1300 + two, parts)


def _of_year(parts: _Parts, language: str, today: date) -> Iterator[Said]:
    year = parts.year or 0
    if parts.calendar == months.NEPALI:
        yield from _nepali(year, parts)
    elif parts.calendar == months.BURMESE:
        yield from _burmese(year, parts)
    elif 2400 <= year <= 2700:
        yield from _common(year - BUDDHIST_AHEAD, parts, BUDDHIST)
    elif 1300 <= year <= 1450 and language == "my" and parts.month is None:
        yield from _year_of_burma(year)
    elif 1900 <= year <= today.year + 10:
        yield from _common(year, parts, months.COMMON)
    elif language == "ne" and not parts.named:
        yield from _nepali(year, parts)


def _last_before(parts: _Parts, language: str, today: date) -> Iterator[Said]:
    """Of all years it may be of, the last one in which it has begun; the one before, too, where more was said."""
    if parts.month is None:
        return
    years = {
        months.COMMON: lambda: (each for back in range(9) for each in _common(today.year - back, parts, months.COMMON)),
        months.NEPALI: lambda: (each for back in range(3) for each in _nepali(today.year + 57 - back, parts)),
        months.BURMESE: lambda: (each for back in range(4) for each in _burmese(today.year - 638 - back, parts)),
    }
    begun = sorted((said for said in years[parts.calendar]() if said.first <= today), key=lambda said: said.first)
    yield from begun[-1:] if parts.alone else begun[-2:]


def _common(year: int, parts: _Parts, calendar: str) -> Iterator[Said]:
    if parts.month is None:
        yield Said(date(year, 1, 1), date(year, 12, 31), calendar)
    elif 1 <= parts.month <= 12:
        start = date(year, parts.month, 1)
        end = date(year + parts.month // 12, parts.month % 12 + 1, 1) - timedelta(days=1)
        yield from _in_month(start, end, parts.day, calendar)


def _nepali(year: int, parts: _Parts) -> Iterator[Said]:
    spans = [span for month in range(1, 13) if (span := bikram_sambat.span(year, month))]
    if not spans:
        return
    if parts.month is None:
        yield Said(spans[0][0], spans[-1][1], months.NEPALI)
    elif 1 <= parts.month <= 12:
        yield from _in_month(*spans[parts.month - 1], parts.day, months.NEPALI)


def _in_month(start: date, end: date, day: int | None, calendar: str) -> Iterator[Said]:
    """All of it, or one day that it has."""
    if day is None:
        yield Said(start, end, calendar)
    elif 1 <= day <= (end - start).days + 1:
        yield Said(start + timedelta(days=day - 1), start + timedelta(days=day - 1), calendar)


def _burmese(year: int, parts: _Parts) -> Iterator[Said]:
    if not burmese.FIRST_YEAR <= year < burmese.LAST_YEAR or parts.month is None:
        return
    begin, after = burmese.new_year(year), burmese.new_year(year + 1)
    for start, end in burmese.spans(year, parts.month):
        last = (end - start).days + 1
        for said in _in_month(start, end, last if parts.day == -1 else parts.day, months.BURMESE):
            if said.last >= begin and said.first < after:
                yield said


def _year_of_burma(year: int) -> Iterator[Said]:
    yield Said(burmese.new_year(year), burmese.new_year(year + 1) - timedelta(days=1), months.BURMESE)
