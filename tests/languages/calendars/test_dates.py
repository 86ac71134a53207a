"""A date as somebody types it."""

from datetime import date

import pytest

from saphan.languages.calendars.dates import NOT_READ, read_day

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("typed", "language", "day"),
    [
        ("๑๒ มีนาคม ๒๕๖๙", "th", date(2026, 3, 12)),
        ("12 มี.ค. 69", "th", date(2026, 3, 12)),
        ("12/3/2569", "th", date(2026, 3, 12)),
        ("12 มีนา", "th", date(2026, 3, 12)),
        ("१२ बैशाख २०८३", "ne", date(2026, 4, 25)),
        ("2083/01/15", "ne", date(2026, 4, 28)),
        ("०८३/०१/१५", "ne", date(2026, 4, 28)),
        ("5 magh", "ne", date(2026, 1, 19)),
        ("१२ मार्च २०२६", "ne", date(2026, 3, 12)),
        ("၁၃၈၂ ခုနှစ် တန်ဆောင်မုန်းလပြည့်ကျော် ၁၀ ရက်", "my", date(2020, 12, 9)),
        ("၁၃၈၅ ဒုတိယဝါဆိုလပြည့်", "my", date(2023, 8, 1)),
        ("၁၃၈၂ တန်ဆောင်မုန်းလဆန်း ၂ ရက်", "my", date(2020, 11, 16)),
        ("၁၃၈၂ တန်ဆောင်မုန်းလကွယ်", "my", date(2020, 12, 14)),
        ("၂၀၂၆ ခုနှစ် မတ်လ ၁၂ ရက်", "my", date(2026, 3, 12)),
        ("၁၂ ရက် ၃ လပိုင်း ၂၀၂၆", "my", date(2026, 3, 12)),
        ("១២ ខែមីនា ២០២៦", "km", date(2026, 3, 12)),
        ("ថ្ងៃទី 12 ខែ 3 ឆ្នាំ 2026", "km", date(2026, 3, 12)),
        ("12 ມີນາ 2026", "lo", date(2026, 3, 12)),
        ("12 ມີນາ 2569", "lo", date(2026, 3, 12)),
        ("ngày 12 tháng 3 năm 2026", "vi", date(2026, 3, 12)),
        ("12 thang 3 nam 2026", "vi", date(2026, 3, 12)),
        ("12/03/2026", "vi", date(2026, 3, 12)),
        ("12 Mac 2026", "ms", date(2026, 3, 12)),
        ("12 Maret 2026", "id", date(2026, 3, 12)),
        ("১২ মার্চ ২০২৬", "bn", date(2026, 3, 12)),
        ("12 मार्च 2026", "hi", date(2026, 3, 12)),
        ("Marso 12, 2026", "tl", date(2026, 3, 12)),
        ("March 12, 2026", "en", date(2026, 3, 12)),
        ("13/4/26", "en", date(2026, 4, 13)),
        ("2026-03-12", "en", date(2026, 3, 12)),
        ("29 feb", "en", date(2024, 2, 29)),
        ("since the 5th of May, 2026", "en", date(2026, 5, 5)),
        ("ตั้งแต่วันที่ ๕ พค ๖๙", "th", date(2026, 5, 5)),
        ("၁၂\u200bရက် မတ်လ ၂၀၂၆", "my", date(2026, 3, 12)),
        ("२०८२ असार ५ गते", "ne", date(2025, 6, 19)),
        ("ika-5 ng Mayo 2026", "tl", date(2026, 5, 5)),
        ("3hb Mac 2026", "ms", date(2026, 3, 3)),
        ("12-3", "th", date(2026, 3, 12)),
    ],
)
def test_a_day_is_read_in_her_calendar_and_digits(typed: str, language: str, day: date) -> None:
    reading = read_day(typed, language, TODAY)
    assert reading.said is not None
    assert (reading.said.first, reading.said.precision, reading.ask) == (day, "day", False)


