"""One fee as it was seen, checked before it is written. Pure.

Four amounts stand apart, because receipts lie: what the worker says, what a receipt says, what the law allows at most,
and what the employer says that it paid. Source: domain model §6.
"""

import re
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Final
from uuid import UUID

from saphan.casework.refusals import DoesNotFit
from saphan.casework.statement import PROOFS, STAGES
from saphan.standards.fee_lines import LINES
from saphan.standards.rates import CURRENCIES

SOURCES: Final = ("offer", "review", "concern", "import")
ASKED: Final = "offer"  # what was asked of her; nobody has paid it yet
PAYERS: Final = ("worker", "family", "loan", "deducted", "recruiter", "employer")
AMOUNTS: Final = ("worker", "receipt", "cap", "employer")
MOST: Final = Decimal(10) ** 11  # no amount of any currency here is as high


@dataclass(frozen=True, slots=True)
class FeeSeen:
    """What was paid or asked, of one line, by one person, for one job.

    origin, destination: ISO 3166-1 alpha-2. paid_on: any day of the month in which it was paid, or asked. payer: out of
    whose pocket it came. Amounts are in `currency`; None: nobody said. 0 is an amount: she paid nothing. person: a
    random id that joins the lines which one person paid; without it, each is somebody's own.
    """

    desk_id: UUID
    source: str
    origin: str
    destination: str
    paid_on: date
    currency: str
    organisation_id: UUID | None = None
    sector: str = ""
    stage: str = "origin"
    line: str = "all"
    payer: str = "worker"
    worker: Decimal | None = None
    receipt: Decimal | None = None
    cap: Decimal | None = None
    employer: Decimal | None = None
    proof: str = ""
    conversation_id: UUID | None = None
    person: UUID | None = None

    @property
    def corridor(self) -> str:
        return f"{self.origin}-{self.destination}"


def check(seen: FeeSeen, today: date) -> None:
    """Raises DoesNotFit; the way out names the field."""
    for name, known in _KNOWN.items():
        if getattr(seen, name) not in known:
            raise DoesNotFit(name)
    for name in ("origin", "destination"):
        if not re.fullmatch("[A-Z]{2}", getattr(seen, name)):
            raise DoesNotFit(name)
    if not re.fullmatch("[a-z_]{0,40}", seen.sector):
        raise DoesNotFit("sector")
    if not date(1990, 1, 1) <= seen.paid_on <= today:
        raise DoesNotFit("paid_on")
    _check_amounts(seen)


def _check_amounts(seen: FeeSeen) -> None:
    amounts = {name: getattr(seen, name) for name in AMOUNTS}
    for name, amount in amounts.items():
        if amount is not None and not (amount.is_finite() and 0 <= amount < MOST):
            raise DoesNotFit(name)
    if all(amount is None for amount in amounts.values()):
        raise DoesNotFit("worker")


_KNOWN: Final = {
    "source": SOURCES,
    "stage": STAGES,
    "line": LINES,
    "payer": PAYERS,
    "currency": CURRENCIES,
    "proof": ("", *PROOFS),
}
COLUMNS: Final = tuple(each.name for each in fields(FeeSeen))
