"""Fee observations as they are counted: codes and amounts, without a story."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from saphan.casework.fees.models import FeeObservation
from saphan.casework.policies import may_work_with_stories, require
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, Staff


@dataclass(frozen=True, slots=True)
class FeeKept:
    """One that counts. The four amounts are in `currency`; None: nobody said."""

    person: UUID
    source: str
    organisation_id: UUID | None
    line: str
    payer: str
    paid_on: date
    recorded_on: date
    currency: str
    worker: Decimal | None
    receipt: Decimal | None
    cap: Decimal | None
    employer: Decimal | None


@dataclass(frozen=True, slots=True)
class FeeTold:
    """One of a story, for the desk. counted: it was not withdrawn."""

    id: UUID
    fee: FeeKept
    counted: bool


COLUMNS = tuple(FeeKept.__slots__)


def fees_on(origin: str, destination: str) -> tuple[FeeKept, ...]:
    """All that count on one corridor, of every desk, oldest first."""
    with acting_as(Counting()):
        rows = FeeObservation.objects.filter(origin=origin, destination=destination, withdrawn_on=None)
        return tuple(FeeKept(*row) for row in rows.order_by("recorded_on", "id").values_list(*COLUMNS))


def fees_told(by: Staff, conversation_id: UUID) -> tuple[FeeTold, ...]:
    """Those of one story, newest first, also withdrawn ones. Raises NotAllowed."""
    with acting_as(by):
        require(may_work_with_stories(by))
        rows = FeeObservation.objects.filter(conversation_id=conversation_id, desk_id=by.desk_id)
        ordered = rows.order_by("-recorded_on", "id").values_list("id", "withdrawn_on", *COLUMNS)
        return tuple(FeeTold(row[0], FeeKept(*row[2:]), row[1] is None) for row in ordered)
