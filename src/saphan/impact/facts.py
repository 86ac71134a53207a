"""One coded fact as the figures read it, and months. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

Coded = str | int | bool | None


@dataclass(frozen=True, slots=True)
class Said:
    """What happened to which random subject on a day."""

    on: date
    kind: str
    subject: UUID
    payload: Mapping[str, Coded]


def month_of(day: date) -> date:
    return day.replace(day=1)


def next_month(month: date) -> date:
    return month.replace(year=month.year + 1, month=1) if month.month == 12 else month.replace(month=month.month + 1)
