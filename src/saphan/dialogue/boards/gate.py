"""What has to hold before a workplace gets a board. Pure.

As with a poll: somebody who can change something has promised to answer, in the open and by a day; a wrong can be told
at any moment; and enough people work there that a question points at nobody. Source: domain model §8 and §5.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from saphan.dialogue.boards.dials import DEFAULT, Dials
from saphan.dialogue.promises.rule import ACCEPTED, lacks_of_terms
from saphan.release.crowd import may_point_at_someone

ONE_ASKS: Final = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands of one board. accepted: the responder agreed to these very terms.

    answer_days: within which it answers each question. crowd: people who work there, None where nobody counted.
    owes: the responder let the day of an earlier answer pass. another: this workplace has an open board already.
    """

    responder: UUID | None
    accepted: bool
    answer_days: int | None
    remedy: str
    threshold: int | None
    languages: int
    crowd: int | None
    owes: bool = False
    another: bool = False


def missing(asked: Asked, dials: Dials = DEFAULT) -> tuple[str, ...]:
    """Codes of what is not there yet, in the order in which it is mended; nothing: it may open."""
    return tuple(_missing(asked, dials))


def _missing(asked: Asked, dials: Dials) -> Iterator[str]:
    if asked.languages == 0:
        yield "languages"
    if asked.responder is None:
        yield "responder"
    if asked.answer_days is None or not 0 < asked.answer_days <= dials.answer_within_days:
        yield "answer_days"
    yield from lacks_of_terms(asked.remedy, asked.threshold, dials.threshold_least)
    if may_point_at_someone(asked.crowd, ONE_ASKS):
        yield "crowd"
    if asked.another:
        yield "another"
    if asked.owes:
        yield "owes_an_answer"
    if not asked.accepted:
        yield ACCEPTED
