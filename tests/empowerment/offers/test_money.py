"""Other money than a rule's is compared at a year's rate, to her good; an unknown one is not compared."""

from datetime import date
from decimal import Decimal

from saphan.empowerment.offers.money import convert
from saphan.standards.rates import rate

ON = date(2025, 6, 1)


def test_dollars_and_rupees() -> None:
    rupees = rate("NPR", ON)
    assert rupees is not None
    assert convert(Decimal(100), "USD", "NPR", ON) == 90 * rupees.per_dollar
    back = convert(rupees.per_dollar * 100, "NPR", "USD", ON)
    assert back is not None and abs(back - 90) < Decimal("0.001")


def test_money_without_a_rate_is_not_compared() -> None:
    assert convert(Decimal(100), "QAR", "NPR", ON) is None
    assert convert(Decimal(100), "NPR", "QAR", ON) is None
    assert convert(Decimal(100), "NPR", "USD", date(1990, 1, 1)) is None
