"""What of the indicators was let out: the one place from which pages, downloads and interfaces read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import QuerySet

from saphan.impact.publishing.models import PublishedEdition


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
    """All that stands since one day. month: the first of the last month that is counted. version: from 1, over all.

    corrects: why the same month has another version, as a code; "" for none. epsilon: what it took of the budget.
    """

    month: date
    made_on: date
    version: int
    figures: Mapping[tuple[str, str, str], Figure]
    corrects: str = ""
    epsilon: Decimal | None = None

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


MOST_KNOWN = 200
_known: dict[UUID, Edition] = {}
"""Read once by each process: what was let out never changes."""


def newest() -> Edition | None:
    """None when nothing was let out yet."""
    return next(iter(_read(_ids()[:1])), None)


def editions() -> tuple[Edition, ...]:
    """Every version that ever stood, the newest first."""
    return _read(_ids())


def by_month(until: date, most: int) -> tuple[Edition, ...]:
    """Of the last months until this one, the oldest first: of each the version that stands."""
    rows = PublishedEdition.objects.filter(month__lte=until).order_by("-month", "-version")
    newest_of = rows.distinct("month").values_list("id", flat=True)[:most]
    return _read(newest_of)[::-1]


def _ids() -> "QuerySet[PublishedEdition, UUID]":
    return PublishedEdition.objects.order_by("-version").values_list("id", flat=True)


def _read(found: Iterable[UUID]) -> tuple[Edition, ...]:
    """One query more for those that this process has not read yet."""
    ids = list(found)
    unknown = [each for each in ids if each not in _known]
    if len(_known) + len(unknown) > MOST_KNOWN:
        _known.clear()
        unknown = ids
    for row in PublishedEdition.objects.filter(id__in=unknown) if unknown else ():
        figures = {(one[0], one[1], one[2]): Figure(*one) for one in row.figures}
        _known[row.id] = Edition(row.month, row.made_on, row.version, figures, row.corrects, row.epsilon)
    return tuple(_known[each] for each in ids)
