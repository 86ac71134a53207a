"""Sending a poll to workers who said that we may ask them: a band, never who; the same address for all.

Nothing ties an invitation to an answer. The address names the poll and a language, and nothing else; answers are rows
without a time and without a person (`answering`). So nobody can be reminded either, and nobody is.
"""

import random
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from saphan.dialogue.polls import inviting_whom
from saphan.dialogue.polls.answering import is_open
from saphan.dialogue.polls.audience import MONTH, times
from saphan.dialogue.polls.inviting_models import PollInvitation, PollSending
from saphan.dialogue.polls.models import Poll
from saphan.dialogue.polls.services import OURSELVES
from saphan.dialogue.promises.services import require_lead
from saphan.dialogue.refusals import NotNow
from saphan.network.frozen import is_frozen
from saphan.release.bands import band
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.store.turns import one_at_a_time
from saphan.vault.recording import record
from saphan.voice.inviting import sending
from saphan.voice.inviting.finding import Invitee
from saphan.voice.moving import Move
from saphan.voice.stories import hold

SPREAD_HOURS: Final = 12.0
BUDGETS: Final = UUID("7a1c7d0e-6b0f-4b83-9d0a-5f6d0c1b2e78")
"""Turn of whoever spends the month of workers: of two polls that are sent at once only one takes the last of it."""
BATCH: Final = 200
draw = random.SystemRandom().random


@dataclass(frozen=True, slots=True)
class Reaching:
    """What a lead is told. about: a band of those who can be sent it now; "" where they are fewer than `least`.

    sent_on, sent_to: the day on which it went out, and to about how many.
    """

    is_running: bool
    least: int
    about: str = ""
    sent_on: date | None = None
    sent_to: str = ""


def reaching(*, poll_id: UUID, by: Staff) -> Reaching:
    """Raises NotAllowed."""
    _require(poll_id, by)
    with acting_as(OURSELVES) as moment:
        poll = Poll.objects.get(id=poll_id)
        runs, least = is_open(poll, moment.day), inviting_whom.least(poll)
        sent = PollSending.objects.filter(poll_id=poll_id).first()
        if sent is not None:
            return Reaching(runs, least, sent_on=sent.on, sent_to=sent.band)
        number = len(inviting_whom.whom(poll, moment.now)) if runs else 0
        return Reaching(runs, least, about=band(number) if number >= least else "")


def invite(*, poll_id: UUID, by: Staff) -> None:
    """Send it to all who said yes and whom it is for, once a poll, over the next hours.

    Raises NotAllowed; NotNow where it does not run, was sent before, or too few can be reached: then nobody is.
    """
    _require(poll_id, by)
    with acting_as(by) as moment:
        with acting_as(OURSELVES):
            one_at_a_time(BUDGETS)
            poll = Poll.objects.get(id=poll_id)
            if not is_open(poll, moment.day):
                raise NotNow("does_not_run")
            if PollSending.objects.filter(poll_id=poll_id).exists():
                raise NotNow("sent_before")
            people = inviting_whom.whom(poll, moment.now)
            if len(people) < inviting_whom.least(poll):
                raise NotNow("too_few_said_yes")
            _plan(poll, people, moment.now)
            about = band(len(people))
            PollSending.objects.create(poll_id=poll_id, desk_id=poll.desk_id, band=about, by=by.id, on=moment.day)
        record("dialogue.poll_sent", poll_id, detail={"about": about})


def _plan(poll: Poll, people: Collection[Invitee], now: datetime) -> None:
    """Each at a time of her own, so that nothing tells who was sent it together; on a page it stands at once."""
    questions = inviting_whom.questions_of(poll)
    for each, later in zip(people, times(SPREAD_HOURS, [draw() for _each in people]), strict=True):
        PollInvitation.objects.create(
            desk_id=poll.desk_id,
            poll_id=poll.id,
            conversation_id=each.conversation_id,
            questions=questions,
            go_at=now + later,
            on=now.date(),
            by_page=each.way_id is None,
            is_out=each.way_id is None,
        )


def sweep() -> None:
    """Each minute: what is due goes into the outbox; what belongs to a poll that is over never does."""
    with acting_as(OURSELVES) as moment:
        _call_off(moment.now, moment.day)
        PollInvitation.objects.filter(on__lte=moment.day - MONTH).delete()
        due = PollInvitation.objects.filter(is_out=False, go_at__lte=moment.now).order_by("go_at", "id")
        ids = list(due.values_list("id", flat=True)[:BATCH])
    for invitation_id in ids:
        _send(invitation_id)


def _send(invitation_id: UUID) -> None:
    """In one transaction with the outbox, so that nobody is sent it twice. Who may not be sent it now never is."""
    with acting_as(OURSELVES) as moment:
        waiting = PollInvitation.objects.filter(id=invitation_id, is_out=False)
        story_id = waiting.values_list("conversation_id", flat=True).first()
        if story_id is not None:
            hold(story_id)
        invitation = waiting.select_for_update(skip_locked=True).first()
        if invitation is None or is_frozen(invitation.desk_id):
            return
        poll = Poll.objects.get(id=invitation.poll_id)
        hers = inviting_whom.still(poll, invitation.conversation_id, moment.now) if is_open(poll, moment.day) else None
        if hers is None:
            invitation.delete()
        elif hers.at_a_good_time:
            invitation.delivery_id = sending.put(hers, address_of(poll.id, hers.language), moment.now)
            invitation.is_out, invitation.on = True, moment.day
            invitation.save(update_fields=["is_out", "on", "delivery_id"])


def address_of(poll_id: UUID, language: str) -> str:
    """Of the poll in this language: the same for everybody who reads it."""
    return settings.SAPHAN_ADDRESS.rstrip("/") + reverse("dialogue:poll", args=[language, poll_id])


def _call_off(now: datetime, today: date) -> None:
    """A poll that was stopped, or is over: what waits never goes, here and in the outbox."""
    waiting = PollInvitation.objects.exclude(is_out=True, delivery_id=None)
    polls = Poll.objects.filter(id__in=waiting.values("poll_id"))
    of_them = waiting.filter(poll_id__in=[poll.id for poll in polls if not is_open(poll, today)])
    if of_them.exists():
        sending.call_off([each for each in of_them.values_list("delivery_id", flat=True) if each], now)
        of_them.filter(is_out=False).delete()
        of_them.update(delivery_id=None)


def drop_what_waits() -> None:
    """In a restored database: what waits there may have gone out since, and nobody is sent it twice."""
    with acting_as(OURSELVES):
        PollInvitation.objects.filter(is_out=False).delete()


def forget_story(subject_id: UUID) -> None:
    """For `vault.shredding`."""
    with acting_as(OURSELVES):
        PollInvitation.objects.filter(conversation_id=subject_id).delete()


def move_story(move: Move) -> None:
    """Her yes was to the desk that asked her: what waits is dropped when it is due."""
    PollInvitation.objects.filter(conversation_id=move.conversation_id).update(desk_id=move.to_desk_id)


def _require(poll_id: UUID, by: Staff) -> None:
    require_lead(by)
    with acting_as(by):
        if not Poll.objects.filter(id=poll_id, desk_id=by.desk_id).exists():
            raise NotAllowed
