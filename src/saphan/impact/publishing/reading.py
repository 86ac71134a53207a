"""What of the indicators was let out: the one place from which pages, downloads and interfaces read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Figure:
    """One number that was let out.

    indicator: its id in the catalogue. code: of what it is kept apart by, as a language; "" for all together.
    period: of what began in a year ("2026") or in a quarter of it ("2026-Q3"); "" for all until now.
    value: a share from 0 to 1, a number, or the median of days; None where too few stand behind it.
    n: how many it rests on, in fives. low, high: 95 %, widened by what the rounding may hide; None for counts.
    """

    indicator: str
    code: str
    period: str
    value: float | None
    n: int | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """All that stands since one day. month: the first of the last month that is counted. version: from 1, over all."""

    month: date
    made_on: date
    version: int
    figures: Mapping[tuple[str, str, str], Figure]

    def figure(self, indicator: str, code: str = "", period: str = "") -> Figure:
        """One that was never let out has no value."""
        return self.figures.get((indicator, code, period), Figure(indicator, code, period, None, None))

    def by_code(self, indicator: str, period: str = "") -> tuple[Figure, ...]:
        """Those that are kept apart, the largest first; those that are not shown last."""
        kept = (one for key, one in self.figures.items() if key[0] == indicator and key[1] and key[2] == period)
        return tuple(sorted(kept, key=lambda one: (one.value is None, -(one.value or 0), one.code)))

    def over_time(self, indicator: str, code: str = "") -> tuple[Figure, ...]:
        """Quarters, the oldest first."""
        kept = (one for key, one in self.figures.items() if key[:2] == (indicator, code) and "-Q" in key[2])
        return tuple(sorted(kept, key=lambda one: one.period))


def newest() -> Edition | None:
    """None when nothing was let out yet."""
    return None


def editions() -> tuple[Edition, ...]:
    """Every version that ever stood, the newest first."""
    return ()
