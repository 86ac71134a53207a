"""What somebody of a desk has in her hands: each room says it in AppConfig.ready(), so that it can be handed over."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.utils.functional import Promise

from saphan.store.callers import Staff, System

By = Staff | System
Count = Callable[[UUID], int]
HandOver = Callable[[UUID, UUID | None, By], None]


@dataclass(frozen=True, slots=True)
class Holding:
    """label: what it is. stays: what becomes of it without a colleague, or anyway when nobody has to take it over."""

    label: str | Promise
    stays: str | Promise
    count: Count
    hand_over: HandOver | None = None


@dataclass(frozen=True, slots=True)
class Held:
    label: str
    stays: str
    number: int
    goes_over: bool


_holdings: dict[str, Holding] = {}


def hold(holdings: Mapping[str, Holding]) -> None:
    """By `room.what`. `count(staff_id)` and `hand_over(staff_id, to, by)` run inside the caller's `acting_as`."""
    _holdings.update(holdings)


def held_by(staff_id: UUID) -> tuple[Held, ...]:
    """Everything that she holds now. Call inside `acting_as` of somebody of her desk."""
    found = ((holding, holding.count(staff_id)) for holding in _holdings.values())
    return tuple(
        Held(str(holding.label), str(holding.stays), number, holding.hand_over is not None)
        for holding, number in found
        if number
    )


def hand_over_all(staff_id: UUID, to: UUID | None, by: By) -> int:
    """Give all of it to a colleague, or to nobody where that may be; returns how many things changed hands."""
    number = 0
    for holding in _holdings.values():
        if holding.hand_over is not None:
            number += holding.count(staff_id)
            holding.hand_over(staff_id, to, by)
    return number
