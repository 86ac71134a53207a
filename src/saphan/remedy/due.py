"""Due dates in working days: Saturday and Sunday do not count. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from saphan.release.thresholds import DEFAULT, Thresholds

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DueDates:
    """By when a partner acknowledges, and by when it has a plan."""

    acknowledge_by: date
    plan_by: date


def add_working_days(day: date, number: int) -> date:
    """The day that is `number` working days later; from a Friday, one working day later is Monday."""
    while number > 0:
        day += timedelta(days=1)
        number -= day.weekday() < SATURDAY
    return day


def due_dates(disclosed_on: date, thresholds: Thresholds = DEFAULT) -> DueDates:
    """Source: domain model §5; 3 working days to acknowledge, 10 to plan."""
    return DueDates(
        acknowledge_by=add_working_days(disclosed_on, thresholds.partner_acknowledges_working_days),
        plan_by=add_working_days(disclosed_on, thresholds.partner_plans_working_days),
    )
