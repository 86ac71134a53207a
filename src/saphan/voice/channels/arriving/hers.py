"""What she said, changed or took back, into her story. Each returns what the event became; all as System."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from saphan.languages.closest import answered_in
from saphan.languages.identify import identify
from saphan.languages.writing import clean
from saphan.store.acting import acting_as
from saphan.store.callers import Story
from saphan.store.tasks import defer
from saphan.store.writing import insert
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.vault.services import seal
from saphan.voice.channels import call_backs
from saphan.voice.channels.accounts.accounts import Opened
from saphan.voice.channels.arriving import code_word, ways
from saphan.voice.channels.arriving.inbox import WAITS, NotYet, once_of, ref_hash
from saphan.voice.channels.events import About, Deleted, Edited, File, Kind, Rang, Said
from saphan.voice.channels.leaving import outbox, permission, sentences
from saphan.voice.channels.models import Asking, InboundEvent, Stage, Way
from saphan.voice.inbound import Inbound
from saphan.voice.input_class import of_a_line
from saphan.voice.intake import accept, message
from saphan.voice.keys_of_words import NAME
from saphan.voice.letting_go import let_go
from saphan.voice.linking import in_chat
from saphan.voice.machines import machines_elsewhere
from saphan.voice.models import Attachment, Conversation, Message, SearchKey, Status
from saphan.voice.refusals import StoryGone, WasDeleted
from saphan.voice.saying import raise_danger, say_more
from saphan.voice.speaking import is_spoken, worker_languages
from saphan.voice.stories import key_of_story, note_once, own, wait_for_the_desk
from saphan.voice.telling import tell
from saphan.voice.traces.arriving import forget_text, note_handle

FORWARDED, GONE, WORD_TO_CALL = "forwarded", "gone", "call_back"
FETCHED = (Kind.PHOTO, Kind.VOICE)


@dataclass(frozen=True, slots=True)
class Became:
    """The message of her story, if it became one. stage: FILES while her files are still at the provider."""

    conversation_id: UUID | None = None
    message_id: UUID | None = None
    stage: str = Stage.DONE


NOTHING = Became()


def take_said(found: Opened, said: Said, now: datetime) -> Became:
    """A first message begins a story, a further one goes on with it; an answer to a question of ours is neither.

    What she took back before it came is not kept.
    """
    if said.ref and _taken_back(found, said.ref):
        return NOTHING
    if said.goes_on and (story_id := ways.story_under(found, said.ref)) is not None:
        return _into_the_same(found, said, story_id)
    way = ways.way_of(found, said.handle) if said.handle else None
    if way is not None and ways.may_be_another(way, said.at, said.profile):
        return _from_another(found, said, way, now)
    if way is not None:
        ways.heard(way, said, now)
        if _is_an_answer(way, said, now):
            return Became(way.conversation_id)
    if _is_empty(said):
        return NOTHING
    if way is None and said.handle is not None and in_chat.opens_a_story(said.text):
        return _begin_with_a_number(found, said, now)
    return _into_a_story(found, said, way, now)


def _is_an_answer(way: Way, said: Said, now: datetime) -> bool:
    """To a question of ours; a question that had to wait for another has its turn then."""
    taken = in_chat.takes(way, said, now) or permission.takes(way, said, now)
    if not taken or way.asking == Asking.NOTHING:
        outbox.ask_what_waits(way, now)
    return taken


def take_rang(found: Opened, rang: Rang, now: datetime) -> Became:
    """A missed call is a message without words, and somebody to be rung; in danger, the desk is rung at once."""
    call = Said(rang.id, rang.at, rang.handle, kind=Kind.CALL, language=rang.language)
    became = take_said(found, call, now)
    if became.conversation_id is not None and rang.handle is not None:
        call_backs.ask_for(became.conversation_id, how=call_backs.MISSED, now=now)
    if became.conversation_id is not None and rang.danger:
        raise_danger(conversation_id=became.conversation_id)
    return became


def take_edited(found: Opened, edited: Edited, received_at: datetime, now: datetime) -> Became:
    """Beside what she said first, which stays: the desk sees that she changed it. Raises NotYet."""
    if _taken_back(found, edited.ref):
        return NOTHING
    versions = _versions(found, edited.ref)
    if not versions:
        if now - received_at < WAITS:
            raise NotYet
        return take_said(found, Said(edited.id, edited.at, edited.handle, edited.text, ref=edited.ref), now)
    story_id = versions[-1].conversation_id
    if story_id is None or not clean(edited.text):
        return NOTHING
    try:
        return Became(story_id, _add_version(found, edited, versions, story_id))
    except StoryGone:
        return NOTHING


def take_deleted(found: Opened, deleted: Deleted, received_at: datetime, now: datetime) -> Became:
    """Her words and files go; that there was a message stays. Raises NotYet."""
    versions = _versions(found, deleted.ref)
    if not versions and now - received_at < WAITS:
        raise NotYet
    for version in versions:
        if version.message_id and version.conversation_id:
            _empty(version.message_id, version.conversation_id)
            InboundEvent.objects.filter(id=version.id, stage=Stage.FILES).update(stage=Stage.DONE, sealed=b"")
    return NOTHING


def _from_another(found: Opened, said: Said, way: Way, now: datetime) -> Became:
    """A new story under the same handle; the older one is not shown, added to, nor answered here until she says so."""
    if said.handle is None or _is_empty(said):
        return NOTHING
    former_id = ways.let_go(way, said.handle, now)
    became = _begin(found, said, way, now)
    if became.conversation_id is not None:
        ways.begin_anew(way, former_id, said.profile, now)
    return became


def _begin_with_a_number(found: Opened, said: Said, now: datetime) -> Became:
    """Her first message is the number of an earlier story: it is not kept, and she is asked about the two."""
    became = _into_a_story(found, replace(said, text="", kind=Kind.CODE), None, now)
    way = ways.way_of(found, said.handle) if said.handle else None
    if way is not None:
        in_chat.takes(way, said, now)
    return became


def _into_a_story(found: Opened, said: Said, way: Way | None, now: datetime) -> Became:
    story_id = ways.story_of(way) if way is not None else None
    try:
        became = _go_on(found, said, story_id) if story_id else _begin(found, said, way, now)
    except (StoryGone, WasDeleted):
        return NOTHING
    if way is not None or said.handle is not None:
        _answer_kindly(found, said, became, now)
    return became


def _into_the_same(found: Opened, said: Said, story_id: UUID) -> Became:
    """What has no handle goes on where its talk began."""
    if _is_empty(said):
        return NOTHING
    try:
        return _go_on(found, said, story_id)
    except (StoryGone, WasDeleted):
        return NOTHING


def _begin(found: Opened, said: Said, way: Way | None, now: datetime) -> Became:
    """Raises WasDeleted, StoryGone."""
    accepted = accept(
        Inbound(
            desk_id=found.desk_id,
            channel=found.declaration.name,
            language=_language(found, said),
            once=once_of(found.id, said.id),
            text=said.text,
            handle=said.handle or said.typed,
            place=said.place,
            rule=_rule(found, said),
            came_as=_came_as(found, said),
            door=f"account {found.id}",
        )
    )
    if said.handle is not None:
        opened = ways.lead_to(way, found, said, accepted.conversation_id, now)
        if way is None:
            outbox.put_words(opened, sentences.HELLO, now)
            for name in machines_elsewhere(found.desk_id):
                outbox.put_words(opened, sentences.MACHINE, now, values={"name": name})
    first = Message.objects.filter(conversation_id=accepted.conversation_id, part="said").order_by("id")
    return _with_files(found, said, accepted.conversation_id, first.values_list("id", flat=True).first())


def _go_on(found: Opened, said: Said, story_id: UUID) -> Became:
    """Raises StoryGone."""
    was_closed = Conversation.objects.filter(id=story_id, status=Status.CLOSED).exists()
    message_id = say_more(
        conversation_id=story_id,
        text=said.text,
        once=once_of(found.id, said.id),
        came_as=_came_as(found, said),
        rule=_rule(found, said),
    )
    if message_id and said.typed is not None:
        note_handle(story_id, said.typed)
    if was_closed:
        tell(conversation_id=story_id, step="reopened")
    return _with_files(found, said, story_id, message_id)


def _with_files(found: Opened, said: Said, story_id: UUID, message_id: UUID | None) -> Became:
    fetches = bool(message_id and any(is_fetched(file, found) for file in said.files))
    says_so = bool(message_id and said.answers and found.channel.acknowledge)
    return Became(story_id, message_id, Stage.FILES if fetches or says_so else Stage.DONE)


def _rule(found: Opened, said: Said) -> str:
    """Words of others about her are feedback until the desk has spoken with her, whoever runs the channel."""
    return of_a_line(independent=found.independent, about_herself=said.about == About.HERSELF)


def is_fetched(file: File, found: Opened) -> bool:
    """What may be a photo or a recording, where it can be had."""
    may_be = file.kind in FETCHED or file.media_type.startswith(("image/", "audio/"))
    return may_be and (bool(file.content) or found.channel.fetch is not None)


def _came_as(found: Opened, said: Said) -> str:
    """What the desk is told it was, where it is more or other than her own text."""
    if code_word.is_said(found.code_word, said.text):
        return WORD_TO_CALL
    if said.kind != Kind.TEXT:
        return said.kind.value
    if said.forwarded and said.about != About.REFERRAL:
        return FORWARDED
    if said.about != About.HERSELF:
        return said.about.value
    return "" if clean(said.text) else Kind.OTHER.value


def _answer_kindly(found: Opened, said: Said, became: Became, now: datetime) -> None:
    """What we cannot carry is answered; the word that asks for a call is answered."""
    if became.conversation_id is None or said.handle is None:
        return
    way = ways.way_of(found, said.handle)
    if way is None:
        return
    if _came_as(found, said) == WORD_TO_CALL:
        call_backs.ask_for(became.conversation_id, how=call_backs.WORD, now=now)
        outbox.put_kind_words(way, outbox.words_of_a_call(way), now)
    elif said.kind.value in sentences.NOT_CARRIED and became.stage == Stage.DONE:
        outbox.put_kind_words(way, sentences.NOT_CARRIED[said.kind.value], now)


def _language(found: Opened, said: Said) -> str:
    """A first guess at what she reads, by what she wrote, else the form or her phone, else the desk."""
    hint = said.language.split("-")[0].lower()
    spoken = found.account.languages[0] if found.account.languages else "en"
    guess = identify(said.text, channel_language=hint)
    unclear = guess.ask and not guess.among and is_spoken(hint)
    if guess.language is None or unclear:
        return hint if is_spoken(hint) else spoken
    return answered_in(guess.language, spoken, dict(worker_languages()))


def _is_empty(said: Said) -> bool:
    return not said.text.strip() and not said.files and said.kind == Kind.TEXT


def _versions(found: Opened, ref: str) -> list[InboundEvent]:
    """What came of this message so far, as it was said, first first."""
    known = InboundEvent.objects.filter(account_id=found.id, ref_hash=ref_hash(found.id, ref), message_id__isnull=False)
    return list(known.order_by("said_at", "id"))


def _taken_back(found: Opened, ref: str) -> bool:
    gone = InboundEvent.objects.filter(account_id=found.id, ref_hash=ref_hash(found.id, ref), kind="deleted")
    return gone.filter(stage=Stage.DONE).exists()


def _add_version(found: Opened, edited: Edited, versions: Sequence[InboundEvent], story_id: UUID) -> UUID | None:
    """One that comes late is put in its place: what she wrote after it still stands. Raises StoryGone."""
    earlier = [version for version in versions if version.said_at <= edited.at]
    later = [version for version in versions if version.said_at > edited.at]
    with acting_as(Story(story_id)) as moment:
        conversation = own(story_id)
        if not note_once(conversation, once_of(found.id, edited.id), moment.now):
            return None
        key, words = key_of_story(story_id), clean(edited.text)
        row = message(
            edited.text, words, conversation.desk_id, story_id, key, moment.now, language=conversation.language
        )
        row.supersedes_id = (earlier or versions)[-1 if earlier else 0].message_id
        insert(_as_before(row))
        if later and later[0].message_id:
            Message.objects.filter(id=later[0].message_id).update(supersedes_id=row.id)
        wait_for_the_desk(conversation, moment.now)
        conversation.save()
        defer("voice.read_on", conversation_id=story_id)
        record("voice.said_differently", story_id)
    return row.id


def _as_before(row: Message) -> Message:
    """What is said differently is of the class of what it stands for, also where she has spoken with the desk since."""
    if row.supersedes_id is not None:
        before = Message.objects.filter(id=row.supersedes_id).values_list("rule", "input_class").first()
        row.rule, row.input_class = before or (row.rule, row.input_class)
    return row


def _name_anew(story_id: UUID) -> None:
    """The story is not found any more by a name that only stood in what she took back."""
    SearchKey.objects.filter(conversation_id=story_id, kind=NAME).delete()
    Message.objects.filter(conversation_id=story_id, inbound=True).update(zawgyi_percent=None)
    defer("voice.read_on", conversation_id=story_id)


def _empty(message_id: UUID, story_id: UUID) -> None:
    """A row of the same name and place, without anything in it."""
    former = Message.objects.filter(id=message_id).exclude(kind=GONE).first()
    if former is None:
        return
    Attachment.objects.filter(message_id=message_id).delete()
    Message.objects.filter(id=message_id).delete()
    let_go(message_id)
    forget_text(story_id, message_id)
    former.kind, former.size, former.language = GONE, 0, ""
    former.normalised = former.other_reading = former.zawgyi_percent = None
    former.sealed = seal("", key=key_of_story(story_id), cell=Cell("voice_message", "sealed", message_id))
    insert(former)
    _name_anew(story_id)
    record("voice.said_no_more", story_id, detail={"message": str(message_id)})
