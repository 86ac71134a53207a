"""Photos and recordings at the provider: fetched by a task, without their metadata, sealed beside her words."""

import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings

from saphan.store.acting import acting_as
from saphan.store.callers import Intake, System
from saphan.store.writing import insert
from saphan.vault.recording import record
from saphan.vault.sealing import SubjectKey
from saphan.voice import media
from saphan.voice.channels import wire
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.accounts.accounts import Opened
from saphan.voice.channels.arriving import acknowledging, elsewhere
from saphan.voice.channels.arriving.hers import GONE, is_fetched
from saphan.voice.channels.arriving.inbox import opened_event, sealed_event
from saphan.voice.channels.contract import Content, Failed, Request
from saphan.voice.channels.events import Elsewhere, File, Said, Why
from saphan.voice.channels.leaving import outbox, sentences, waiting
from saphan.voice.channels.models import InboundEvent, Stage, Way
from saphan.voice.inbound import Media
from saphan.voice.intake import attachment_row
from saphan.voice.models import Attachment, Conversation, Message
from saphan.voice.refusals import StoryGone
from saphan.voice.stories import key_of_story, own

OURSELVES = System("voice.fetch_files")
MOST_STEPS = 3  # where it is, where it went, the file
MOST_TRIES = 60  # half an hour apart at the end: a day and more
SECONDS = 30.0

log = logging.getLogger("saphan.channels")


class Later(Exception):
    """The provider is away; the same again later."""


class Never(Exception):
    """It is gone, too large, or nothing that we can keep."""


def fetch_files(event_id: UUID) -> None:
    """What is still to be asked of the provider about an event that stands in her story.

    What fails is tried again later, and never keeps others from their turn.
    """
    with acting_as(OURSELVES):
        row = InboundEvent.objects.filter(id=event_id, stage=Stage.FILES).first()
    found = accounts.opened(row.account_id, ended=True) if row is not None else None
    if row is None or found is None:
        return
    try:
        _do(row, found)
    except Exception as error:
        log.error("files were not fetched: %s", type(error).__name__)
        _put_off(event_id)


def _do(row: InboundEvent, found: Opened) -> None:
    event = opened_event(row, found.key)
    if isinstance(event, Elsewhere):
        if _is_ours_to_say(row.id):
            elsewhere.refuse(found, event)
    elif isinstance(event, Said):
        _fetch(row, event, found)


def _is_ours_to_say(event_id: UUID) -> bool:
    """Done before it is said: it is never said twice."""
    with acting_as(OURSELVES):
        waiting_now = InboundEvent.objects.filter(id=event_id, stage=Stage.FILES)
        return bool(waiting_now.update(stage=Stage.DONE, sealed=b"", handle_hash=None))


def _fetch(row: InboundEvent, said: Said, found: Opened) -> None:
    """Of several files those that can be kept; whoever sent them is told of the rest."""
    kept: list[Media] = []
    for file in said.files:
        try:
            kept.append(_kept(file, found))
        except Later:
            if row.tries + 1 < MOST_TRIES:
                _put_off(row.id)
                return
        except Never:
            continue
    told_later = acknowledging.without_words(said) if found.channel.acknowledge else None
    _attach(row.id, kept, is_whole=len(kept) == len(said.files), rest=told_later, key=found.key)
    if told_later is not None:
        _say_that_it_came(row.id, told_later, found)


def _say_that_it_came(event_id: UUID, said: Said, found: Opened) -> None:
    """To whoever sent her; while no mail can be sent it waits, without a word of what came."""
    try:
        acknowledging.tell(found, said)
    except acknowledging.NotNow:
        _put_off(event_id)
        return
    with acting_as(OURSELVES):
        row = InboundEvent.objects.select_for_update().filter(id=event_id, stage=Stage.FILES).first()
        if row is not None:
            _end(row, None, None)


