"""What is noted of where a voice came from, when it comes and when more of it comes.

At intake it is one row more in the same round trip. What comes later is noted as System, inside the act that brings it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.writing import Statement
from saphan.vault.keyring import key_ring
from saphan.voice.inbound import Handle, Inbound
from saphan.voice.models import Conversation, Trace
from saphan.voice.traces import marks

REMEMBERED = timedelta(days=30)  # a browser: as long as its cookie lasts
MOST_TEXTS = 50  # messages of one story that are signed
OURSELVES = System("voice.trace")

# By hand, because every voice waits for it: an object with six lists costs four times as much.
_INSERT = """INSERT INTO voice_trace
(conversation_id, desk_id, began, sources, handles, phones, browsers, forget_on, key_version, texts)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, '{}')"""


def statement_of(inbound: Inbound, desk_id: UUID, conversation_id: UUID, now: datetime) -> Statement:
    """The row of a first message. A row of an old log began when it was written, and never after now."""
    began = marks.hour_of(inbound.old.opened_at if inbound.old else now, now)
    handles = marks.of_handle(inbound.handle) if inbound.handle else []
    phones = marks.of_phone(inbound.handle) if inbound.handle else []
    kept = (marks.marks_of(marks.DOOR, inbound.door), handles, phones, marks.marks_of(marks.BROWSER, inbound.browser))
    forget_on = now.date() + REMEMBERED if inbound.browser else None
    return _INSERT, [conversation_id, desk_id, began, *map(_written, kept), forget_on, key_ring().hash_version]


def _written(kept: Sequence[bytes]) -> str:
    """Marks as PostgreSQL reads a list of them."""
    listed = ",".join(rf'"\\x{each.hex()}"' for each in kept)
    return f"{{{listed}}}"


def note_handle(conversation_id: UUID, handle: Handle) -> None:
    """She gave another way to reach her. Inside the act that keeps it, with her story locked."""
    with acting_as(OURSELVES):
        row = _row(conversation_id)
        row.handles = _with(row.handles, marks.of_handle(handle))
        row.phones = _with(row.phones, marks.of_phone(handle))
        row.save()


def note_browser(conversation_id: UUID, browser: str) -> None:
    """She wrote on in a browser. Inside the act that keeps it, with her story locked; without cookies nothing."""
    if not browser:
        return
    with acting_as(OURSELVES):
        row = _row(conversation_id)
        here = marks.marks_of(marks.BROWSER, browser)
        if not set(here) <= set(map(bytes, row.browsers)):
            row.browsers = _with(row.browsers, here)
            row.forget_on = row.forget_on or clock.today() + REMEMBERED
            row.save()


def note_texts(conversation_id: UUID, said: Sequence[tuple[UUID, str]]) -> None:
    """Signatures of what she said, by message: each once, and of the first MOST_TEXTS. As System, her story locked."""
    if not said:
        return
    row = _row(conversation_id)
    known = {marks.message_of(each) for each in row.texts}
    fresh = [(message_id, text) for message_id, text in said if message_id not in known]
    signed = [signed for message_id, text in fresh if (signed := marks.of_text(message_id, text))]
    if signed:
        row.texts = [*row.texts, *(each for entry in signed[: max(0, MOST_TEXTS - len(known))] for each in entry)]
        row.save()


def forget_text(conversation_id: UUID, message_id: UUID) -> None:
    """She took it back. As System."""
    row = Trace.objects.select_for_update().filter(conversation_id=conversation_id).first()
    if row is not None:
        row.texts = [each for each in row.texts if marks.message_of(each) != message_id]
        row.save(update_fields=["texts"])


def forget_handle(conversation_id: UUID, handle: Handle) -> None:
    """It may have another owner by now, who shares nothing with this story. As System."""
    row = Trace.objects.select_for_update().filter(conversation_id=conversation_id).first()
    if row is not None:
        row.handles = _without(row.handles, marks.of_handle(handle))
        row.phones = _without(row.phones, marks.of_phone(handle))
        row.save(update_fields=["handles", "phones"])


def forget_handles(conversation_ids: Iterable[UUID]) -> None:
    """Their time is over. As System."""
    Trace.objects.filter(conversation_id__in=list(conversation_ids)).update(handles=[], phones=[])


def _row(conversation_id: UUID) -> Trace:
    """Locked; a new one, not kept yet, of a story from before there were any."""
    row = Trace.objects.select_for_update().filter(conversation_id=conversation_id).first()
    return row or empty_row(Conversation.objects.get(id=conversation_id))


def empty_row(story: Conversation) -> Trace:
    began = marks.hour_of(story.opened_at, clock.now())
    key_version = key_ring().hash_version
    return Trace(conversation_id=story.id, desk_id=story.desk_id, began=began, key_version=key_version)


def _with(kept: Sequence[bytes], more: Sequence[bytes]) -> list[bytes]:
    return list(dict.fromkeys((*map(bytes, kept), *more)))


def _without(kept: Sequence[bytes], less: Sequence[bytes]) -> list[bytes]:
    return [each for each in map(bytes, kept) if each not in less]
