"""What a lead reads of the boards of her desk, and a company of those on which it is asked to answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.dialogue.boards.models import Asked, Board, BoardAnswer, BoardQuestion
from saphan.dialogue.boards.results import Truth, is_over, truth_of
from saphan.dialogue.boards.services import BOARD, OURSELVES, Draft
from saphan.dialogue.promises.kinds import accepted_on, name_of, one_for, rows_for, with_whom
from saphan.dialogue.promises.rule import standing
from saphan.dialogue.speaking import in_language
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff
from saphan.store.refusals import NotAllowed


@dataclass(frozen=True, slots=True)
class BoardCard:
    """state: as of `desk_words.STATES`. with_whom: the company for a desk, the desk for a company. owed: answers."""

    id: UUID
    where: str
    state: str
    with_whom: str
    owed: int
    opened_on: date | None


@dataclass(frozen=True, slots=True)
class BoardSheet:
    """accepted_on: the day of the company's yes to these terms. unread: questions that wait for a moderator; ready:
    those that wait for a batch.
    """

    card: BoardCard
    draft: Draft
    accepted_on: date | None
    unread: int
    ready: int

    @property
    def state(self) -> str:
        return self.card.state

    @property
    def was_opened(self) -> bool:
        return self.card.opened_on is not None


@dataclass(frozen=True, slots=True)
class Line:
    """One question that everybody reads. state: of its answer, as of `BoardAnswer`; owed, or late, where there is none.

    reason: why the latest answer was sent back. truth: what workers say of it, when that is over.
    """

    id: UUID
    board_id: UUID
    words: str
    answer_by: date
    state: str
    text: str
    language: str
    reason: str
    in_time: bool
    truth: Truth | None


def boards_of(by: Staff | Partner) -> tuple[BoardCard, ...]:
    """Of a desk, or those on which a company is asked to answer; the latest first."""
    with acting_as(by):
        rows = list(rows_for(BOARD, by).order_by("-opened_on", "id"))
        yes = accepted_on(BOARD, rows)
    return tuple(_card(row, row.id in yes, with_whom(row, by)) for row in rows)


def board_of(by: Staff | Partner, board_id: UUID) -> BoardSheet:
    """Raises NotAllowed."""
    with acting_as(by):
        row = one_for(BOARD, by, board_id)
    return _sheet(row, with_whom(row, by))


def lines_of(board_id: UUID, language: str) -> tuple[Line, ...]:
    """What everybody reads, the latest first; for whoever may see the board."""
    with acting_as(OURSELVES):
        rows = BoardQuestion.objects.filter(board_id=board_id, state=Asked.RELEASED)
        return _lines(rows.order_by("-released_on", "place", "id"), language)


def asked_question(by: Partner, question_id: UUID, language: str) -> Line:
    """Raises NotAllowed."""
    with acting_as(OURSELVES):
        rows = BoardQuestion.objects.filter(id=question_id, recipient_id=by.organisation_id, state=Asked.RELEASED)
        found = _lines(rows, language)
    if not found:
        raise NotAllowed
    return found[0]


def _lines(rows: Iterable[BoardQuestion], language: str) -> tuple[Line, ...]:
    """Call as System."""
    with acting_as(OURSELVES) as moment:
        asked = list(rows)
        latest = BoardAnswer.objects.filter(question_id__in=[row.id for row in asked]).order_by("state", "on", "id")
        said: dict[UUID, BoardAnswer] = {}
        for one in latest:  # sent_back, shown, waiting: what stands comes after what was sent back
            said[one.question_id] = one
        boards = {row.id: row for row in Board.objects.filter(id__in={row.board_id for row in asked})}
        return tuple(_line(row, said.get(row.id), boards[row.board_id], language, moment.day) for row in asked)


def _line(row: BoardQuestion, said: BoardAnswer | None, board: Board, language: str, today: date) -> Line:
    stands = said if said and row.answered_on else None
    due = row.answer_by or today
    over = is_over(row.truth_until, today)
    return Line(
        id=row.id,
        board_id=row.board_id,
        words=in_language(row.words, language),
        answer_by=due,
        state=stands.state if stands else "late" if due < today else "owed",
        text=said.text if said else "",
        language=said.language if said else "",
        reason=said.reason if said and not stands else "",
        in_time=bool(stands and stands.on <= due),
        truth=truth_of(row, board) if over else None,
    )


def _sheet(row: Board, with_whom: str) -> BoardSheet:
    draft = Draft(
        organisation_id=row.organisation_id,
        languages=tuple(row.languages),
        responder_id=row.recipient_id,
        remedy=row.remedy,
        threshold=row.threshold,
        answer_days=row.answer_days,
    )
    with acting_as(OURSELVES):
        yes = accepted_on(BOARD, [row]).get(row.id)
        waiting = BoardQuestion.objects.filter(board_id=row.id)
        unread, ready = (waiting.filter(state=state).count() for state in (Asked.TAKEN, Asked.PASSED))
    return BoardSheet(_card(row, bool(yes), with_whom), draft, yes, unread, ready)


def _card(row: Board, is_accepted: bool, with_whom: str) -> BoardCard:
    with acting_as(OURSELVES) as moment:
        owed = BoardQuestion.objects.filter(board_id=row.id, state=Asked.RELEASED, answered_on=None)
        is_late = owed.filter(answer_by__lt=moment.day).exists()
        state = "owed" if is_late else standing(row.state, is_accepted)
        return BoardCard(row.id, name_of(row.organisation_id), state, with_whom, owed.count(), row.opened_on)