@pytest.mark.parametrize(
    ("typed", "language", "first", "last", "precision"),
    [
        ("2083 साल बैशाख", "ne", date(2026, 4, 14), date(2026, 5, 14), "month"),
        ("มีนาคม ๒๕๖๙", "th", date(2026, 3, 1), date(2026, 3, 31), "month"),
        ("3/2026", "ms", date(2026, 3, 1), date(2026, 3, 31), "month"),
        ("2569/3", "th", date(2026, 3, 1), date(2026, 3, 31), "month"),
        ("December", "en", date(2025, 12, 1), date(2025, 12, 31), "month"),
        ("၁၃၈၂ တန်ဆောင်မုန်း", "my", date(2020, 11, 15), date(2020, 12, 14), "month"),
        ("၂၀၂၆", "my", date(2026, 1, 1), date(2026, 12, 31), "year"),
        ("พ.ศ. 2568", "th", date(2025, 1, 1), date(2025, 12, 31), "year"),
        ("2082", "ne", date(2025, 4, 14), date(2026, 4, 13), "year"),
        ("၁၃၈၆", "my", date(2024, 4, 17), date(2025, 4, 16), "year"),
    ],
)
def test_a_month_or_a_year_is_kept_as_such(typed: str, language: str, first: date, last: date, precision: str) -> None:
    said = read_day(typed, language, TODAY).said
    assert said is not None
    assert (said.first, said.last, said.precision) == (first, last, precision)


@pytest.mark.parametrize(
    ("typed", "language", "days"),
    [
        ("3/4/2026", "en", {date(2026, 4, 3), date(2026, 3, 4)}),  # some put the month first
        ("03/04/2026", "tl", {date(2026, 4, 3), date(2026, 3, 4)}),
        ("၁၃၈၅ ဝါဆိုလပြည့်", "my", {date(2023, 7, 2), date(2023, 8, 1)}),  # there were two
        ("3 बैशाख 2085", "ne", {date(2028, 4, 15)}),  # not published yet
        # what stands beside it may make it another year, or no date at all
        ("tháng 3 năm ngoái", "vi", {date(2026, 3, 1), date(2025, 3, 1)}),
        ("next march", "en", {date(2026, 3, 1), date(2025, 3, 1)}),
        ("march 2026, 3 months ago", "en", {date(2026, 3, 3)}),
        ("အမေ ၅ ရက်", "my", {date(2026, 5, 5), date(2025, 5, 5)}),  # my mother
        ("may sakit ako 5 araw", "tl", {date(2026, 5, 5), date(2025, 5, 5)}),  # I have been ill for five days
        ("वैशाख 2083 पुस्तक", "ne", {date(2026, 4, 14)}),
        # still to come
        ("1 ม.ค. 2570", "th", {date(2027, 1, 1)}),
        ("2030", "en", {date(2030, 1, 1)}),
        # of Nepal, if she is from there
        ("5 magh 2082", "en", {date(2026, 1, 19)}),
    ],
)
def test_what_may_be_two_days_is_asked(typed: str, language: str, days: set[date]) -> None:
    reading = read_day(typed, language, TODAY)
    assert reading.ask
    assert {said.first for said in reading.among} == days


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("", "en"),
        ("after the holiday", "en"),
        ("31/2/2026", "ms"),
        ("2083 march 3", "ne"),
        ("3 4 2026 2027 march", "en"),
        ("12", "en"),
        ("1200", "en"),
        ("45/45/2026", "vi"),
        ("၁၃၈၃ ပထမဝါဆို ၃", "my"),  # no watat year
        ("5 baisakh 1800", "ne"),
        ("1 march " + "x" * 80, "en"),
        ("5:30", "my"),  # times and money
        ("10.30", "th"),
        ("12,000", "th"),
        ("8,069", "th"),
        ("၂၀၀၀ ကျပ်", "my"),
        ("2500 บาท", "th"),
        ("²/3/2026", "en"),
        # parts of other words
        ("ဒီလ ၅ ရက်", "my"),  # this month
        ("စက်ရုံ ၅ ရက်", "my"),  # a factory
        ("မေးတယ် ၅", "my"),  # asked
        ("मेरो साथी ५ जना", "ne"),  # my friends
        ("পাঁচ মেয়ে 5", "bn"),  # girls
        ("3 days ago", "tl"),
        ("habis asar 4", "ms"),  # after the afternoon prayer
        ("5 माघ", "hi"),  # India's month of this name begins on another day
        ("၁၃၈၈ ဝါခေါင်လဆန်း ၁၆ ရက်", "my"),  # the moon waxes for fifteen days
    ],
)
def test_what_is_no_date_is_asked(typed: str, language: str) -> None:
    assert read_day(typed, language, TODAY) == NOT_READ
