"""Which company let the day of an answer to workers pass: until it answers, nobody is asked anything for it.

A promise whose day has not passed is not broken, so whoever has one running may be asked for a second. What was
promised differs by sub-room, so each says how its own promises are told.
"""

from collections.abc import Callable
from datetime import date
from uuid import UUID

Tells = Callable[[UUID, date], bool]
"""organisation, today → whether it owes. Called inside `acting_as(System(...))`."""

_known: list[Tells] = []


def tells_who_owes(tells: Tells) -> None:
    """Register how the promises of one sub-room are told; the same one twice is one."""
    if tells not in _known:
        _known.append(tells)


def owes_an_answer(organisation_id: UUID | None, today: date) -> bool:
    """Call inside `acting_as(System(...))`: what other desks were promised counts too."""
    return organisation_id is not None and any(tells(organisation_id, today) for tells in _known)
