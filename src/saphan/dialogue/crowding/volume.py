"""How much people were asked, where and when: each sub-room that asks says so, and the monitor adds up."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions to one workplace, or in one corridor ("MM-TH"), from its first day to its last."""

    organisation_id: UUID | None
    corridor: str
    first: date
    last: date
    questions: int


Asks = Callable[[date], Iterable[Asked]]
"""What was asked on this day or later. Called inside `acting_as(System(...))`."""

_known: list[Asks] = []


def tells_what_was_asked(asks: Asks) -> None:
    """Register one way of asking; the same one twice is one."""
    if asks not in _known:
        _known.append(asks)


def asked_since(day: date) -> list[Asked]:
    return [one for asks in _known for one in asks(day)]


def by_month(spans: Sequence[Asked], months: Sequence[date], organisation_id: UUID, country: str) -> tuple[int, ...]:
    """Questions in each month that reached this workplace: its own, and those of corridors that end in its country.

    months: first days, the oldest first. A span counts in each month that it touches.
    """
    reaching = [one for one in spans if _reaches(one, organisation_id, country)]
    ends = [*months[1:], _next(months[-1])]
    return tuple(
        sum(one.questions for one in reaching if one.first < end and one.last >= begin)
        for begin, end in zip(months, ends, strict=True)
    )


def _reaches(one: Asked, organisation_id: UUID, country: str) -> bool:
    if one.organisation_id is not None:
        return one.organisation_id == organisation_id
    return bool(country) and one.corridor[3:] == country


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)
