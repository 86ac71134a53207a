"""Of what began in a quarter, in a year, and all until now. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ALL = ""


@dataclass(frozen=True, slots=True)
class Periods:
    """quarters: every one from the first in which anything began, the oldest first. Codes as "2026-Q3" and "2026"."""

    quarters: tuple[str, ...]

    @property
    def years(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(map(year_of, self.quarters)))

    @property
    def long(self) -> tuple[str, ...]:
        """All until now, and years: for what is kept apart, where quarters would be too thin."""
        return (ALL, *self.years)

    @property
    def every(self) -> tuple[str, ...]:
        return (*self.long, *self.quarters)

    def is_first(self, period: str) -> bool:
        """Nothing began before it."""
        return period in (self.quarters[0], year_of(self.quarters[0]))

    def is_last(self, period: str) -> bool:
        """Nothing began after it so far."""
        return period in (self.quarters[-1], year_of(self.quarters[-1]))

    def within(self, period: str) -> tuple[str, ...]:
        """The next smaller ones."""
        if period == ALL:
            return self.years
        return tuple(one for one in self.quarters if year_of(one) == period) if "-" not in period else ()


def quarter_of(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def bounds(quarter: str) -> tuple[date, date]:
    """Its first day, and the first of the next."""
    year, number = quarter.split("-Q")
    begins = date(int(year), 3 * int(number) - 2, 1)
    return begins, date(begins.year + (begins.month > 9), (begins.month + 2) % 12 + 1, 1)


def year_of(quarter: str) -> str:
    return quarter.partition("-")[0]


def until(month: date, cohorts: Iterable[date]) -> Periods:
    """month: the last that is counted. cohorts: firsts of months in which something began."""
    at, quarters = min(cohorts, default=month), []
    while at <= month:
        quarters.append(quarter_of(at))
        at = date(at.year + (at.month > 9), (at.month + 2) // 3 * 3 % 12 + 1, 1)
    return Periods(tuple(quarters))
