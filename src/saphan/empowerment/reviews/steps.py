"""The questions of one review, one a page, and what was answered so far. Pure.

Nothing is kept before the end: each page carries the answers to the next, in its form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from saphan.empowerment.reviews import claimed
from saphan.empowerment.reviews.criteria import GROUPS, asked_of, is_severe

FIRST_HAND: Final = "first_hand"
WHEN: Final = "when"
FEE: Final = claimed.FEE
WAY: Final = "way"
COMMENT: Final = "comment"
END: Final = "end"
YES, NO = "yes", "no"
PERIODS: Final = 8  # half-years that are offered, this one included
_MARKS: Final = frozenset("12345")


def steps_of(kind: str) -> tuple[str, ...]:
    """The codes of the pages, in their order."""
    asked = asked_of(kind)
    money = (FEE, WAY) if asked.fee else ()
    return FIRST_HAND, WHEN, *asked.criteria, *asked.facts, *money, COMMENT


def fields_of(step: str) -> tuple[str, ...]:
    """The names under which a page sends its answer."""
    return {FEE: (FEE, claimed.MONEY), WAY: claimed.WAY}.get(step, (step,))


def after(kind: str, step: str) -> str:
    """The page that follows; END after the last."""
    steps = steps_of(kind)
    following = steps.index(step) + 1
    return steps[following] if following < len(steps) else END


def before(kind: str, step: str, sent: Mapping[str, str]) -> str:
    """The page before; "" before the first. Nobody is asked on which way she paid nothing."""
    earlier = [each for each in steps_of(kind) if each != WAY or sent.get(FEE)]
    place = earlier.index(step)
    return earlier[place - 1] if place else ""


def periods(today: date) -> list[tuple[int, int]]:
    """Year and half, this one first."""
    year, half = today.year, 1 if today.month < 7 else 2
    found = []
    for _ in range(PERIODS):
        found.append((year, half))
        year, half = (year, 1) if half == 2 else (year - 1, 2)
    return found


@dataclass(frozen=True, slots=True)
class Given:
    """What one person answered. when: year and half, None while she has not said."""

    first_hand: bool | None = None
    when: tuple[int, int] | None = None
    answers: Mapping[str, int] = field(default_factory=dict)
    facts: Mapping[str, bool] = field(default_factory=dict)
    comment: str = field(default="", repr=False)

    @property
    def says_something(self) -> bool:
        return bool(self.answers or self.facts or self.comment.strip())


def read(kind: str, sent: Mapping[str, str], today: date) -> Given:
    """What a form carried; whatever cannot be an answer counts as not answered."""
    asked = asked_of(kind)
    return Given(
        first_hand={YES: True, NO: False}.get(sent.get(FIRST_HAND, "")),
        when=_when(sent.get(WHEN, ""), today),
        answers={code: int(sent[code]) for code in asked.criteria if sent.get(code) in _MARKS},
        facts={code: sent[code] == YES for code in asked.facts if sent.get(code) in (YES, NO)},
        comment=sent.get(COMMENT, ""),
    )


def _when(sent: str, today: date) -> tuple[int, int] | None:
    return next((one for one in periods(today) if sent == f"{one[0]}-{one[1]}"), None)


def severe_in(kind: str, given: Given) -> bool:
    """Whether any answer is so bad that she is asked to tell us more."""
    return any(is_severe(kind, code, answer) for code, answer in (*given.answers.items(), *given.facts.items()))


def is_severe_answer(kind: str, step: str, sent: Mapping[str, str]) -> bool:
    """Whether the answer that she just gave on this page is one of those."""
    answer = sent.get(step, "")
    if answer not in (*_MARKS, YES):
        return False
    return is_severe(kind, step, True if answer == YES else int(answer))


def criteria_of(kind: str) -> tuple[str, ...]:
    return asked_of(kind).criteria


def every_fact() -> frozenset[str]:
    """Codes that are answered with yes or no, of every kind."""
    return frozenset(code for group in GROUPS.values() for code in group.facts)
