"""Days of Nepal and of Burma against days that were published."""

from datetime import date, timedelta

import pytest

from saphan.languages.calendars import bikram_sambat, burmese
from saphan.languages.calendars.beside import in_her_calendar

KASON, WASO, THADINGYUT, TAZAUNGMON, PYATHO = 2, 4, 7, 8, 10


@pytest.mark.parametrize(
    ("on", "month"),
    [
        # Ministry of Foreign Affairs, public holidays of 2015 (1377 ME, a year with two months of Waso)
        (date(2015, 5, 2), KASON),
        (date(2015, 7, 31), WASO),
        (date(2015, 10, 28), THADINGYUT),
        (date(2015, 11, 26), TAZAUNGMON),
        # public holidays of 2017
        (date(2017, 5, 10), KASON),
        (date(2017, 7, 8), WASO),
        (date(2017, 10, 5), THADINGYUT),
        (date(2017, 11, 3), TAZAUNGMON),
        # public holidays of 2020
        (date(2020, 3, 8), 12),
        (date(2020, 5, 6), KASON),
        (date(2020, 8, 3), WASO),
        # Ministry of Labour, Immigration and Population, public holidays of 2021
        (date(2021, 5, 25), KASON),
        (date(2021, 7, 23), WASO),
        (date(2021, 11, 18), TAZAUNGMON),
    ],
)
def test_a_holiday_of_the_full_moon_is_a_full_moon(on: date, month: int) -> None:
    day = burmese.to(on)
    assert day is not None
    assert (day.month, day.phase, day.day) == (month, "full", 15)


@pytest.mark.parametrize("on", [date(2015, 12, 6), date(2017, 11, 13), date(2020, 12, 9)])
def test_the_national_day_is_the_tenth_waning_of_tazaungmon(on: date) -> None:
    day = burmese.to(on)
    assert day is not None
    assert (day.month, day.phase, day.of_phase) == (TAZAUNGMON, "waning", 10)


def test_independence_was_on_the_ninth_waning_of_pyatho_1309() -> None:
    day = burmese.to(date(1948, 1, 4))
    assert day is not None
    assert (day.year, day.month, day.phase, day.of_phase) == (1309, PYATHO, "waning", 9)


@pytest.mark.parametrize("year", [2015, 2017, 2020, 2024])
def test_a_year_begins_on_the_seventeenth_of_april(year: int) -> None:
    assert burmese.new_year(year - 638) == date(year, 4, 17)


def test_burmese_days_follow_each_other_without_a_gap() -> None:
    before = burmese.to(date(1949, 12, 31))
    assert before is not None
    for number in range(365 * 100):
        day = burmese.to(date(1950, 1, 1) + timedelta(days=number))
        assert day is not None
        assert day.day == before.day + 1 or (day.day == 1 and before.day == before.length)
        before = day


def test_outside_the_years_that_are_calculated_there_is_no_day() -> None:
    assert burmese.to(date(1800, 1, 1)) is None
    assert in_her_calendar(date(1800, 1, 1), "my") == ""


@pytest.mark.parametrize(
    ("on", "year", "month", "day"),
    [
        (date(1951, 2, 18), 2007, 11, 7),  # Democracy Day, 7 Falgun 2007
        (date(2006, 4, 24), 2063, 1, 11),  # Loktantra Diwas, 11 Baisakh 2063
        (date(2008, 5, 28), 2065, 2, 15),  # Republic Day, 15 Jestha 2065
        (date(2015, 4, 25), 2072, 1, 12),  # the earthquake of 12 Baisakh 2072
        (date(2015, 9, 20), 2072, 6, 3),  # Constitution Day, 3 Asoj 2072
        (date(2023, 4, 14), 2080, 1, 1),  # new year 2080
        (date(2024, 4, 13), 2081, 1, 1),  # new year 2081
    ],
)
def test_days_of_nepal_are_those_that_were_published(on: date, year: int, month: int, day: int) -> None:
    found = bikram_sambat.Day(year, month, day)
    assert bikram_sambat.to(on) == found
    assert bikram_sambat.of(found) == on
    assert found.published


def test_every_day_of_nepal_goes_there_and_back() -> None:
    for number in range(0, 365 * 90, 7):
        on = bikram_sambat.FIRST_DAY + timedelta(days=number)
        day = bikram_sambat.to(on)
        assert day is not None and bikram_sambat.of(day) == on


def test_there_is_no_day_beyond_the_table_or_the_month() -> None:
    assert bikram_sambat.to(date(1940, 1, 1)) is None
    assert bikram_sambat.to(date(2040, 1, 1)) is None
    assert bikram_sambat.of(bikram_sambat.Day(2083, 9, 33)) is None
    assert bikram_sambat.of(bikram_sambat.Day(2150, 1, 1)) is None
    assert in_her_calendar(date(2040, 1, 1), "ne") == ""


@pytest.mark.parametrize(
    ("on", "language", "said"),
    [
        (date(2026, 3, 12), "th", "พ.ศ. 2569"),
        (date(2026, 11, 26), "ne", "१० मंसिर २०८३"),
        (date(2028, 3, 1), "ne", "फागुन २०८४"),  # not published yet: only the month
        (date(2020, 12, 9), "my", "၁၃၈၂ ခုနှစ် တန်ဆောင်မုန်းလပြည့်ကျော် ၁၀ ရက်"),
        (date(2023, 8, 1), "my", "၁၃၈၅ ခုနှစ် ဒုတိယဝါဆိုလပြည့်"),
        (date(2023, 7, 2), "my", "၁၃၈၅ ခုနှစ် ပထမဝါဆိုလပြည့်"),
        (date(2026, 3, 12), "en", ""),
        (date(2026, 3, 12), "vi", ""),
    ],
)
def test_her_own_calendar_stands_beside_where_it_is_usual(on: date, language: str, said: str) -> None:
    assert in_her_calendar(on, language) == said
