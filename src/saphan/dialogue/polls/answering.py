"""What workers answer: one row a question, tied to nobody and to no other answer. And what becomes of it."""

import hashlib
from datetime import date
from uuid import UUID

import numpy as np

from saphan.dialogue.polls import garbling
from saphan.dialogue.polls.models import Poll, PollAnswer, PollQuestion, PollResponse, PollWindow, State
from saphan.dialogue.polls.results import kept_in_by
from saphan.dialogue.polls.services import OURSELVES, POLL
from saphan.dialogue.promises.kinds import answerers, one_for
from saphan.dialogue.refusals import DoesNotFit, NotNow
from saphan.languages.writing import clean
from saphan.network.selectors import lead_ids
from saphan.network.services import notify
from saphan.store.acting import acting_as
from saphan.store.callers import Partner
from saphan.vault.recording import record

YES, NO = 1, 0
LONGEST = 4_000


def answer(*, question_id: UUID, choice: int, language: str, once: str) -> None:
    """Keep one answer; the same `once` a second time changes nothing. Raises NotNow or DoesNotFit.

    once: of her visit to this poll; it is kept nowhere, so that nothing ties her answers.
    """
    row_id = UUID(bytes=hashlib.sha256(f"poll-answer {question_id} {once}".encode()).digest()[:16], version=4)
    with acting_as(OURSELVES) as moment:
        question = PollQuestion.objects.filter(id=question_id).first()
        poll = Poll.objects.filter(id=question.poll_id).first() if question else None
        if question is None or poll is None or not is_open(poll, moment.day):
            raise NotNow("not_open")
        if language not in poll.languages or not 0 <= choice < _choices(question):
            raise DoesNotFit("choice")
        window = _window(question) if question.is_delicate else None
        if PollAnswer.objects.filter(id=row_id).exists():
            return
        if window:
            choice = YES if garbling.kept(choice == YES, _is_set(window)) else NO
        PollAnswer.objects.create(id=row_id, poll_id=poll.id, question_id=question.id, choice=choice, language=language)


def is_open(poll: Poll, today: date) -> bool:
    if poll.state != State.RUNNING or poll.begins_on is None or poll.ends_on is None:
        return False
    return poll.begins_on <= today <= poll.ends_on


def respond(*, poll_id: UUID, text: str, language: str, once: UUID, by: Partner) -> None:
    """The responder answers what workers said; late is said to be late. Raises NotAllowed, NotNow or DoesNotFit."""
    said = clean(text).strip()
    if not 0 < len(said) <= LONGEST:
        raise DoesNotFit("length")
    with acting_as(by) as moment:
        poll = one_for(POLL, by, poll_id)
        if PollResponse.objects.filter(id=once).exists():
            return
        if poll.state != State.ENDED or poll.respond_by is None:
            raise NotNow("not_ended")
        PollResponse.objects.create(
            id=once,
            desk_id=poll.desk_id,
            recipient_id=by.organisation_id,
            poll_id=poll.id,
            language=language,
            text=said,
            by=by.id,
            on=moment.day,
        )
        with acting_as(OURSELVES):
            Poll.objects.filter(id=poll.id).update(state=State.ANSWERED)
        record("dialogue.poll_answered", poll.id, fact={"in_time": moment.day <= poll.respond_by}, subject=poll.id)
        notify(staff_ids=lead_ids(poll.desk_id), kind="dialogue.poll_answered", object_id=poll.id)


def sweep() -> int:
    """End what is over, and note who let the day of an answer pass; returns how many promises were broken today."""
    with acting_as(OURSELVES) as moment:
        for poll in Poll.objects.select_for_update().filter(state=State.RUNNING, ends_on__lt=moment.day):
            poll.state = State.ENDED
            poll.save(update_fields=["state"])
            record("dialogue.poll_ended", poll.id, fact={}, subject=poll.id)
            for attack in sorted(kept_in_by(poll)):
                record("dialogue.release_kept_in", poll.id, detail={"name": "polls", "attack": attack})
            notify(staff_ids=answerers(poll), kind="dialogue.poll_over", object_id=poll.id)
        late = Poll.objects.select_for_update().filter(state=State.ENDED, respond_by__lt=moment.day, broken_on=None)
        broken = list(late)
        for poll in broken:
            poll.broken_on = moment.day
            poll.save(update_fields=["broken_on"])
            record("dialogue.promise_broken", poll.id, fact={}, subject=poll.id)
            notify(staff_ids=lead_ids(poll.desk_id), kind="dialogue.promise_broken", object_id=poll.id)
            notify(staff_ids=answerers(poll), kind="dialogue.answer_late", object_id=poll.id)
    return len(broken)


def _choices(question: PollQuestion) -> int:
    return len(next(iter(question.choices.values()))) if question.choices else 2


def _window(question: PollQuestion) -> PollWindow:
    """Locked: answers to one delicate question come one after another, so that two of ten are two of ten."""
    PollWindow.objects.bulk_create(
        [PollWindow(question_id=question.id, plan=list(garbling.draw()))], ignore_conflicts=True
    )
    return PollWindow.objects.select_for_update().get(question_id=question.id)


def _is_set(window: PollWindow) -> bool:
    place = window.came % garbling.WINDOW
    if place == 0 and window.came:
        window.plan = list(garbling.draw())
    is_set = bool(window.plan[place])
    window.came += 1
    window.was_set += is_set
    window.save(update_fields=["plan", "came", "was_set"])
    return is_set


def counted(question: PollQuestion) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Answers by choice. Call inside `acting_as(OURSELVES)`; nobody is shown them before `results` looked at them."""
    chosen = PollAnswer.objects.filter(question_id=question.id).values_list("choice", flat=True)
    return np.bincount(list(chosen), minlength=_choices(question))
