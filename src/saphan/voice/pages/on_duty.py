"""Who of the desk is there now, said honestly, in the desk's own time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from saphan.languages import cldr
from saphan.network import selectors as network
from saphan.network.frozen import open_desks_beside
from saphan.store import clock


@dataclass(frozen=True, slots=True)
class DeskNow:
    """Local times, without a zone. name: "" when nobody is on duty. next_on: the day of next_at, in her words.

    frozen: nobody of it can read now, or answer; another: whether a desk that can is there; pool_hears: whether
    somebody of its pool is told when she is in danger.
    """

    desk: str
    name: str
    until: datetime | None
    next_at: datetime | None
    emergency: str
    frozen: bool = False
    another: bool = False
    pool_hears: bool = False
    next_on: str = ""


def desk_now(desk_id: UUID, language: str) -> DeskNow:
    """What a worker's page says about the desk at this moment."""
    card = network.desk(desk_id)
    emergency = network.emergency_words(desk_id, language)
    if card.is_frozen:
        hears = any(network.lead_ids(other) for other in open_desks_beside(desk_id))
        return DeskNow(card.name, "", None, None, emergency, True, _is_another_open(), hears)
    zone, now = ZoneInfo(card.time_zone), clock.now()
    duty = network.on_duty(desk_id, now)
    next_at = _local(duty.next_at, zone)
    return DeskNow(
        desk=card.name,
        name=duty.name,
        until=_local(duty.until, zone),
        next_at=next_at,
        emergency=emergency,
        next_on=cldr.coming_day(next_at.date(), now.astimezone(zone).date(), language) if next_at else "",
    )


def _local(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return moment.astimezone(zone).replace(tzinfo=None) if moment else None


def _is_another_open() -> bool:
    return not network.desk(network.first_desk_id()).is_frozen
