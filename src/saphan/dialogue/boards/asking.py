"""What workers write and say on a board: a question, sealed until it goes out; and whether an answer is true.

No row says who, and none says when. Neither is voice (`INPUT_RULE` of the models): it makes no contact, no concern
and no fact of the cross-check.
"""

import hashlib
from datetime import timedelta
from typing import Final
from uuid import UUID

from saphan.dialogue.boards.models import Asked, Board, BoardAnswer, BoardQuestion, BoardTruth, Said, State
from saphan.dialogue.boards.services import OURSELVES
from saphan.dialogue.refusals import DoesNotFit, NotNow
from saphan.languages.writing import clean
from saphan.release.delay import random_days
from saphan.store.acting import acting_as
from saphan.vault.sealing import Cell
from saphan.vault.services import new_key, seal
from saphan.voice.traces import marks

LONGEST: Final = 280
NO, YES, UNSURE = 0, 1, 2
BROWSER = f"{marks.BROWSER} of a board"  # its marks are no story's and no review's (docs/adr/0061)


def ask(*, board_id: UUID, text: str, language: str, once: str, browser: str = "") -> None:
    """Keep one question for a moderator; the same send twice is one. Raises NotNow or DoesNotFit.

    once: of the form. browser: the number that it keeps, of which a mark stays until the question goes out.
    """
    said = clean(text).strip()
    if not 0 < len(said) <= LONGEST:
        raise DoesNotFit("question")
    row_id = _id("question", board_id, once)
    with acting_as(OURSELVES) as moment:
        board = Board.objects.filter(id=board_id, state=State.OPEN).first()
        if board is None or board.recipient_id is None:
            raise NotNow("not_open")
        if language not in board.languages:
            raise DoesNotFit("language")
        if BoardQuestion.objects.filter(id=row_id).exists():
            return
        key_row, key = new_key(subject_id=row_id, desk_id=board.desk_id, kind="board")
        key_row.save(force_insert=True)
        BoardQuestion.objects.create(
            id=row_id,
            desk_id=board.desk_id,
            recipient_id=board.recipient_id,
            board_id=board.id,
            language=language,
            sealed=seal(said, key=key, cell=cell_of(row_id)),
            askers=marks.marks_of(BROWSER, f"{board.id} {browser}") if browser else [],
            not_before=moment.day + timedelta(days=random_days()),
        )


def cell_of(question_id: UUID, column: str = "sealed") -> Cell:
    return Cell("dialogue_board_question", column, question_id)


def tell(*, question_id: UUID, choice: int, once: str) -> None:
    """Keep whether an answer is true; the same `once` a second time changes nothing. Raises NotNow or DoesNotFit.

    once: of her browser's visit to boards; it is kept nowhere, so that nothing ties what she says.
    """
    if choice not in (NO, YES, UNSURE):
        raise DoesNotFit("choice")
    row_id = _id("truth", question_id, once)
    with acting_as(OURSELVES) as moment:
        question = BoardQuestion.objects.filter(id=question_id, state=Asked.RELEASED).first()
        shown = BoardAnswer.objects.filter(question_id=question_id, state=Said.SHOWN)
        if question is None or question.truth_until is None or not shown.exists():
            raise NotNow("not_answered")
        if moment.day > question.truth_until:
            raise NotNow("over")
        if not BoardTruth.objects.filter(id=row_id).exists():
            BoardTruth.objects.create(id=row_id, question_id=question_id, choice=choice)


def _id(kind: str, of: UUID, once: str) -> UUID:
    return UUID(bytes=hashlib.sha256(f"board-{kind} {of} {once}".encode()).digest()[:16], version=4)
