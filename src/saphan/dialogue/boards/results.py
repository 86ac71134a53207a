"""What workers say of an answer, once its days are over: read the same by everybody. Never while people tell.

Counts leave by `release.engine` alone, each by itself and no total, so that fewer than the threshold are never shown
and cannot be computed; nor how many said nothing, by whoever knows how many work there.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf
from typing import TypeAlias
from uuid import UUID

from saphan.dialogue.boards.asking import NO, UNSURE, YES
from saphan.dialogue.boards.models import Board, BoardQuestion, BoardTruth
from saphan.dialogue.boards.services import crowd_at
from saphan.release import cubes, engine, thresholds, together
from saphan.release.crowd import may_point_at_someone
from saphan.release.engine import HIDDEN, GivesAway, Table
from saphan.release.noise import key_of
from saphan.release.together import Name, System
from saphan.vault import hashing

CHOICES = (NO, YES, UNSURE)
EACH = (frozenset({0}),)
Told: TypeAlias = Sequence[tuple[int, int]]


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


def is_over(truth_until: date | None, today: date) -> bool:
    """Whether it may be read: the last day of telling has passed. Pure. None: nothing was answered yet."""
    return truth_until is not None and today > truth_until


def truth_of(question: BoardQuestion, board: Board) -> Truth:
    """Call as System, of one whose days of telling are over."""
    told, crowd, limits = _counted(question, board)
    table = let_out(told, crowd, limits)
    return Truth(limits.public_cell, *(_shown(table, place) for place in CHOICES))


def kept_in_by(question: BoardQuestion, board: Board) -> str:
    """Which attack would find out too much, so that nothing is read; "" where none would. Call as System."""
    try:
        _table(*_counted(question, board))
    except GivesAway as found:
        return found.attack
    return ""


def let_out(told: Told, crowd: int | None, limits: thresholds.Thresholds = thresholds.DEFAULT) -> Table | None:
    """Of one question: told, what each said, and her key; crowd, how many work there, which whoever reads it may know.

    Pure. None: all who work there told, or all but a few said the same, or nothing safe was found.
    """
    try:
        return _table(told, crowd, limits)
    except GivesAway:
        return None


def _table(told: Told, crowd: int | None, limits: thresholds.Thresholds) -> Table | None:
    """Raises GivesAway."""
    if crowd is None or may_point_at_someone(crowd, len(told)):
        return None
    cube = cubes.cube_of(
        ("choice",), ([str(each) for each in CHOICES],), [((str(choice),), key) for choice, key in told]
    )
    table = engine.let_out(cube, EACH, thresholds=limits)
    together.withstand([_at_work(cube.counts.tolist(), table, crowd, limits.public_cell)], limits)
    return table


def _at_work(counts: Sequence[int], table: Table, crowd: int, least: int) -> System:
    """What each said, and how many said nothing, is all who work there."""
    silent = crowd - sum(counts)
    told: dict[Name, float] = {place: float(counts[place]) for place in CHOICES if not table.hidden[place]}
    many: dict[Name, tuple[float, float]] = {"silent": (0.0, inf)} if silent >= least else {}
    line: list[tuple[Name, float]] = [*((place, 1.0) for place in CHOICES), ("silent", 1.0), ("crowd", -1.0)]
    return together.system({**told, "crowd": float(crowd)}, [line], many)


def _counted(question: BoardQuestion, board: Board) -> tuple[Told, int | None, thresholds.Thresholds]:
    least = max(board.threshold or 0, thresholds.DEFAULT.public_cell)
    return _told(question.id), crowd_at(board.organisation_id), replace(thresholds.DEFAULT, public_cell=least)


def _told(question_id: UUID) -> Told:
    secret = _secret(question_id)
    rows = BoardTruth.objects.filter(question_id=question_id).values_list("id", "choice")
    return [(choice, key_of(row_id, secret)) for row_id, choice in rows]


def _shown(table: Table | None, place: int) -> int | None:
    if table is None or table.values[place] == HIDDEN:
        return None
    return int(table.values[place])


def _secret(question_id: UUID) -> bytes:
    """Under the oldest key there is, so that a newer one does not move what was read before."""
    found = hashing.tags("board-truth", str(question_id))
    return found[min(found)]
