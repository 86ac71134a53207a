"""How an indicator is reckoned: its numerator and denominator in words, and the facts behind them. Pure.

The words are those of the catalogue's definition, in English; the facts are those of the rule that the machine follows.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from saphan.impact.indicators.catalogue import Indicator, Mark, catalogue

SHARE = re.compile(r"Of (?P<bottom>.+?), those (?P<top>.+)")
DAYS = re.compile(r"Days from (?P<start>.+) (?:until|to) (?P<end>.+): the median\.")
ROLES = ("base", "without", "hit", "weigh", "top", "most", "bottom", "start", "end", "by")


@dataclass(frozen=True, slots=True)
class Parts:
    """English, "" where there is none."""

    top: str
    bottom: str


@dataclass(frozen=True, slots=True)
class Line:
    """role: a field of Indicator. facts: each kind of fact with the codes that it must carry; those of `minus` undo."""

    role: str
    facts: tuple[str, ...]
    minus: tuple[str, ...]


def parts(one: Indicator) -> Parts:
    """Of a share both halves of its sentence; of days the two days; of a count all of it."""
    if found := SHARE.fullmatch(one.definition):
        return Parts(f"Those {found['top']}", f"{found['bottom'][0].upper()}{found['bottom'][1:]}.")
    if found := DAYS.fullmatch(one.definition):
        both, start = f"from {found['start']} to {found['end']}", found["start"]
        return Parts(
            f"Those of which both days are known, {both}.", f"All with the first day, {start}; also who waits."
        )
    return Parts(one.definition, "")


def lines(one: Indicator) -> tuple[Line, ...]:
    """The rule, role by role."""
    return tuple(_line(role, names) for role in ROLES if (names := _names(getattr(one, role))))


def _names(told: str | tuple[str, ...]) -> tuple[str, ...]:
    return (told,) if isinstance(told, str) and told else tuple(told)


def _line(role: str, names: tuple[str, ...]) -> Line:
    marks = [mark for mark in catalogue().marks if mark.id in names]
    return Line(
        role,
        tuple(_fact(mark) for mark in marks if mark.sign > 0),
        tuple(_fact(mark) for mark in marks if mark.sign < 0),
    )


def _fact(mark: Mark) -> str:
    """`issue.moved to=verified`, `remedy.delivered amount`."""
    return " ".join((mark.fact, *_codes(mark), *filter(None, (mark.weight, mark.split))))


def _codes(mark: Mark) -> Iterator[str]:
    for key, values in mark.when.items():
        yield f"{key}={'|'.join(str(value).lower() for value in values)}"
