"""What was promised beside what the contract says, part by part. Pure."""

from dataclasses import dataclass
from decimal import Decimal

from saphan.empowerment.offers.offer import MONTH, Offer

WORSE, SAME, BETTER, UNKNOWN = "worse", "same", "better", "unknown"
MORE_IS_WORSE = {"hours", "charge"}


@dataclass(frozen=True, slots=True)
class Compared:
    """One part: job, pay, hours or charge. how: worse, same, better; unknown where one side is missing."""

    part: str
    how: str


def compare(promised: Offer, signed: Offer) -> tuple[Compared, ...]:
    """Money of two kinds is not compared: nobody knows which day's rate was meant."""
    return (
        Compared("job", _job(promised.job, signed.job)),
        Compared("pay", _pay(promised, signed)),
        Compared("hours", _number("hours", promised.hours_a_week, signed.hours_a_week)),
        Compared("charge", _charge(promised, signed)),
    )


def _job(promised: str, signed: str) -> str:
    if not (promised and signed):
        return UNKNOWN
    return SAME if promised == signed else WORSE


def _pay(promised: Offer, signed: Offer) -> str:
    if promised.pay_currency != signed.pay_currency:
        return UNKNOWN
    return _number("pay", promised.pay_for(MONTH), signed.pay_for(MONTH))


def _charge(promised: Offer, signed: Offer) -> str:
    free = 0 in (promised.charge, signed.charge)
    if promised.currency != signed.currency and not free:
        return UNKNOWN
    return _number("charge", promised.charge, signed.charge)


def _number(part: str, promised: Decimal | None, signed: Decimal | None) -> str:
    if promised is None or signed is None:
        return UNKNOWN
    if promised == signed:
        return SAME
    return WORSE if (signed > promised) == (part in MORE_IS_WORSE) else BETTER
