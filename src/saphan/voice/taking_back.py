"""A reply that should not have been sent, and words that staff filed under the wrong story (docs/adr/0027)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.ids import ordered_id
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.vault import sealing
from saphan.vault.recording import Payload, record
from saphan.vault.sealing import Cell, SubjectKey
from saphan.vault.services import open_contents, open_texts, seal
from saphan.voice.channels.leaving import outbox
from saphan.voice.letting_go import let_go
from saphan.voice.models import Attachment, Conversation, Message, Status, Told
from saphan.voice.policies import may_answer
from saphan.voice.refusals import NotOurWords
from saphan.voice.stories import key_of_story, own


@dataclass(frozen=True, slots=True)
class TakenBack:
    conversation_id: UUID
    was_seen: bool


def take_back_reply(*, message_id: UUID, by: Staff) -> TakenBack:
    """Take a reply back: not seen by her, it was never sent; seen, she reads that it was a mistake. Counts once.

    What was sent into her chat counts as seen, from the day it went out, and the mistake is said there.

    She waits for an answer again, since when she last wrote, unless another one stands. Raises NotAllowed, NotOurWords.
    """
    with acting_as(by) as moment:
        conversation = _story_of(message_id, by)
        reply = Message.objects.select_for_update().get(id=message_id)
        if reply.inbound or reply.part != "reply":
            raise NotOurWords
        if reply.recalled_on is None and (arrived_at := outbox.take_back(message_id)) is not None:
            reply.seen_by_her_on = reply.seen_by_her_on or arrived_at.date()
        taken = TakenBack(conversation.id, reply.seen_by_her_on is not None)
        if reply.recalled_on is None:
            reply.recalled_on = moment.day
            reply.save(update_fields=["recalled_on", "seen_by_her_on"])
            _wait_again(conversation, moment.now)
            detail: Payload = {"message": str(message_id), "seen": taken.was_seen}
            record("voice.reply_taken_back", conversation.id, detail=detail, fact={"seen": taken.was_seen})
    return taken


def refile(*, message_id: UUID, to_id: UUID, by: Staff) -> UUID:
    """Move what staff wrote down for somebody (a call, a visit) to the story it belongs to; returns its new id.

    Sealed anew under the other story; the wrong row goes. Back again is the same act. Her own words never change place.
    Raises NotAllowed, NotOurWords, StoryGone.
    """
    with acting_as(by):
        wrong = _story_of(message_id, by)
        message = Message.objects.select_for_update().get(id=message_id)
        if not message.inbound or message.author is None or to_id == wrong.id:
            raise NotOurWords
        if not Conversation.objects.filter(id=to_id, desk_id=by.desk_id).exists():
            raise NotAllowed
        moved_id = _seal_anew(message, own(to_id))
        with acting_as(System("voice.refile")):
            Attachment.objects.filter(message_id=message_id).delete()
            Message.objects.filter(id=message_id).delete()
            let_go(message_id)
        defer("voice.read_on", conversation_id=to_id)
        record("voice.refiled", moved_id, detail={"former": str(message_id), "from": str(wrong.id), "to": str(to_id)})
    return moved_id


def _story_of(message_id: UUID, by: Staff) -> Conversation:
    """The story of a message of the caller's desk, locked."""
    if not may_answer(by):
        raise NotAllowed
    found = Message.objects.filter(id=message_id, desk_id=by.desk_id).values_list("conversation_id", flat=True).first()
    if found is None:
        raise NotAllowed
    return own(found)


def _wait_again(conversation: Conversation, now: datetime) -> None:
    lines = Message.objects.filter(conversation_id=conversation.id, recalled_on=None).order_by("-id")
    hers, ours = lines.filter(inbound=True).first(), lines.filter(inbound=False).first()
    if ours is not None and (hers is None or ours.id > hers.id):
        return
    conversation.status, conversation.follow_up_on = Status.WAITING, None
    conversation.waiting_since = hers.at if hers else now
    conversation.save(update_fields=["status", "follow_up_on", "waiting_since"])
    _untell(conversation.id, ("closed", "answered") if ours is None else ("closed",))


def _untell(conversation_id: UUID, steps: Iterable[str]) -> None:
    """Her story does not end with an answer that she has not."""
    with acting_as(System("voice.take_back")):
        for step in steps:
            last = Told.objects.filter(conversation_id=conversation_id).order_by("-id").first()
            if last is not None and last.step == step:
                last.delete()


def _seal_anew(message: Message, story: Conversation) -> UUID:
    former, key = message.id, key_of_story(story.id)
    cell = Cell("voice_message", "sealed", former)
    (text,) = open_texts([(message.sealed, cell)], subject_id=message.conversation_id, why="refiled")
    copy = Message.objects.get(id=former)
    copy.id, copy.conversation_id, copy.supersedes_id = ordered_id(), story.id, former
    copy.sealed, copy.normalised = seal(text, key=key, cell=Cell("voice_message", "sealed", copy.id)), None
    copy.zawgyi_percent = copy.other_reading = None
    copy.save(force_insert=True)
    for file in Attachment.objects.filter(message_id=former):
        _seal_file_anew(file, copy, key)
    return copy.id


def _seal_file_anew(file: Attachment, message: Message, key: SubjectKey) -> None:
    cell = Cell("voice_attachment", "sealed", file.id)
    (content,) = open_contents([(file.sealed, cell)], subject_id=file.conversation_id, why="refiled")
    file.id, file.conversation_id, file.message_id = ordered_id(), message.conversation_id, message.id
    file.sealed = sealing.seal_bytes(content, key, Cell("voice_attachment", "sealed", file.id))
    file.proof_subject_id = file.proof_sealed = None
    file.save(force_insert=True)
