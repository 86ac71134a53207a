"""Back with the claim code: constant cost for every well-formed code, and a budget for wrong ones.

A mistyped code is told by its check digit, without looking anything up. Beyond the budget, wrong codes are answered
slowly, by a bounded number of sleepers, and the leads of the desk are rung once an hour. A right code is never slowed.
"""

import threading
import time
from datetime import timedelta
from uuid import UUID

from saphan.network import selectors as network
from saphan.network.notices import notify
from saphan.store.acting import acting_as
from saphan.store.callers import Lookup, Staff, Story
from saphan.store.refusals import NotAllowed
from saphan.store.writing import insert
from saphan.vault.codes import Mistyped, new_code, read_code
from saphan.vault.hashing import code_hashes, newest
from saphan.vault.recording import record
from saphan.voice.models import Conversation, Message, Status, WrongTry
from saphan.voice.policies import may_answer
from saphan.voice.receipts import answer_in, receipt_of, receipts
from saphan.voice.stories import own, wait_for_the_desk
from saphan.voice.telling import tell

__all__ = ["Mistyped", "NoSuchCode", "give_number", "has_no_number", "open_story", "reopen"]

WRONG_TRIES_AN_HOUR = 30
SLOW_SECONDS = 2.0
SLEEPERS = 4
ON_THE_TELEPHONE = "phone"  # the channel on which no code can be shown when a story begins
BY_THE_MACHINE = ("call", "voice")  # what such a story begins with: a call that was not taken, a voice message
HOUR = timedelta(hours=1)
WRONG_CODES = "voice.wrong_codes"
_slots = threading.BoundedSemaphore(SLEEPERS)


class NoSuchCode(Exception):
    """Well-formed, but it opens nothing here. Never carries the code."""


def open_story(code: str, *, slowly: bool = True) -> UUID:
    """The conversation of a claim code, typed in digits of any script. Raises Mistyped, NoSuchCode.

    slowly: False where nobody waits for the answer and wrong codes have a budget of their own: a task never sleeps.
    """
    hashes = code_hashes(read_code(code))
    keyed_hash, *older = hashes.values()
    with acting_as(Lookup(keyed_hash, tuple(older))):
        hers = Conversation.objects.filter(code_hash__in=[keyed_hash, *older])
        found = hers.values_list("id", "code_key_version").first()
    if found is not None:
        conversation_id, version = found
        if version < max(hashes):
            _hash_anew(conversation_id, hashes)
        return conversation_id
    if _count_wrong_try(keyed_hash) and slowly:
        _answer_slowly()
    raise NoSuchCode


def _hash_anew(conversation_id: UUID, hashes: dict[int, bytes]) -> None:
    """Only now, with the code in hand, can the row move to the newest key."""
    version, keyed_hash = newest(hashes)
    with acting_as(Story(conversation_id)):
        older = Conversation.objects.filter(id=conversation_id, code_key_version__lt=version, left_on=None)
        if older.update(code_hash=keyed_hash, code_key_version=version):
            record("voice.code_hashed_anew", conversation_id)


def reopen(*, conversation_id: UUID, by: Story) -> None:
    """She opens a closed story again. Raises StoryGone."""
    with acting_as(by) as moment:
        conversation = own(conversation_id)
        if conversation.status == Status.CLOSED:
            wait_for_the_desk(conversation, moment.now)
            conversation.save()
            tell(conversation_id=conversation_id, step="reopened")
            record("voice.reopened", conversation_id, fact={})


def has_no_number(*, conversation_id: UUID, by: Staff) -> bool:
    """Whether nobody ever told her a number: she spoke to the machine or was not answered. Raises NotAllowed."""
    _require(by)
    with acting_as(by):
        hers = Conversation.objects.filter(id=conversation_id, left_on=None).first()
        return hers is not None and _was_told_none(hers)


def give_number(*, conversation_id: UUID, by: Staff, once: str) -> str:
    """A claim code for a story that began with the machine on the telephone, to be read out; once for a story.

    Only there: everybody else has hers, and nobody of the desk may make another. once: a repeat of the same send gets
    the same code. Raises NotAllowed.
    """
    _require(by)
    with acting_as(by) as moment:
        hers = Conversation.objects.select_for_update().filter(id=conversation_id, left_on=None).first()
        before = receipt_of(once)
        if before is not None and before.conversation_id == conversation_id:
            return answer_in(before, once)["code"]
        if hers is None or not _was_told_none(hers):
            raise NotAllowed
        code = new_code()
        hers.code_key_version, hers.code_hash = newest(code_hashes(code))
        hers.number_given_on = moment.day
        hers.save(update_fields=["code_hash", "code_key_version", "number_given_on"])
        insert(*receipts(once, {"code": code}, hers.desk_id, conversation_id, moment.now))
        record("voice.number_given", conversation_id)
    return code


def _require(by: Staff) -> None:
    if not may_answer(by):
        raise NotAllowed


def _was_told_none(story: Conversation) -> bool:
    """Of a call that somebody wrote down the number was read out then."""
    if story.channel != ON_THE_TELEPHONE or story.number_given_on is not None:
        return False
    said = Message.objects.filter(conversation_id=story.id, part="said").order_by("id")
    return said.values_list("kind", flat=True).first() in BY_THE_MACHINE


def _count_wrong_try(keyed_hash: bytes) -> bool:
    """Note it; True beyond the budget. The first one beyond rings the leads, and none does for an hour after."""
    with acting_as(Lookup(keyed_hash)) as moment:
        recent = WrongTry.objects.filter(at__gt=moment.now - HOUR)
        beyond = recent.count() >= WRONG_TRIES_AN_HOUR
        rings = beyond and not recent.filter(rang=True).exists()
        WrongTry.objects.create(at=moment.now, rang=rings)
        if rings:
            _ring_the_leads()
    return beyond


def _ring_the_leads() -> None:
    desk_id = network.first_desk_id()
    notify(staff_ids=network.lead_ids(desk_id), kind=WRONG_CODES, urgent=True)
    record("voice.wrong_codes", desk_id)


def _answer_slowly() -> None:
    """When all sleepers are taken the answer comes at once: a flood must not hold the workers of the server."""
    if not _slots.acquire(blocking=False):
        return
    try:
        time.sleep(SLOW_SECONDS)
    finally:
        _slots.release()
