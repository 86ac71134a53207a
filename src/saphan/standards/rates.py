"""What a currency was worth, by year, each rate with its source. Pure.

The numbers stand in data/rates.toml. A year that is not there takes the nearest one before it, at most `STALE` years
older, and says so; what is older still is not turned into dollars at all.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

FILE: Final = Path(__file__).parent / "data" / "rates.toml"
STALE: Final = 3  # years
CENT: Final = Decimal("0.01")
DOLLAR: Final = "USD"
CURRENCIES: Final = ("USD", "THB", "MYR", "MMK", "KHR", "NPR", "BDT", "INR", "VND", "PHP", "IDR")
MONEY_OF: Final = {
    "TH": "THB",
    "MY": "MYR",
    "MM": "MMK",
    "KH": "KHR",
    "NP": "NPR",
    "BD": "BDT",
    "IN": "INR",
    "VN": "VND",
    "PH": "PHP",
    "ID": "IDR",
}


@dataclass(frozen=True, slots=True)
class Source:
    title: str
    publisher: str
    address: str


@dataclass(frozen=True, slots=True)
class Rate:
    """Units of `currency` for one dollar, the average of `year`. confidence: "read", "derived" or "recalled"."""

    currency: str
    year: int
    per_dollar: Decimal
    confidence: str
    source: Source


def rate(currency: str, on: date) -> Rate | None:
    """The rate of that year, or of the nearest one before it; None where there is none, or only a stale one."""
    known = [each for each in _rates().get(currency, ()) if on.year - STALE <= each.year <= on.year]
    return max(known, key=lambda each: each.year, default=None)


def to_usd(amount: Decimal, currency: str, on: date) -> Decimal | None:
    """Dollars, to the cent; None where no rate is known. Kyat at what people paid for dollars, not as banks say."""
    if currency == DOLLAR:
        return amount.quantize(CENT)
    found = rate(currency, on)
    return (amount / found.per_dollar).quantize(CENT) if found else None


def from_usd(dollars: Decimal, currency: str, on: date) -> Decimal | None:
    """The other way round, in whole units."""
    if currency == DOLLAR:
        return dollars.quantize(Decimal(1))
    found = rate(currency, on)
    return (dollars * found.per_dollar).quantize(Decimal(1)) if found else None


def official_kyat(on: date) -> Rate | None:
    """Beside the market's: the rate that a bank would have named."""
    return rate("MMK_OFFICIAL", on)


@cache
def _rates() -> dict[str, tuple[Rate, ...]]:
    content: dict[str, Any] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    sources = {code: Source(**row) for code, row in content["sources"].items()}
    return {
        code: tuple(_read(code, row, sources) for row in currency["years"])
        for code, currency in content["currencies"].items()
    }


def _read(code: str, row: dict[str, Any], sources: dict[str, Source]) -> Rate:
    return Rate(code, row["year"], Decimal(row["rate"]), row["confidence"], sources[row["source"]])
