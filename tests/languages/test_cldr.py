"""Given CLDR, days, lists, numbers and money are written as each language writes them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from saphan.languages import cldr
from saphan.languages.catalogue import worker_languages
from saphan.languages.writing import own_digits

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "2 March 2026"),
        ("my", "၂၀၂၆ မတ် ၂"),
        ("th", "2 มีนาคม ค.ศ. 2026"),
        ("km", "២ មីនា ២០២៦"),
        ("lo", "2 ມີນາ 2026"),
        ("vi", "2 tháng 3, 2026"),
        ("ms", "2 Mac 2026"),
        ("id", "2 Maret 2026"),
        ("ne", "२०२६ मार्च २"),
        ("bn", "২ মার্চ, ২০২৬"),
        ("hi", "2 मार्च 2026"),
        ("tl", "Marso 2, 2026"),
        ("xx", "2 March 2026"),
    ],
)
def test_a_day(language: str, written: str) -> None:
    assert cldr.day_and_year(DAY, language) == written


@pytest.mark.parametrize(
    ("form", "english", "burmese"),
    [
        (cldr.day, "2 March", "မတ် ၂"),
        (cldr.short_day, "2 Mar", "မတ် ၂"),
        (cldr.short_day_and_year, "2 Mar 2026", "၂၀၂၆ မတ် ၂"),
        (cldr.month, "March 2026", "၂၀၂၆ မတ်"),
        (cldr.short_month, "Mar 2026", "၂၀၂၆ မတ်"),
        (cldr.weekday, "Monday", "တနင်္လာ"),
        (cldr.short_weekday, "Mon", "တနင်္လာ"),
    ],
)
def test_parts_of_a_day(form: object, english: str, burmese: str) -> None:
    assert callable(form)
    assert (form(DAY, "en"), form(datetime(2026, 3, 2, 18, 0), "my")) == (english, burmese)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "a, b and c"),
        ("my", "a - bနှင့် c"),
        ("ne", "a, b र c"),
        ("th", "a b และc"),
        ("vi", "a, b và c"),
        ("id", "a, b, dan c"),
    ],
)
def test_a_list(language: str, written: str) -> None:
    assert cldr.listed("abc", language) == written
    assert (cldr.listed([], language), cldr.listed(["a"], language)) == ("", "a")


def test_numbers_and_money() -> None:
    assert [cldr.number(1234567, code) for code in ("en", "vi", "hi", "bn")] == [
        *("1,234,567", "1.234.567", "12,34,567", "১২,৩৪,৫৬৭")
    ]
    assert cldr.money(Decimal("1200.00"), "THB", "en") == "1,200 THB"
    assert cldr.money(Decimal("1200.50"), "MMK", "my") == "၁,၂၀၀.၅၀ MMK"


def test_names_of_languages_are_those_of_the_reader() -> None:
    assert [cldr.language_name("my", code) for code in ("en", "th")] == ["Burmese", "พม่า"]
    assert cldr.language_name("kxm", "th") == "Northern Khmer", "no name in CLDR: that of our table"
    assert cldr.language_name("zz-9", "en") == "zz-9"


@pytest.mark.parametrize("language", [one.code for one in worker_languages()])
def test_every_language_of_the_table_has_forms_of_its_own(language: str) -> None:
    assert language == "en" or cldr.locale(language) != cldr.locale("en")
    assert all(digit.isdigit() for digit in own_digits("0123456789", language))


def test_a_day_to_come_is_named_so_that_no_other_is_meant() -> None:
    monday = date(2026, 3, 9)
    assert cldr.coming_day(monday, DAY.replace(day=3), "en") == "Monday"
    assert cldr.coming_day(monday, DAY, "en") == "Monday 9 March"
    assert cldr.coming_day(monday, DAY, "my") == "တနင်္လာ မတ် ၉"
