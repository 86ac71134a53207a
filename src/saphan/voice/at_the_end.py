"""Two questions when her story is closed: would she come again, and how did she hear of us. Never required.

Only the figures hear what she answers: codes of her story, which nobody of the desk is shown. She may change her mind.
"""

from uuid import UUID

from saphan.store.acting import Moment
from saphan.store.callers import Staff, Story
from saphan.vault.recording import record
from saphan.voice import telling
from saphan.voice.models import Answer, Ask
from saphan.voice.vocabulary import AT_THE_END

ACTS = {
    "again": ("voice.again_answered", "voice.again_answered_anew"),
    "heard": ("voice.heard_answered", "voice.heard_answered_anew"),
}


def ask(conversation_id: UUID) -> None:
    """On her page, without a word to her telephone. Inside `acting_as`."""
    for question in AT_THE_END:
        telling.ask(conversation_id=conversation_id, question=question, ref=conversation_id, aloud=False)


def take(asked: Ask, code: str, by: Story | Staff, moment: Moment) -> None:
    """A new answer stands instead of the former one."""
    former = Answer.objects.filter(ask_id=asked.id).order_by("-id").values_list("code", flat=True)[1:2]
    answered, anew = ACTS[asked.question]
    for before in former:
        record(anew, asked.conversation_id, fact={"code": before})
    record(answered, asked.conversation_id, fact={"code": code})


def register() -> None:
    for question in AT_THE_END:
        telling.taken_by(question, take)
