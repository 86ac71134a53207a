"""When it happened, as she types it: a day, a month or a year, in her calendar and her digits."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID
from zoneinfo import ZoneInfo

from saphan.languages.calendars.dates import LONGEST, Said, read_day
from saphan.network import selectors as network
from saphan.store import clock
from saphan.voice.pages.visits import WorkerRequest


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that she may have meant."""

    code: str
    first: date
    last: date
    precision: str


@dataclass(frozen=True, slots=True)
class DayTyped:
    """kept: the day and her own words, to be sealed. choices: when it is not clear which day she means."""

    typed: str = field(default="", repr=False)
    kept: str = field(default="", repr=False)
    choices: tuple[Choice, ...] = ()


def day_typed(request: WorkerRequest, desk_id: UUID) -> DayTyped:
    """What she wrote, and where she was asked, what she chose: one of the days, or none of them."""
    typed = request.POST.get("when", "").strip()[:LONGEST]
    if not typed:
        return DayTyped()
    here = clock.now().astimezone(ZoneInfo(network.desk(desk_id).time_zone)).date()
    reading = read_day(typed, request.language, here)
    chosen = request.POST.get("day", "")
    said = reading.said or next((each for each in reading.among if _code(each) == chosen), None)
    if said:
        return DayTyped(typed, f"{_code(said)} ({typed})")
    if chosen or not reading.among:
        return DayTyped(typed, typed)
    return DayTyped(typed, choices=tuple(_choice(each) for each in reading.among))


def _choice(said: Said) -> Choice:
    return Choice(_code(said), said.first, said.last, said.precision)


def _code(said: Said) -> str:
    """`2026-03-12`, or from a day to a day."""
    return f"{said.first}" if said.precision == "day" else f"{said.first} – {said.last}"
