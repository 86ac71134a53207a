"""What a moderator reads: the questions that wait, one of them with its words, and the answers that wait."""

from dataclasses import dataclass
from uuid import UUID

from saphan.dialogue.boards import moderating
from saphan.dialogue.boards.models import Asked, Board, BoardAnswer, BoardQuestion, Said
from saphan.dialogue.boards.services import OURSELVES
from saphan.dialogue.promises.desk_forms import languages
from saphan.dialogue.speaking import in_language
from saphan.network import selectors as network
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.voice.traces import marks


@dataclass(frozen=True, slots=True)
class Unread:
    """One question that waits. language: its name. alike: of those that wait, how many came from its browser."""

    id: UUID
    where: str
    language: str
    alike: int


@dataclass(frozen=True, slots=True)
class Told:
    """One answer that waits. also_in: codes and names of the other languages of its board."""

    id: UUID
    where: str
    company: str
    question: str
    text: str
    language: str
    also_in: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """One question as it was written. in_languages: code and name of each language in which it is to be posted."""

    id: UUID
    where: str
    said: str
    language: str
    in_languages: tuple[tuple[str, str], ...]
    may_be_posted: bool


def unread(by: Staff) -> tuple[Unread, ...]:
    """In no order of time: by their random days."""
    with acting_as(by):
        rows = list(BoardQuestion.objects.filter(desk_id=by.desk_id, state=Asked.TAKEN).order_by("not_before", "id"))
    standing, names = marks.standing_versions(), dict(languages())
    askers = [marks.one_of(map(bytes, row.askers), standing) for row in rows]
    where = _places({row.board_id for row in rows})
    return tuple(
        Unread(row.id, where[row.board_id], names.get(row.language, row.language), askers.count(one) if one else 1)
        for row, one in zip(rows, askers, strict=True)
    )


def one_question(by: Staff, question_id: UUID) -> Opened:
    """An audited read. Raises NotAllowed or NotNow."""
    said = moderating.read_question(question_id=question_id, by=by)
    with acting_as(by):
        row = BoardQuestion.objects.get(id=question_id)
    board = _board(row.board_id)
    return Opened(
        row.id,
        network.organisation(board.organisation_id).name,
        said,
        row.language,
        _named(board.languages),
        row.state == Asked.TAKEN,
    )


def answers(by: Staff) -> tuple[Told, ...]:
    with acting_as(by):
        rows = list(BoardAnswer.objects.filter(desk_id=by.desk_id, state=Said.WAITING).order_by("on", "id"))
    return tuple(_told(row) for row in rows)


def require_answer(by: Staff, answer_id: UUID) -> None:
    """Raises NotAllowed."""
    with acting_as(by):
        if not BoardAnswer.objects.filter(id=answer_id, desk_id=by.desk_id).exists():
            raise NotAllowed


def _told(row: BoardAnswer) -> Told:
    board = _board(row.board_id)
    with acting_as(OURSELVES):
        question = BoardQuestion.objects.get(id=row.question_id)
    return Told(
        row.id,
        network.organisation(board.organisation_id).name,
        network.organisation(row.recipient_id).name,
        in_language(question.words, row.language),
        row.text,
        row.language,
        tuple(one for one in _named(board.languages) if one[0] != row.language),
    )


def _board(board_id: UUID) -> Board:
    with acting_as(OURSELVES):
        return Board.objects.get(id=board_id)


def _places(board_ids: set[UUID]) -> dict[UUID, str]:
    with acting_as(OURSELVES):
        rows = list(Board.objects.filter(id__in=board_ids))
    return {row.id: network.organisation(row.organisation_id).name for row in rows}


def _named(codes: list[str]) -> tuple[tuple[str, str], ...]:
    names = dict(languages())
    return tuple((code, names.get(code, code)) for code in codes)
