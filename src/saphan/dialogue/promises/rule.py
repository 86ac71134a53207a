"""What holds for every promise to answer, whatever workers are asked. Pure.

Source: domain model §8: somebody who can change something has promised to answer, in the open and by a day; and a wrong
can be told at any moment.
"""

from collections.abc import Iterable, Iterator
from typing import Final

DRAFT, PROPOSED = "draft", "proposed"
"""The states that every kind begins with; what comes after is its own. One that was declined is a draft again."""
ACCEPTED: Final = "accepted"
"""The last thing that is missing; and on a page the state of one that was proposed, and said yes to."""
REMEDIES: Final = ("desk", "committee", "union", "company")
"""Where "report a problem" leads beside the desk: who deals with it."""


def lacks_of_terms(remedy: str, threshold: int | None, least: int) -> Iterator[str]:
    """threshold: answers that a number needs to be shown; least: as many at least."""
    if remedy not in REMEDIES:
        yield "remedy"
    if threshold is None or threshold < least:
        yield "threshold"


def before_the_yes(missing: Iterable[str]) -> tuple[str, ...]:
    """The same, before the company has said yes: there is something whole to say yes to."""
    return tuple(code for code in missing if code != ACCEPTED)


def standing(state: str, is_accepted: bool) -> str:
    """As pages say it."""
    return ACCEPTED if state == PROPOSED and is_accepted else state
