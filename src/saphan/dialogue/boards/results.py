"""What workers say of an answer, once its days are over: read the same by everybody. Never while people tell.

Counts leave by `release.engine` alone, each by itself and no total, so that fewer than the threshold are never shown
and cannot be computed.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from saphan.dialogue.boards.asking import NO, UNSURE, YES
from saphan.dialogue.boards.models import Board, BoardQuestion, BoardTruth
from saphan.dialogue.boards.services import crowd_at
from saphan.release import cubes, engine, thresholds
from saphan.release.crowd import may_point_at_someone
from saphan.release.engine import HIDDEN, GivesAway, Table
from saphan.release.noise import key_of
from saphan.vault import hashing

CHOICES = (NO, YES, UNSURE)
EACH = (frozenset({0}),)


@dataclass(frozen=True, slots=True)
class Truth:
    """About how many said what; None: too few to show it. threshold: fewer are never shown."""

    threshold: int
    no: int | None
    yes: int | None
    unsure: int | None

    @property
    def says_something(self) -> bool:
        return any(each is not None for each in (self.no, self.yes, self.unsure))

    @property
    def is_doubted(self) -> bool:
        """More say "no" than "yes", by what everybody may read: a hint to look, and no finding."""
        return self.no is not None and self.no > (self.yes or 0)


def truth_of(question: BoardQuestion, board: Board) -> Truth:
    """Call as System, of one whose days of telling are over."""
    least = max(board.threshold or 0, thresholds.DEFAULT.public_cell)
    table = _table(question.id, crowd_at(board.organisation_id), replace(thresholds.DEFAULT, public_cell=least))
    return Truth(least, *(_shown(table, place) for place in CHOICES))


def _table(question_id: UUID, crowd: int | None, limits: thresholds.Thresholds) -> Table | None:
    """None: all who work there told, or nothing safe was found."""
    secret = _secret(question_id)
    told = BoardTruth.objects.filter(question_id=question_id).values_list("id", "choice")
    people = [((str(choice),), key_of(row_id, secret)) for row_id, choice in told]
    if may_point_at_someone(crowd, len(people)):
        return None
    cube = cubes.cube_of(("choice",), ([str(each) for each in CHOICES],), people)
    try:
        return engine.let_out(cube, EACH, thresholds=limits)
    except GivesAway:
        return None


def _shown(table: Table | None, place: int) -> int | None:
    if table is None or table.values[place] == HIDDEN:
        return None
    return int(table.values[place])


def _secret(question_id: UUID) -> bytes:
    """Under the oldest key there is, so that a newer one does not move what was read before."""
    found = hashing.tags("board-truth", str(question_id))
    return found[min(found)]
