"""What a round table must have before it counts as one, and before what was agreed may be public. Pure.

Several organisations, and somebody whom workers chose. Otherwise it is a meeting among companies, which is engagement
and not dialogue. Source: domain model §7 (UNGP 31, dialogue) and §8.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

Side = Literal["company", "workers"]
COMPANIES_LEAST: Final = 2
CHOSEN: Final = ("elected", "union", "mandate")
"""How workers chose who sits for them: a vote there, a union of theirs, a mandate that a desk has checked."""
SAID_YES: Final = ("meeting", "writing", "call")
"""How those who sit for workers said their yes, where they do not sign in."""


@dataclass(frozen=True, slots=True)
class SeatNow:
    """taken: it comes, or came. agreed: it said yes to the very words that are to be public."""

    side: Side
    taken: bool
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class TableNow:
    """promises: what was agreed, each with a day and a seat that owes it."""

    meets_on: date | None
    seats: tuple[SeatNow, ...]
    has_summary: bool = False
    promises: int = 0


def lacks_to_be_held(table: TableNow, today: date) -> tuple[str, ...]:
    """Codes of what is missing before one may say that it was held, in the order in which it is mended."""
    return tuple(_to_be_held(table, today))


def lacks_to_be_public(table: TableNow, today: date) -> tuple[str, ...]:
    """Codes of what is missing before its summary may be read by everybody."""
    return tuple(_to_be_public(table, today))


def _to_be_held(table: TableNow, today: date) -> Iterator[str]:
    taken = [seat.side for seat in table.seats if seat.taken]
    if taken.count("company") < COMPANIES_LEAST:
        yield "companies"
    if "workers" not in taken:
        yield "workers"
    if table.meets_on is None:
        yield "day"
    elif table.meets_on > today:
        yield "too_early"


def _to_be_public(table: TableNow, today: date) -> Iterator[str]:
    yield from _to_be_held(table, today)
    if not table.has_summary:
        yield "summary"
    if table.promises == 0:
        yield "promises"
    if not all(seat.agreed for seat in table.seats if seat.taken):
        yield "yes"
