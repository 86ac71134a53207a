"""When she may be rung: parts of the day in her desk's time zone. Pure."""

from collections.abc import Sequence
from datetime import datetime

PARTS: dict[str, tuple[int, int]] = {  # code → first hour, hour after the last
    "morning": (6, 11),
    "midday": (11, 14),
    "afternoon": (14, 18),
    "evening": (18, 22),
    "night": (22, 6),
}


def part_of(hour: int) -> str:
    """The part of the day of an hour from 0 to 23."""
    return next((code for code, (first, after) in PARTS.items() if first <= hour < after), "night")


def both_allow(times: Sequence[str], others: Sequence[str]) -> list[str]:
    """The times of one worker whom we knew as two: those that both name; where there are none, what either named."""
    return [time for time in times if time in others] or list(times) or list(others)


def is_safe(codes: Sequence[str], local: datetime) -> bool:
    """True when she named the part of the day that it is now. No time named: no time is safe."""
    return part_of(local.hour) in codes
