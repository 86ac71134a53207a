"""What she reads about how long we keep what is hers."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import Story
from saphan.vault import retention
from saphan.voice.ending import MAY_HOLD_A_NUMBER
from saphan.voice.models import Attachment, Conversation, Ending, Message, Status
from saphan.voice.refusals import StoryGone
from saphan.voice.traces.arriving import REMEMBERED

HERS = ("words", "media", "proof", "handle")


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind of what she gave. until: its day, for a closed story. days: how long after closing; None for ever."""

    name: str
    days: int | None
    until: date | None


@dataclass(frozen=True, slots=True)
class KeepingPage:
    closed_on: date | None
    kept: tuple[Kept, ...]
    draft_days: int | None
    backup_days: int | None
    browser_days: int = REMEMBERED.days


def keeping(conversation_id: UUID) -> KeepingPage:
    """Only kinds that she gave are named, words always. Raises StoryGone."""
    days = retention.all_days()
    with acting_as(Story(conversation_id)):
        story = Conversation.objects.filter(id=conversation_id, left_on=None).first()
        if story is None:
            raise StoryGone
        ending = Ending.objects.filter(conversation_id=conversation_id).first()
        closed_on = ending.closed_on if ending and story.status == Status.CLOSED else None
        given = _given(conversation_id)
        told = ending.told_on if ending else None
    kept = tuple(Kept(name, days[name], _until(name, closed_on, told, days[name])) for name in HERS if name in given)
    return KeepingPage(closed_on, kept, days["draft"], days["backup"])


def _given(conversation_id: UUID) -> set[str]:
    files = Attachment.objects.filter(conversation_id=conversation_id)
    found = {"words"}
    if files.exists():
        found.add("media")
    if files.filter(proof_subject_id__isnull=False).exists():
        found.add("proof")
    if Message.objects.filter(conversation_id=conversation_id, part__in=MAY_HOLD_A_NUMBER).exists():
        found.add("handle")
    return found


def _until(name: str, closed_on: date | None, told_on: date | None, days: int | None) -> date | None:
    """Her words stay for a month after she was told, whatever the time set."""
    if closed_on is None or days is None:
        return None
    over = closed_on + timedelta(days=days)
    return max(over, told_on + timedelta(days=30)) if name == "words" and told_on else over
