"""Of which numbers an indicator is made, and how they add up. Pure."""

from collections.abc import Iterator, Mapping
from typing import Final

from saphan.impact.indicators.catalogue import Indicator
from saphan.impact.indicators.folding import Sums
from saphan.impact.publishing.spans import AT_ONCE as WITHIN_A_DAY
from saphan.impact.publishing.spans import WHOLE, Span
from saphan.release.linked import Number, counted

ALL_OF_IT: Final = "all"
HIT: Final = "hit"
MISSED: Final = "missed"
WAITS: Final = "waits"
BEHIND: Final = "behind"  # of an amount: of how many it is the sum
DONE: Final = WHOLE.code
AT_ONCE: Final = WITHIN_A_DAY.code


def numbers_of(one: Indicator, sums: Sums) -> dict[str, Number]:
    """By part. What is weighed needs enough subjects behind it as a whole; its parts are answers, each of somebody."""
    if one.shape == "count":
        whole = {ALL_OF_IT: Number(sums.numerator, sums.subjects, sums.squares)}
        return {**whole, BEHIND: counted(sums.subjects, wanted=is_amount(one))} if one.top else whole
    whole = {ALL_OF_IT: Number(sums.denominator, sums.subjects, sums.squares)}
    left = sums.denominator - sums.numerator
    if one.shape == "share":
        return {**whole, HIT: counted(sums.numerator), MISSED: counted(left)}
    spans = {span.code: counted(_within(span, sums.days)) for span in WHOLE.every()}
    return {**whole, WAITS: counted(left), **spans}


def is_amount(one: Indicator) -> bool:
    """Of money, not of people."""
    return one.shape == "count" and bool(one.top) and one.unit != "people"


def adding_up(one: Indicator) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A part and those that make it up."""
    if one.shape == "share":
        yield ALL_OF_IT, (HIT, MISSED)
    if one.shape == "days":
        yield ALL_OF_IT, (DONE, WAITS)
        for span in WHOLE.every():
            if span.parts:
                yield span.code, tuple(part.code for part in span.parts)


def _within(span: Span, days: Mapping[int, int]) -> int:
    return sum(many for day, many in days.items() if span.first <= day <= span.last)
