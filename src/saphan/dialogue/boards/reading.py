"""What a worker reads of a board: its questions, the company's answers, and what all said of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.dialogue.boards.models import Asked, Board, BoardAnswer, BoardQuestion, Said, State
from saphan.dialogue.boards.results import Truth, is_over, truth_of
from saphan.dialogue.boards.services import BOARD, EVER_OPEN, OURSELVES
from saphan.dialogue.promises.doors import came_from
from saphan.dialogue.speaking import in_language, polled_languages
from saphan.network import selectors as network
from saphan.store.acting import acting_as

ON_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class QuestionCard:
    """state: answered, awaited, or overdue: its day passed without an answer."""

    id: UUID
    words: str
    released_on: date
    answer_by: date
    state: str


@dataclass(frozen=True, slots=True)
class BoardPage:
    """What stands above every page of it. came_from: what a report of a problem takes along."""

    id: UUID
    where: str
    desk: str
    responder: str
    answer_days: int
    languages: tuple[str, ...]
    is_open: bool
    came_from: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some of its questions, the latest first. newer, older: numbers of the pages beside this one; 0: there is none."""

    cards: tuple[QuestionCard, ...]
    newer: int
    older: int


@dataclass(frozen=True, slots=True)
class Answer:
    """speaks: the language of these words, which is the reader's where a moderator wrote it in hers."""

    text: str
    speaks: str
    on: date
    in_time: bool


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """may_tell: its answer is read, and its days of telling are not over. truth: once they are."""

    card: QuestionCard
    answer: Answer | None
    may_tell: bool
    truth_until: date | None
    truth: Truth | None


def board_of(board_id: UUID) -> BoardPage | None:
    """Of one that is open or was."""
    with acting_as(OURSELVES):
        row = Board.objects.filter(id=board_id, state__in=EVER_OPEN).first()
    if row is None or row.recipient_id is None:
        return None
    return BoardPage(
        row.id,
        network.organisation(row.organisation_id).name,
        network.desk(row.desk_id).name,
        network.organisation(row.recipient_id).name,
        row.answer_days or 0,
        tuple(one for one in row.languages if one in polled_languages()),
        row.state == State.OPEN,
        came_from(BOARD, row.id),
    )


def shelf_of(board_id: UUID, language: str, page: int = 1) -> Shelf:
    """page: 1 is the latest."""
    start = ON_A_PAGE * (page - 1)
    with acting_as(OURSELVES):
        rows = BoardQuestion.objects.filter(board_id=board_id, state=Asked.RELEASED)
        found = list(rows.order_by("-released_on", "place", "id")[start : start + ON_A_PAGE + 1])
        shown = _shown(row.id for row in found)
        cards = tuple(_card(row, row.id in shown, language) for row in found[:ON_A_PAGE])
    return Shelf(cards, page - 1, page + 1 if len(found) > ON_A_PAGE else 0)


def question_of(board_id: UUID, question_id: UUID, language: str) -> QuestionPage | None:
    """None where nobody reads it yet."""
    with acting_as(OURSELVES) as moment:
        row = BoardQuestion.objects.filter(id=question_id, board_id=board_id, state=Asked.RELEASED).first()
        if row is None:
            return None
        said = _shown([row.id]).get(row.id)
        over = is_over(row.truth_until, moment.day)
        return QuestionPage(
            _card(row, said is not None, language),
            _answer(said, row, language) if said else None,
            said is not None and not over,
            row.truth_until,
            truth_of(row, Board.objects.get(id=board_id)) if over else None,
        )


def _shown(question_ids: Iterable[UUID]) -> dict[UUID, BoardAnswer]:
    rows = BoardAnswer.objects.filter(question_id__in=list(question_ids), state=Said.SHOWN)
    return {row.question_id: row for row in rows}


def _card(row: BoardQuestion, answered: bool, language: str) -> QuestionCard:
    words = in_language(row.words, language)
    state = "answered" if answered else "overdue" if row.overdue_on and row.answered_on is None else "awaited"
    return QuestionCard(row.id, words, row.released_on or row.not_before, row.answer_by or row.not_before, state)


def _answer(said: BoardAnswer, row: BoardQuestion, language: str) -> Answer:
    in_time = row.answer_by is not None and said.on <= row.answer_by
    hers = said.words.get(language)
    return Answer(hers or said.text, language if hers else said.language, said.on, in_time)
