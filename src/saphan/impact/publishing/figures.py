"""From the numbers that were let out to figures that can be read. What is made here follows from them alone. Pure."""

from collections.abc import Iterator, Mapping

from saphan.casework.suggesting.interval import wilson
from saphan.impact.indicators.catalogue import Catalogue, Indicator
from saphan.impact.publishing import parts
from saphan.impact.publishing.codes import always_named
from saphan.impact.publishing.meaning import adds_up
from saphan.impact.publishing.periods import Periods
from saphan.impact.publishing.reading import Figure
from saphan.impact.publishing.spans import SLACK, WHOLE, median
from saphan.impact.publishing.weaving import TOGETHER, name_of

Told = Mapping[str, int]  # of each number that is shown, by its name, what is read


def figures(told: Told, catalogue: Catalogue, known: Periods) -> Iterator[Figure]:
    """Also those that are not shown; of what is kept apart, those of our own lists, and whatever is shown."""
    seen: dict[str, set[str]] = {}
    for name in told:
        indicator, code, _ = name.split("|")
        seen.setdefault(indicator.partition(".")[0], set()).add(code)
    for one in catalogue.indicators:
        if adds_up(one):
            yield from (_figure(one, TOGETHER, period, told) for period in known.every)
        if one.by:
            codes = sorted({*always_named(one, catalogue), *seen.get(one.id, ())} - {TOGETHER})
            yield from (_figure(one, code, period, told) for code in codes for period in known.long)


def _figure(one: Indicator, code: str, period: str, told: Told) -> Figure:
    def read(part: str) -> int | None:
        return told.get(name_of(one.id, part, code, period))

    whole = read(parts.ALL_OF_IT)
    if one.shape == "count":
        return Figure(one.id, code, period, whole, read(parts.BEHIND) if parts.is_amount(one) else whole)
    if one.shape == "share":
        return Figure(one.id, code, period, *_share(read(parts.HIT), read(parts.MISSED), whole))
    spans = {span.code: many for span in WHOLE.every() if (many := read(span.code)) is not None}
    middle, low, high = median(spans)
    return Figure(one.id, code, period, middle, read(parts.DONE), low, high)


def _share(
    hit: int | None, missed: int | None, whole: int | None
) -> tuple[float | None, int | None, float | None, float | None]:
    """Of hits and misses as they were let out; the interval as if either were off by as much as it may be."""
    if hit is None or missed is None or not hit + missed:
        return None, whole, None, None
    off = min(SLACK, hit, missed)
    low, _ = wilson(hit - off, hit + missed)
    _, high = wilson(hit + off, hit + missed)
    return round(hit / (hit + missed), 4), whole, round(low, 4), round(high, 4)
