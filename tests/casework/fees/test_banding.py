"""Given an amount, the figures hear a band of dollars and never the amount."""

from datetime import date
from decimal import Decimal

import pytest

from saphan.casework.fees.banding import NO_RATE, band

ON = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("amount", "currency", "told"),
    [
        (None, "USD", ""),
        (Decimal(0), "THB", "0"),
        (Decimal("0.5"), "USD", "1-99"),
        (Decimal("99.99"), "USD", "1-99"),
        (Decimal(100), "USD", "100-249"),
        (Decimal("2499.99"), "USD", "1000-2499"),
        (Decimal(2500), "USD", "2500+"),
        (Decimal(18000), "THB", "500-999"),
    ],
)
def test_an_amount_is_a_band(amount: Decimal | None, currency: str, told: str) -> None:
    assert band(amount, currency, ON) == told


def test_what_nobody_knows_the_worth_of_is_said_to_be_so() -> None:
    assert band(Decimal(100), "THB", date(1995, 1, 1)) == NO_RATE
