"""What her page and the desk's show of her wishes. Call inside `acting_as`."""

from dataclasses import dataclass

from saphan.voice.models import Conversation
from saphan.voice.wishes.choosing import OTHER
from saphan.voice.wishes.models import Wish
from saphan.voice.wishes.moments import is_urgent


@dataclass(frozen=True, slots=True)
class WishShown:
    """speaks: what we take for her language. said: she said so. other: she said that it is none that we know.

    among: between which she is asked to choose now.
    """

    speaks: str
    said: bool = False
    other: bool = False
    among: tuple[str, ...] = ()
    asked: bool = False
    answered_by: str = ""


def wish_shown(conversation: Conversation) -> WishShown:
    speaks = conversation.dialect or conversation.language
    wish = Wish.objects.filter(conversation_id=conversation.id).first()
    if wish is None:
        return WishShown(speaks)
    open_now = bool(wish.asked_on) and not wish.speaks and not is_urgent(conversation)
    among = tuple(wish.among) if open_now else ()
    is_other = wish.speaks == OTHER
    return WishShown(speaks, bool(wish.speaks) and not is_other, is_other, among, bool(wish.asked_on), wish.answered_by)
