"""What is asked for a job, beside what others are asked: an amount, a way and a month, and nobody in it."""

import hashlib
from contextlib import suppress
from uuid import UUID

from saphan.casework.fees.seen import ASKED, FeeSeen
from saphan.casework.fees.services import record_fee
from saphan.casework.refusals import DoesNotFit
from saphan.empowerment.offers.offer import Offer
from saphan.network import selectors as network
from saphan.standards.corridors import Corridor
from saphan.standards.fee_lines import ALL
from saphan.standards.rates import MONEY_OF
from saphan.store import clock
from saphan.store.callers import System

OURSELVES = System("empowerment.note_what_is_asked")
LINES = {
    "service": "service",
    "papers": "administration",
    "medical": "medical",
    "training": "training",
    "travel": "travel",
    "deposit": "bond",
    "gift": "bribe",
}


def note_what_is_asked(
    *, offer: Offer, way: Corridor, organisation_id: UUID | None, language: str, once: str
) -> UUID | None:
    """One row for one send; None where she named no sum, or money that is not known here. 0 is a sum too."""
    currency = offer.currency or MONEY_OF.get(way.origin, "")
    if offer.charge is None:
        return None
    cap = way.cap.amount if way.cap and way.cap.currency == currency else None
    seen = FeeSeen(
        desk_id=network.desk_for(language),
        source=ASKED,
        organisation_id=organisation_id,
        origin=way.origin,
        destination=way.destination,
        paid_on=clock.today(),
        currency=currency,
        line=LINES.get(offer.charged_for, ALL),
        payer="deducted" if offer.charged_when == "from_wages" else "worker",
        worker=offer.charge,
        cap=cap,
    )
    row_id = UUID(bytes=hashlib.sha256(f"offer-fee {once}".encode()).digest()[:16], version=4)
    with suppress(DoesNotFit):
        return record_fee(observation=seen, by=OURSELVES, once=row_id)
    return None
