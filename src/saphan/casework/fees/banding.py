"""An amount as a band of dollars, for figures: never the amount itself. Pure."""

from bisect import bisect_right
from datetime import date
from decimal import Decimal

from saphan.standards.rates import to_usd

STARTS = (1, 100, 250, 500, 1000, 2500)  # US dollars
NO_RATE = "no_rate"


def band(amount: Decimal | None, currency: str, on: date) -> str:
    """`0`, `1-99`, `100-249` … `2500+`; "" where nobody said how much, `no_rate` where its worth is not known."""
    if amount is None:
        return ""
    dollars = to_usd(amount, currency, on)
    if dollars is None:
        return NO_RATE
    if amount == 0:
        return "0"
    at = max(bisect_right(STARTS, dollars), 1)
    return f"{STARTS[at - 1]}-{STARTS[at] - 1}" if at < len(STARTS) else f"{STARTS[-1]}+"
