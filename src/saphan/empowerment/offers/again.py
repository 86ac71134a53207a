"""Asked again in thirty days, where she wishes it: a story that is no voice, a code, and a question when the time came.

Nothing of the offer is kept with it. No desk has to answer: it waits for nobody, and counts nowhere as a contact.
"""

from datetime import timedelta
from uuid import UUID

from django.utils.translation import gettext

from saphan.empowerment.offers.models import AskAgain
from saphan.network import selectors as network
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff, Story, System
from saphan.vault.recording import record
from saphan.voice.inbound import WEB, Accepted, Inbound
from saphan.voice.input_class import FOUND_OUT
from saphan.voice.intake import accept
from saphan.voice.models import Ask
from saphan.voice.moving import Move
from saphan.voice.refusals import StoryGone
from saphan.voice.stories import own, wait_for_the_desk
from saphan.voice.telling import ask, close_asks

QUESTION = "offer"
LATER = timedelta(days=30)
OPEN_FOR = timedelta(days=60)
"""How long the question stays open; a story with an open question never ends."""
BATCH = 200
OURSELVES = System("empowerment.ask_again")


def wish_to_be_asked(*, language: str, once: str) -> Accepted:
    """Begin a story for the question; the same `once` gives the same code again."""
    accepted = accept(
        Inbound(
            desk_id=network.desk_for(language),
            channel=WEB,
            language=language,
            once=once,
            text=gettext("I checked a job offer. Please ask me again."),
            rule=FOUND_OUT,
            waits=False,
        )
    )
    if not accepted.repeated:
        _note(accepted.conversation_id)
    return accepted


def _note(conversation_id: UUID) -> None:
    with acting_as(Story(conversation_id)) as moment:
        story = own(conversation_id)
        AskAgain.objects.create(conversation_id=conversation_id, desk_id=story.desk_id, due_on=moment.day + LATER)
        record("empowerment.to_be_asked", conversation_id)


def sweep() -> None:
    """Each minute: ask where the day has come, and ask no more where nobody answered for long."""
    with acting_as(OURSELVES) as moment:
        due = AskAgain.objects.filter(due_on__lte=moment.day, asked_on=None).order_by("due_on")
        for row in due[:BATCH]:
            _ask(row, moment)
        over = AskAgain.objects.filter(due_on__lte=moment.day - OPEN_FOR).order_by("due_on")
        for row in over[:BATCH]:
            close_asks(question=QUESTION, ref=row.conversation_id)
            row.delete()


def _ask(row: AskAgain, moment: Moment) -> None:
    try:
        ask(conversation_id=row.conversation_id, question=QUESTION, ref=row.conversation_id)
    except StoryGone:
        row.delete()
        return
    row.asked_on = moment.day
    row.save(update_fields=["asked_on"])


def take_answer(asked: Ask, code: str, by: Story | Staff, moment: Moment) -> None:
    """Who says that she was cheated waits for the desk from that moment on."""
    if code == "cheated":
        story = own(asked.conversation_id)
        wait_for_the_desk(story, moment.now)
        story.save(update_fields=["status", "waiting_since", "follow_up_on"])


def forget_story(subject_id: UUID) -> None:
    """For `vault.shredding`."""
    with acting_as(System("empowerment.forget_ask_again")):
        AskAgain.objects.filter(conversation_id=subject_id).delete()


def move_story(move: Move) -> None:
    AskAgain.objects.filter(conversation_id=move.conversation_id).update(desk_id=move.to_desk_id)
