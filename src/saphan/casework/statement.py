"""What a concern says, checked before it is written: kind × respondent × stage × period × first-hand × number. Pure."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict
from uuid import UUID

from saphan.casework.refusals import DoesNotFit, NotAConcern
from saphan.standards.concern_kinds import UnknownKind
from saphan.standards.concern_kinds import kind as kind_of

STAGES = ("origin", "transit", "arrival", "employment", "exit", "return")
PROOFS = ("payslip", "contract", "receipt", "photo", "recording", "document")


@dataclass(frozen=True, slots=True)
class Statement:
    """One worker's statement in codes. period_to None: it still goes on. proof: what she can show, or ""."""

    kind: str
    respondent_id: UUID
    stage: str
    period_from: date
    period_to: date | None = None
    first_hand: bool = True
    number_affected: int = 1
    line: str = ""
    proof: str = ""


class Changes(TypedDict, total=False):
    """What a correction may change of a statement."""

    kind: str
    respondent_id: UUID
    stage: str
    period_from: date
    period_to: date | None
    first_hand: bool
    number_affected: int
    line: str
    proof: str


def check(said: Statement, today: date) -> None:
    """Raises NotAConcern or DoesNotFit; the way out names the field."""
    _check_kind(said.kind)
    if said.stage not in STAGES:
        raise DoesNotFit("stage")
    if said.proof and said.proof not in PROOFS:
        raise DoesNotFit("proof")
    if not 1 <= said.number_affected <= 1_000_000:
        raise DoesNotFit("number_affected")
    if not said.period_from <= (said.period_to or today) <= today:
        raise DoesNotFit("period")


def month_before(day: date) -> date:
    """The first day of the month before: where most concerns begin, and what the form proposes."""
    return date(day.year - (day.month == 1), (day.month - 2) % 12 + 1, 1)


def _check_kind(code: str) -> None:
    try:
        kind = kind_of(code)
    except UnknownKind:
        raise DoesNotFit("kind") from None
    if not (kind.is_a_concern or kind.is_beside):
        raise NotAConcern
