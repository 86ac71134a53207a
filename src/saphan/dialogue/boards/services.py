"""A board until workers ask: drafted, proposed to whoever shall answer, accepted or declined, opened; and its end."""

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Q

from saphan.dialogue.boards import gate
from saphan.dialogue.boards.models import Asked, Board, BoardAcceptance, BoardQuestion, State
from saphan.dialogue.promises import services as promises
from saphan.dialogue.promises.kinds import Kind, is_accepted
from saphan.dialogue.promises.owing import owes_an_answer
from saphan.dialogue.refusals import NotNow
from saphan.network.models import Organisation
from saphan.network.selectors import workforce_groups
from saphan.store.callers import Partner, Staff, System
from saphan.vault.recording import record
from saphan.vault.shredding import shred

OURSELVES = System("dialogue.boards")
EVER_OPEN = (State.OPEN, State.CLOSED)
UNREAD = (Asked.TAKEN, Asked.PASSED)


@dataclass(frozen=True, slots=True)
class Draft:
    """What staff wrote so far; everything but the workplace may still be missing."""

    organisation_id: UUID
    languages: tuple[str, ...] = ()
    responder_id: UUID | None = None
    remedy: str = ""
    threshold: int | None = None
    answer_days: int | None = None


def _said(row: Board) -> list[object]:
    """Where, who answers, within how many days, with which remedy, and how much is shown."""
    return [row.organisation_id, row.recipient_id, row.remedy, row.threshold, row.answer_days, row.languages]


def _lacks(row: Board, today: date) -> tuple[str, ...]:
    """What another desk opened, or is owed, counts too."""
    others = Board.objects.filter(organisation_id=row.organisation_id, state=State.OPEN).exclude(id=row.id)
    return gate.missing(
        gate.Asked(
            responder=row.recipient_id,
            accepted=is_accepted(BOARD, row),
            answer_days=row.answer_days,
            remedy=row.remedy,
            threshold=row.threshold,
            languages=len(row.languages),
            crowd=crowd_at(row.organisation_id),
            owes=owes_an_answer(row.recipient_id, today),
            another=others.exists(),
        )
    )


BOARD: Final = Kind(
    "board", OURSELVES, Board, BoardAcceptance, _said, lambda row: row.answer_days, _lacks, Q(state__in=EVER_OPEN)
)


def keep_draft(*, draft: Draft, by: Staff, once: UUID | None = None, board_id: UUID | None = None) -> UUID:
    """A new one, or what a draft says now. Raises NotAllowed, DoesNotFit, or NotNow for one that is a draft no more."""
    columns = {
        "organisation_id": draft.organisation_id,
        "recipient_id": draft.responder_id,
        "languages": list(draft.languages),
        "remedy": draft.remedy,
        "threshold": draft.threshold,
        "answer_days": draft.answer_days,
    }
    return promises.keep_draft(BOARD, columns, by=by, once=once, row_id=board_id)


def propose(*, board_id: UUID, by: Staff) -> None:
    """Ask the responder whether it will answer. Raises NotAllowed, NotNow, or NotYet with what is missing."""
    promises.propose(BOARD, board_id, by)


def accept(*, board_id: UUID, by: Partner) -> None:
    """The responder promises to answer in time. Raises NotAllowed or NotNow."""
    promises.accept(BOARD, board_id, by)


def decline(*, board_id: UUID, by: Partner) -> None:
    """It will not answer, so that there is no board. Raises NotAllowed or NotNow."""
    promises.decline(BOARD, board_id, by)


def open_board(*, board_id: UUID, by: Staff) -> None:
    """Workers may ask from now on. Raises NotAllowed, NotNow, or NotYet with what is missing."""
    with promises.locked(BOARD, board_id, by) as (row, today):
        if row.state != State.PROPOSED:
            raise NotNow("not_proposed")
        Organisation.objects.select_for_update().filter(id=row.organisation_id).first()  # one board of a workplace
        promises.require_whole(BOARD, row, today)
        row.state, row.opened_on, row.looked_on = State.OPEN, today, today
        row.save(update_fields=["state", "opened_on", "looked_on"])
        record("dialogue.board_opened", row.id, fact={}, subject=row.id)


def close(*, board_id: UUID, by: Staff) -> None:
    """Nobody asks any more, and what was not posted yet is destroyed; what was stays. Raises NotAllowed or NotNow."""
    with promises.locked(BOARD, board_id, by) as (row, _today):
        if row.state != State.OPEN:
            raise NotNow("not_open")
        row.state = State.CLOSED
        row.save(update_fields=["state"])
        for question in BoardQuestion.objects.select_for_update().filter(board_id=board_id, state__in=UNREAD):
            destroy(question, "closed")
        record("dialogue.board_closed", row.id, fact={}, subject=row.id)


def lacks(*, board_id: UUID, by: Staff) -> tuple[str, ...]:
    """What is missing before it may open. Raises NotAllowed."""
    return promises.lacks(BOARD, board_id, by)


def destroy(question: BoardQuestion, reason: str) -> None:
    """It is not posted, and its words are gone for good. Call as System."""
    question.state, question.reason = Asked.DECLINED, reason
    question.sealed, question.worded, question.askers = None, None, []
    question.save(update_fields=["state", "reason", "sealed", "worded", "askers"])
    shred(question.id)


def crowd_at(organisation_id: UUID) -> int | None:
    """People who work there: the largest group that was counted, for groups may lie within each other; None: nobody
    counted.
    """
    return max((group.headcount for group in workforce_groups(organisation_id)), default=None)


def owes(organisation_id: UUID, today: date) -> bool:
    """For `owing`: a question of one of its boards waits for an answer whose day has passed."""
    asked = BoardQuestion.objects.filter(recipient_id=organisation_id, state=Asked.RELEASED, answered_on=None)
    return asked.filter(answer_by__lt=today).exists()
