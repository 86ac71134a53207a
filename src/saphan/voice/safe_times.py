"""When she may be rung: parts of the day by her own clock, or her desk's where she named none. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

PARTS: dict[str, tuple[int, int]] = {  # code → first hour, hour after the last
    "morning": (6, 11),
    "midday": (11, 14),
    "afternoon": (14, 18),
    "evening": (18, 22),
    "night": (22, 6),
}


CLOCKS: tuple[int, ...] = (0, 60, 120, 180, 240, 270, 300, 330, 345, 360, 390, 420, 480, 540, 600, 720)
"""Minutes ahead of UTC of the places between which people migrate here: Europe, the Gulf, Asia, the Pacific."""


def zone_of(clock: int | None, desk: str) -> tzinfo:
    """Hers, else that of the desk (an IANA name)."""
    return ZoneInfo(desk) if clock is None else timezone(timedelta(minutes=clock))


def part_of(hour: int) -> str:
    """The part of the day of an hour from 0 to 23."""
    return next((code for code, (first, after) in PARTS.items() if first <= hour < after), "night")


def both_allow(times: Sequence[str], others: Sequence[str]) -> list[str]:
    """The times of one worker whom we knew as two: those that both name; where there are none, what either named."""
    return [time for time in times if time in others] or list(times) or list(others)


def is_safe(codes: Sequence[str], local: datetime) -> bool:
    """True when she named the part of the day that it is now. No time named: no time is safe."""
    return part_of(local.hour) in codes
