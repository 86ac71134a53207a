"""The question for her language in a chat, and her answer there: a button, a number or a name. Call as System."""

from collections.abc import Sequence
from datetime import datetime

from saphan.voice.channels.events import Said
from saphan.voice.channels.leaving import outbox, sentences
from saphan.voice.channels.models import Asking, Way
from saphan.voice.stories import own
from saphan.voice.wishes import choosing
from saphan.voice.wishes.keeping import keep_language, wish_of
from saphan.voice.wishes.who_is_here import say_in_her_chat


def ask(way: Way, among: Sequence[str], now: datetime) -> None:
    way.asking, way.asked_on = Asking.LANGUAGE, now.date()
    way.save(update_fields=["asking", "asked_on"])
    outbox.put_words(way, sentences.ASK_LANGUAGE, now, values={"among": " ".join(among)})


def takes(way: Way, said: Said, typed: str, now: datetime) -> bool:
    """Whether what she sent answers it; a button of an older message still does."""
    speaks = said.choice.removeprefix(sentences.SPEAKS) if said.choice.startswith(sentences.SPEAKS) else ""
    is_open = way.asking == Asking.LANGUAGE and not said.files and not said.choice
    if not speaks and not is_open:
        return False
    conversation = own(way.conversation_id)
    speaks = speaks or choosing.named(typed, wish_of(conversation).among, sentences.another(conversation.language))
    if not choosing.is_known(speaks):
        return False
    if way.asking == Asking.LANGUAGE:
        way.asking = Asking.NOTHING
        way.save(update_fields=["asking"])
    keep_language(conversation, speaks, now.date())
    if speaks == choosing.OTHER:
        outbox.put_words(way, sentences.LANGUAGE_WAITS, now)
    elif not say_in_her_chat(conversation, now):
        outbox.put_words(way, sentences.LANGUAGE_KEPT, now)
    return True