def _kept(file: File, found: Opened) -> Media:
    """Raises Later, Never."""
    if not is_fetched(file, found):
        raise Never
    largest = min(found.declaration.largest_file, settings.SAPHAN_LARGEST_FILE)
    if file.size is not None and file.size > largest:
        raise Never
    content = Content(file.content) if file.content else _content(file, found, largest)
    try:
        return media.read_media(content.body, largest=largest)
    except media.MediaRefused:
        raise Never from None


def _content(file: File, found: Opened, largest: int) -> Content:
    """Raises Later, Never."""
    if found.channel.fetch is None or found.channel.fetched is None:
        raise Never
    asked = found.channel.fetch(file, found.account)
    for _ in range(MOST_STEPS):
        answer = _answered(asked, file, found, largest)
        if isinstance(answer, Content):
            return answer
        asked = answer
    raise Never


def _answered(asked: Request, file: File, found: Opened, largest: int) -> Request | Content:
    """Raises Later, Never."""
    assert found.channel.fetched is not None
    try:
        response = wire.speak(asked, largest=largest, seconds=SECONDS, follow=2)
    except (wire.Forbidden, wire.TooLong):
        raise Never from None
    except (wire.NotAsked, wire.NoAnswer):
        raise Later from None
    answer = found.channel.fetched(response, file, found.account)
    if isinstance(answer, Failed):
        raise Never if answer.why in (Why.TERMINAL, Why.GONE) else Later
    return answer


def _attach(
    event_id: UUID,
    kept: Sequence[Media],
    *,
    is_whole: bool,
    rest: Said | None = None,
    key: SubjectKey | None = None,
) -> None:
    """Beside her words, and the event is done, but for `rest`; her story may be gone, or her message taken back."""
    with acting_as(OURSELVES) as moment:
        row = InboundEvent.objects.select_for_update().filter(id=event_id, stage=Stage.FILES).first()
        if row is None:
            return
        _end(row, rest, key)
        carrier = _carrier(row)
        if carrier is None:
            return
        if kept:
            _keep(carrier, kept, moment.now)
        if not is_whole:
            _say_that_it_did_not_open(carrier.conversation_id, moment.now)


def _end(row: InboundEvent, rest: Said | None, key: SubjectKey | None) -> None:
    """rest: what is still to be done stays, sealed."""
    if rest is not None and key is not None:
        row.sealed = sealed_event(row.id, rest, key)
    else:
        row.stage, row.sealed, row.handle_hash = Stage.DONE, b"", None
    row.save(update_fields=["stage", "sealed", "handle_hash"])


def _carrier(row: InboundEvent) -> Message | None:
    """Her message, unless she took it back meanwhile."""
    if row.message_id is None:
        return None
    return Message.objects.filter(id=row.message_id).exclude(kind=GONE).first()


def _keep(carrier: Message, kept: Sequence[Media], now: datetime) -> None:
    try:
        story = own(carrier.conversation_id)
        key = key_of_story(story.id)
    except StoryGone:
        return
    if Attachment.objects.filter(message_id=carrier.id).exists():
        return
    rows = [attachment_row(each, carrier, key, now) for each in kept]
    with acting_as(Intake(story.desk_id, story.id)):
        insert(*rows)
    record("voice.files_fetched", story.id, detail={"files": len(rows)})


def _say_that_it_did_not_open(story_id: UUID, now: datetime) -> None:
    way = Way.objects.filter(conversation_id=story_id, closed_on=None).order_by("-heard_at").first()
    if way is not None and Conversation.objects.filter(id=story_id, left_on=None).exists():
        outbox.put_kind_words(way, sentences.NOT_OPENED, now)
    record("voice.files_not_fetched", story_id)


def _put_off(event_id: UUID) -> None:
    """The message stands in her story meanwhile; after a day and more it stays without its file, and she is told."""
    with acting_as(OURSELVES) as moment:
        row = InboundEvent.objects.select_for_update().filter(id=event_id, stage=Stage.FILES).first()
        if row is None:
            return
        row.tries += 1
        row.next_try_at = moment.now + waiting.after(row.tries)
        row.save(update_fields=["tries", "next_try_at"])
        given_up = row.tries >= MOST_TRIES
    if given_up:
        _attach(event_id, (), is_whole=False)
