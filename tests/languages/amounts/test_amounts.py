"""An amount of money as somebody types it."""

from decimal import Decimal

import pytest

from saphan.languages.amounts.reading import NOT_READ, Amount, read_amount


@pytest.mark.parametrize(
    ("typed", "language", "country", "value", "currency"),
    [
        ("၁ သိန်း", "my", "MM", "100000", "MMK"),
        ("၁ သိန်း ၅ သောင်း ကျပ်", "my", "TH", "150000", "MMK"),
        ("သိန်း ၂၀ ကျပ်", "my", "TH", "2000000", "MMK"),
        ("ငါးထောင်ဘတ်", "my", "TH", "5000", "THB"),
        ("5 lakh", "en", "NP", "500000", "NPR"),
        ("५ लाख", "ne", "NP", "500000", "NPR"),
        ("rs 5 lakh", "ne", "MY", "500000", "NPR"),
        ("2 हज़ार रुपये", "hi", "IN", "2000", "INR"),
        ("1,50,000", "en", "IN", "150000", "INR"),
        ("৫০ হাজার টাকা", "bn", "MY", "50000", "BDT"),
        ("1.5 juta", "id", "ID", "1500000", "IDR"),
        ("1,5 jt", "id", "ID", "1500000", "IDR"),
        ("Rp 1.500.000", "id", "MY", "1500000", "IDR"),
        ("RM 1,200.50", "ms", "MY", "1200.50", "MYR"),
        ("seratus dua puluh ringgit", "ms", "MY", "120", "MYR"),
        ("25 พัน", "th", "TH", "25000", "THB"),
        ("๑๒,๐๐๐ บาท", "th", "TH", "12000", "THB"),
        ("สามพันห้าร้อยบาท", "th", "TH", "3500", "THB"),
        ("5 triệu 500 nghìn", "vi", "VN", "5500000", "VND"),
        ("5tr", "vi", "VN", "5000000", "VND"),
        ("20.000đ", "vi", "TW", "20000", "VND"),
        ("៥ ម៉ឺនរៀល", "km", "TH", "50000", "KHR"),
        ("3 ລ້ານກີບ", "lo", "TH", "3000000", "LAK"),
        ("limang libo", "tl", "PH", "5000", "PHP"),
        ("two hundred thousand", "en", "TH", "200000", "THB"),
        ("they owe me 3 months, 5000 baht", "en", "TH", "5000", "THB"),
        ("500 dollars", "en", "SG", "500", "SGD"),
        ("1 500 000", "en", "MM", "1500000", "MMK"),
        ("12.345.678,90", "id", "ID", "12345678.90", "IDR"),
        ("၁\u200bသိန်း", "my", "MM", "100000", "MMK"),  # a space of no width, as phones put them
        ("ဆယ့်ငါးသိန်း", "my", "MM", "1500000", "MMK"),
        ("ငါးထောင့်ငါးရာ", "my", "MM", "5500", "MMK"),
        ("ยี่สิบเอ็ดบาท", "th", "TH", "21", "THB"),
        ("mười lăm triệu", "vi", "VN", "15000000", "VND"),
        ("sebelas ribu", "ms", "MY", "11000", "MYR"),
        ("fifteen thousand?", "en", "TH", "15000", "THB"),
        ("one lakh twenty thousand", "en", "IN", "120000", "INR"),
        ("twenty-five baht", "en", "TH", "25", "THB"),
        ("500 dollars", "tl", "HK", "500", "HKD"),
        ("1,200 riyal", "ne", "QA", "1200", "QAR"),
        ("500 aed", "hi", "AE", "500", "AED"),
        ("rm 1200 sebulan", "ms", "MY", "1200", "MYR"),
    ],
)
def test_an_amount_is_read(typed: str, language: str, country: str, value: str, currency: str) -> None:
    reading = read_amount(typed, language, country)
    assert reading.said == Amount(Decimal(value), currency)
    assert not reading.ask


@pytest.mark.parametrize(
    ("typed", "language", "country", "currencies"),
    [
        ("၁ သိန်း", "my", "TH", ["THB", "MMK"]),  # paid in baht, or sent home
        ("500 rupees", "ne", "IN", ["INR", "NPR"]),
        ("$500", "en", "TH", ["USD", "SGD"]),
        ("5 lakh", "ne", None, ["NPR"]),
        ("500 rupees", "ne", None, ["NPR", "INR"]),
        ("12 hours", "en", "TH", ["THB"]),  # no money is named, and something else is
        ("၅ သိန်းလောက်", "my", "MM", ["MMK"]),
        ("50 สตางค์", "th", "TH", ["THB"]),
    ],
)
def test_where_the_money_is_not_clear_it_is_asked(
    typed: str, language: str, country: str | None, currencies: list[str]
) -> None:
    reading = read_amount(typed, language, country)
    assert reading.ask
    assert [each.currency for each in reading.among] == currencies


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("", "en"),
        ("my boss", "en"),
        ("1.500", "en"),
        ("1,500", "vi"),
        ("1.2.3,4,5", "en"),
        ("10-15 baht", "en"),
        ("-5 baht", "en"),
        ("0", "en"),
        ("half a million", "en"),
        ("สองหมื่นห้า", "th"),
        ("2 thousand million", "en"),
        ("300 baht 400 baht", "en"),
        ("9" * 200, "en"),
        # a number in words of which one is not known
        ("पच्चीस हजार", "ne"),
        ("ढाई लाख", "hi"),
        ("পঁচিশ হাজার", "bn"),
        ("lima belas ringgit", "ms"),
        ("dalawampung libo", "tl"),
        ("isang daan at limampu", "tl"),
        ("ห้าสิบสตางค์", "th"),
        ("3 months, umpteen baht", "en"),
        ("tám triệu năm trăm", "vi"),  # eight and a half million to most
        ("1.5", "id"),
        ("0812345678", "th"),
    ],
)
def test_what_two_people_would_read_differently_is_asked(typed: str, language: str) -> None:
    assert read_amount(typed, language, "TH") == NOT_READ
