"""Her language, as the house hears it: from what she wrote, or, where that is unclear, from her, asked once.

Never asked twice, not in a chat where she wants few words, and never in an urgent moment. All as System.
"""

from datetime import datetime

from saphan.languages.closest import answered_in
from saphan.languages.identify import Guess
from saphan.vault.recording import record
from saphan.voice.channels.models import Asking
from saphan.voice.models import Conversation
from saphan.voice.speaking import is_spoken, worker_languages
from saphan.voice.wishes import choosing, in_chat
from saphan.voice.wishes.keeping import keep_language, wish_of
from saphan.voice.wishes.models import Wish
from saphan.voice.wishes.moments import is_urgent, open_way

CHATS = ("messenger", "line", "viber", "telegram", "whatsapp", "sms", "gateway")


def hear_first_words(conversation: Conversation, guess: Guess) -> None:
    """Until now there was no word of hers, a sticker perhaps: the language of our own words was only presumed."""
    if conversation.channel in CHATS and guess.language and not guess.ask and is_spoken(guess.language):
        conversation.language = guess.language
        conversation.save(update_fields=["language"])


def hear(conversation: Conversation, guess: Guess, text: str, now: datetime) -> None:
    """Note what her words say of her language; ask her where they leave a doubt."""
    wish = wish_of(conversation)
    if wish.speaks:
        return
    said_before = _said_before(conversation)
    if said_before and _may_be_hers(said_before, guess, conversation):
        keep_language(conversation, said_before, now.date())
        return
    plainly = choosing.heard(guess, conversation.language)
    if plainly and not conversation.dialect:
        conversation.dialect = plainly
        conversation.save(update_fields=["dialect"])
        record("voice.dialect_heard", conversation.id, fact={"dialect": plainly})
    among = choosing.asked_among(guess, text, conversation.language, chose_pages=conversation.channel == "web")
    if among and not wish.asked_on and not conversation.dialect and not is_urgent(conversation):
        _ask(conversation, wish, among, now)


def _ask(conversation: Conversation, wish: Wish, among: tuple[str, ...], now: datetime) -> None:
    """It stands on her story page from now on, and in her chat where nothing else is asked there."""
    wish.among, wish.asked_on = list(among), now.date()
    wish.save()
    way = open_way(conversation.id)
    if way is not None and way.asking == Asking.NOTHING:
        in_chat.ask(way, among, now)


def _may_be_hers(said: str, guess: Guess, conversation: Conversation) -> bool:
    """Two who share a telephone may speak two languages: her plain words say so, or the pages that she chose."""
    if choosing.heard(guess, said):
        return False
    readable = [code for code, _name in worker_languages()]
    return conversation.channel in CHATS or answered_in(said, conversation.language, readable) == conversation.language


def _said_before(conversation: Conversation) -> str:
    """What was said in an earlier story under the same number or account."""
    hers = Conversation.objects.filter(contact_id=conversation.contact_id, left_on=None).exclude(id=conversation.id)
    said = Wish.objects.filter(conversation_id__in=hers.values("id")).exclude(speaks__in=("", choosing.OTHER))
    return said.order_by("-said_on").values_list("speaks", flat=True).first() or ""
