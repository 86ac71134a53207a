"""A board until workers ask: drafted, proposed to whoever shall answer, accepted or declined, opened; and its end."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.dialogue.boards import gate
from saphan.dialogue.boards.models import Asked, Board, BoardAcceptance, BoardQuestion, State
from saphan.dialogue.owing import owes_an_answer
from saphan.dialogue.refusals import DoesNotFit, NotNow, NotYet
from saphan.network.models import Organisation, Role
from saphan.network.selectors import lead_ids, partner_ids, workforce_groups
from saphan.network.services import notify
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
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


def keep_draft(*, draft: Draft, by: Staff, once: UUID | None = None, board_id: UUID | None = None) -> UUID:
    """A new one, or what a draft says now. Raises NotAllowed, DoesNotFit, or NotNow for one that is a draft no more."""
    _require(by)
    _check(draft)
    with acting_as(by):
        row = _draft(board_id, by) if board_id else Board.objects.filter(id=once).first() if once else None
        if row is not None and board_id is None:
            return row.id
        row = row or Board(id=once or random_id(), desk_id=by.desk_id, made_by=by.id)
        row.organisation_id, row.recipient_id = draft.organisation_id, draft.responder_id
        row.languages, row.remedy = list(draft.languages), draft.remedy
        row.threshold, row.answer_days = draft.threshold, draft.answer_days
        row.save(force_insert=board_id is None)
        record("dialogue.board_drafted", row.id)
    return row.id


def propose(*, board_id: UUID, by: Staff) -> None:
    """Ask the responder whether it will answer. Raises NotAllowed, NotNow, or NotYet with what is missing."""
    _require(by)
    with acting_as(by):
        _draft(board_id, by)
    with acting_as(by), acting_as(OURSELVES):
        row = Board.objects.select_for_update().get(id=board_id)
        if lacks := gate.may_be_proposed(_standing(row)):
            raise NotYet(*lacks)
        row.state, row.proposals = State.PROPOSED, row.proposals + 1
        row.terms = _terms(row)
        row.save(update_fields=["state", "proposals", "terms"])
        record("dialogue.board_proposed", row.id, fact={"remedy": row.remedy}, subject=row.id)
        if row.recipient_id:
            notify(staff_ids=partner_ids(row.recipient_id), kind="dialogue.board_for_you", object_id=row.id)


def accept(*, board_id: UUID, by: Partner) -> None:
    """The responder promises to answer in time; the same yes twice is one. Raises NotAllowed or NotNow."""
    with acting_as(by) as moment:
        row = _proposed_to(by, board_id)
        if BoardAcceptance.objects.filter(board_id=board_id, terms=row.terms).exists():
            return
        BoardAcceptance.objects.create(
            desk_id=row.desk_id,
            recipient_id=by.organisation_id,
            board_id=row.id,
            terms=row.terms,
            by=by.id,
            on=moment.day,
        )
        record("dialogue.board_accepted", row.id, fact={"days": row.answer_days}, subject=row.id)
        notify(staff_ids=lead_ids(row.desk_id), kind="dialogue.board_accepted", object_id=row.id)


def decline(*, board_id: UUID, by: Partner) -> None:
    """It will not answer, so that there is no board; it is a draft again. Raises NotAllowed or NotNow."""
    with acting_as(by):
        row = _proposed_to(by, board_id)
        notify(staff_ids=lead_ids(row.desk_id), kind="dialogue.board_declined", object_id=board_id)
        with acting_as(OURSELVES):
            Board.objects.filter(id=board_id).update(state=State.DRAFT, terms="")
            record("dialogue.board_declined", board_id, fact={}, subject=board_id)


def open_board(*, board_id: UUID, by: Staff) -> None:
    """Workers may ask from now on. Raises NotAllowed, NotNow, or NotYet with what is missing."""
    _require(by)
    with acting_as(by) as moment:
        _of_desk(board_id, by)
        with acting_as(OURSELVES):
            row = Board.objects.select_for_update().get(id=board_id)
            if row.state != State.PROPOSED:
                raise NotNow("not_proposed")
            Organisation.objects.select_for_update().filter(id=row.organisation_id).first()  # one board of a workplace
            if lacks := gate.missing(_standing(row)):
                raise NotYet(*lacks)
            row.state, row.opened_on, row.looked_on = State.OPEN, moment.day, moment.day
            row.save(update_fields=["state", "opened_on", "looked_on"])
            record("dialogue.board_opened", row.id, fact={}, subject=row.id)


def close(*, board_id: UUID, by: Staff) -> None:
    """Nobody asks any more, and what was not posted yet is destroyed; what was stays. Raises NotAllowed or NotNow."""
    _require(by)
    with acting_as(by):
        _of_desk(board_id, by)
        with acting_as(OURSELVES):
            row = Board.objects.select_for_update().get(id=board_id)
            if row.state != State.OPEN:
                raise NotNow("not_open")
            row.state = State.CLOSED
            row.save(update_fields=["state"])
            for question in BoardQuestion.objects.select_for_update().filter(board_id=board_id, state__in=UNREAD):
                destroy(question, "closed")
            record("dialogue.board_closed", row.id, fact={}, subject=row.id)


def destroy(question: BoardQuestion, reason: str) -> None:
    """It is not posted, and its words are gone for good. Call as System."""
    question.state, question.reason = Asked.DECLINED, reason
    question.sealed, question.worded, question.askers = None, None, []
    question.save(update_fields=["state", "reason", "sealed", "worded", "askers"])
    shred(question.id)


def lacks(*, board_id: UUID, by: Staff) -> tuple[str, ...]:
    """What is missing before it may open. Raises NotAllowed."""
    _require(by)
    with acting_as(by):
        _of_desk(board_id, by)
        with acting_as(OURSELVES):
            return gate.missing(_standing(Board.objects.get(id=board_id)))


def crowd_at(organisation_id: UUID) -> int | None:
    """People who work there: the largest group that was counted, for groups may lie within each other; None: nobody
    counted.
    """
    return max((group.headcount for group in workforce_groups(organisation_id)), default=None)


def _require(by: Staff) -> None:
    """It binds the whole desk."""
    if not by.has_role(Role.LEAD):
        raise NotAllowed


def _of_desk(board_id: UUID, by: Staff) -> Board:
    """Call inside `acting_as(by)`."""
    row = Board.objects.filter(id=board_id, desk_id=by.desk_id).first()
    if row is None:
        raise NotAllowed
    return row


def _draft(board_id: UUID, by: Staff) -> Board:
    row = _of_desk(board_id, by)
    if row.state != State.DRAFT:
        raise NotNow("no_draft")
    return row


def _proposed_to(by: Partner, board_id: UUID) -> Board:
    row = Board.objects.filter(id=board_id, recipient_id=by.organisation_id).first()
    if row is None:
        raise NotAllowed
    if row.state != State.PROPOSED:
        raise NotNow("not_proposed")
    return row


def _standing(row: Board) -> gate.Asked:
    """Call inside `acting_as(OURSELVES)`: what another desk opened, or is owed, counts too."""
    with acting_as(OURSELVES) as moment:
        accepted = BoardAcceptance.objects.filter(board_id=row.id, terms=row.terms)
        others = Board.objects.filter(organisation_id=row.organisation_id, state=State.OPEN).exclude(id=row.id)
        return gate.Asked(
            responder=row.recipient_id,
            accepted=row.terms == _terms(row) and accepted.exists(),  # the responder is one of the terms
            answer_days=row.answer_days,
            remedy=row.remedy,
            threshold=row.threshold,
            languages=len(row.languages),
            crowd=crowd_at(row.organisation_id),
            owes=owes_an_answer(row.recipient_id, moment.day),
            another=others.exists(),
        )


def owes(organisation_id: UUID, today: date) -> bool:
    """For `owing`: a question of one of its boards waits for an answer whose day has passed."""
    asked = BoardQuestion.objects.filter(recipient_id=organisation_id, state=Asked.RELEASED, answered_on=None)
    return asked.filter(answer_by__lt=today).exists()


def _terms(row: Board) -> str:
    """What is accepted: where, who answers, within how many days, with which remedy, and how much is shown.

    An earlier yes to the same is none: whoever said no since, or was asked anew, is asked.
    """
    said = [
        *(row.organisation_id, row.recipient_id, row.remedy, row.threshold, row.answer_days, row.languages),
        row.proposals,
    ]
    return hashlib.sha256(json.dumps(said, default=str).encode()).hexdigest()


def _check(draft: Draft) -> None:
    """Raises DoesNotFit; what is missing altogether is the gate's to say."""
    if draft.remedy and draft.remedy not in gate.REMEDIES:
        raise DoesNotFit("remedy")
    known = {each for each in (draft.organisation_id, draft.responder_id) if each}
    if Organisation.objects.filter(id__in=known).count() != len(known):
        raise DoesNotFit("organisation")
