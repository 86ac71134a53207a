"""An offer as a job seeker tells it: every part may be missing. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

from saphan.standards.corridors import CODES, DAYS_A_MONTH

MONTH, DAY = "month", "day"
WEEKS_A_MONTH = Decimal(52) / 12
DAYS_A_WEEK = 6  # with one day of rest


@dataclass(frozen=True, slots=True)
class Offer:
    """charge: all that she must pay, in `currency`. pay: in `pay_currency`, for each `pay_per`. Codes: see CODES."""

    province: str = ""
    who: str = ""
    licence: str = ""
    job: str = ""
    pay: Decimal | None = None
    pay_currency: str = ""
    pay_per: str = MONTH
    hours_a_day: Decimal | None = None
    days_a_week: Decimal | None = None
    charge: Decimal | None = None
    currency: str = ""
    charged_to: str = ""
    charged_for: str = ""
    charged_when: str = ""
    contract: str = ""
    passport: str = ""
    visa: str = ""
    way: str = ""

    @property
    def hours_a_week(self) -> Decimal | None:
        if self.hours_a_day is None or self.days_a_week is None:
            return None
        return self.hours_a_day * self.days_a_week

    def pay_for(self, per: str) -> Decimal | None:
        """Her pay for a month or a day, with the days a week that she was told, else with one day of rest."""
        if self.pay is None or self.pay_per == per:
            return self.pay
        return self.pay * self._days_a_month if per == MONTH else self.pay / self._days_a_month

    @property
    def _days_a_month(self) -> Decimal:
        """As the law counts, where she has one day of rest or did not say."""
        if not self.days_a_week or self.days_a_week == DAYS_A_WEEK:
            return Decimal(DAYS_A_MONTH)
        return self.days_a_week * WEEKS_A_MONTH


NUMBERS = ("pay", "hours_a_day", "days_a_week", "charge")
TEXTS = ("province", "pay_currency", "pay_per", "currency")


def offer_of(given: Mapping[str, Any]) -> Offer:
    """From plain answers. What is in no vocabulary is left out: a page's form may send anything."""
    known: dict[str, Any] = {}
    for each in fields(Offer):
        value = given.get(each.name)
        if value in (None, ""):
            continue
        if each.name in NUMBERS:
            known[each.name] = Decimal(str(value))
        elif each.name in TEXTS or str(value) in CODES[each.name]:
            known[each.name] = str(value)
    return Offer(**known)
