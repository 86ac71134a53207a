"""Given an amount and a month, it is worth so many dollars of that year, with a source, or nobody says."""

from datetime import date
from decimal import Decimal

from saphan.standards.fee_lines import LINES, group_of
from saphan.standards.rates import CURRENCIES, MONEY_OF, from_usd, official_kyat, rate, to_usd

A_YEAR = date(2023, 6, 1)


def test_four_lakh_is_so_many_dollars() -> None:
    assert to_usd(Decimal(400_000), "NPR", A_YEAR) == Decimal("3027.78")
    assert from_usd(Decimal("3027.78"), "NPR", A_YEAR) == Decimal(400_000)
    assert to_usd(Decimal("12.345"), "USD", A_YEAR) == Decimal("12.34")
    assert from_usd(Decimal("12.6"), "USD", A_YEAR) == Decimal(13)


def test_a_year_without_a_rate_takes_the_one_before_it_and_no_stale_one() -> None:
    later = rate("NPR", date(2026, 2, 1))
    assert later is not None and later.year == 2024
    assert rate("NPR", date(2030, 2, 1)) is None and to_usd(Decimal(1), "NPR", date(2030, 2, 1)) is None
    assert rate("NPR", date(1999, 1, 1)) is None and from_usd(Decimal(1), "NPR", date(1999, 1, 1)) is None
    assert to_usd(Decimal(1), "XXX", A_YEAR) is None


def test_kyat_is_what_people_pay_and_the_official_rate_stands_apart() -> None:
    market, official = rate("MMK", A_YEAR), official_kyat(A_YEAR)
    assert market and official and market.per_dollar > official.per_dollar


def test_every_rate_names_its_source_and_how_sure_it_is() -> None:
    for currency in set(CURRENCIES) - {"USD"}:
        found = rate(currency, A_YEAR)
        assert found is not None and found.source.title and found.source.publisher
        assert found.confidence in {"read", "derived", "recalled"} and found.per_dollar > 0
    assert set(MONEY_OF.values()) | {"USD"} == set(CURRENCIES)


def test_every_line_has_a_group() -> None:
    assert {group_of(line) for line in LINES} == {"all", "fees", "related", "illegitimate"}
