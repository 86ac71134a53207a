"""Other money than a rule's, at the rate of the year, and to her good: nobody is warned because of a rate."""

from datetime import date
from decimal import Decimal

from saphan.standards.rates import DOLLAR, rate

OFF = Decimal("0.9")
"""The average of a year may be a tenth off on a day."""


def convert(amount: Decimal, currency: str, wanted: str, on: date) -> Decimal | None:
    """A little less than it is worth; None where no rate is known."""
    per_dollar = [Decimal(1) if each == DOLLAR else _per_dollar(each, on) for each in (currency, wanted)]
    if per_dollar[0] is None or per_dollar[1] is None:
        return None
    return amount / per_dollar[0] * per_dollar[1] * OFF


def _per_dollar(currency: str, on: date) -> Decimal | None:
    known = rate(currency, on)
    return known.per_dollar if known else None
