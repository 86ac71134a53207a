"""Putting a message in other words: by a machine, by oneself; checking it, sending it, leaving it."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from saphan.casework.finding import conversation_of, held_conversation_of
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.refusals import DoesNotFit, NothingWritten
from saphan.casework.understanding import machines, texts
from saphan.casework.understanding.adapters.contract import TRANSCRIBE, TRANSLATE
from saphan.casework.understanding.cutting import cut
from saphan.casework.understanding.machines import MachineCard
from saphan.casework.understanding.models import Rendering
from saphan.casework.understanding.refusals import LetAPersonCheck, NotCut, NotForSevere, NotReadByYou, NotTold
from saphan.casework.understanding.safety import touches_safety
from saphan.casework.understanding.to_her import marked
from saphan.languages import catalogue
from saphan.languages.writing import clean
from saphan.network.models import Role
from saphan.network.models import Staff as Member
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer
from saphan.vault.recording import Payload, record
from saphan.vault.sealing import Cell
from saphan.vault.services import key_of, open_texts, seal
from saphan.voice import services as voice
from saphan.voice.channels.leaving import outbox
from saphan.voice.models import Attachment, Conversation, Message
from saphan.voice.stories import note_once

HERS, OURS, SUMMARY, TRANSCRIPT = "hers", "ours", "summary", "transcript"
HUMAN, MACHINE = "human", "machine"


def what_would_leave(*, conversation_id: UUID, text: str = "", message_id: UUID | None = None, by: Staff) -> str:
    """A text as a machine elsewhere would get it, to be looked at first. Raises NotAllowed, DoesNotFit."""
    require(may_work_with_stories(by))
    with acting_as(by):
        conversation = conversation_of(by, conversation_id)
        whole = texts.said(conversation_id, message_id, "machine_preview")[1] if message_id else clean(text)
        return cut(whole, texts.on_file(conversation, whole)).text


def translate_by_machine(
    *, conversation_id: UUID, message_id: UUID, machine_id: UUID, also: Iterable[str] = (), by: Staff
) -> UUID:
    """Let a machine say in the caller's language what she wrote; a task asks it. Returns the rendering's id.

    also: names to cut out that are not on file. A second time, while the first is there, is the first.
    Raises NotAllowed, DoesNotFit, MachineOff, NotForSevere, NotTold.
    """
    require(may_work_with_stories(by))
    with acting_as(by) as moment:
        conversation = held_conversation_of(by, conversation_id)
        machine = _fit_for(conversation, machine_id, TRANSLATE)
        message, text = texts.said(conversation_id, message_id, "machine_asked")
        row = draft_of_hers(conversation, message, by, moment)
        if (former := _former(row, machine_id)) is not None:
            return former
        if machine.leaves:
            _tell_her(conversation, message, machine, moment)
        _ask(row, conversation, machine, text, also)
    return row.id


def write_for_her(
    *, conversation_id: UUID, text: str, machine_id: UUID, also: Iterable[str] = (), once: UUID | None = None, by: Staff
) -> UUID | None:
    """Let a machine put a reply in her language; nothing is sent. None for a form that came twice.

    Raises NotAllowed, NothingWritten, MachineOff, NotForSevere.
    """
    require(may_work_with_stories(by))
    with acting_as(by) as moment:
        conversation = held_conversation_of(by, conversation_id)
        machine = _fit_for(conversation, machine_id, TRANSLATE)
        row = draft_of_ours(conversation, text, by, moment, once)
        if row is not None:
            _ask(row, conversation, machine, clean(text), also)
    return row.id if row else None


def draft_of_ours(
    conversation: Conversation, text: str, by: Staff, moment: Moment, once: UUID | None
) -> Rendering | None:
    """What the caseworker wrote, sealed, not saved yet. None for a form that came twice. Raises NothingWritten."""
    words = clean(text)
    if not words:
        raise NothingWritten
    if not is_first(conversation, once, moment):
        return None
    row = _new(conversation, OURS, by, moment, language=conversation.language)
    row.written_language = language_of(by)
    row.written = seal(words, key=key_of(conversation.id), cell=texts.cell(row, "written"))
    return row


def is_first(conversation: Conversation, once: UUID | None, moment: Moment) -> bool:
    """False for a form that came before; its story is locked."""
    return once is None or note_once(conversation, f"rendering {once}", moment.now)


def draft_of_hers(conversation: Conversation, message: Message, by: Staff, moment: Moment) -> Rendering:
    row = _new(conversation, HERS, by, moment, language=language_of(by))
    row.message_id, row.written_language = message.id, message.language or conversation.language
    return row


def transcribe(*, conversation_id: UUID, message_id: UUID, machine_id: UUID, by: Staff) -> UUID:
    """Let a machine of this house write down a recording. Raises NotAllowed, DoesNotFit, MachineOff, NotCut."""
    require(may_work_with_stories(by))
    with acting_as(by) as moment:
        conversation = held_conversation_of(by, conversation_id)
        machine = machines.usable(machine_id, TRANSCRIBE)
        if machine.leaves:
            raise NotCut
        if not recordings(conversation_id, message_id).exists():
            raise DoesNotFit("message")
        row = _new(conversation, TRANSCRIPT, by, moment, language=conversation.language)
        row.message_id, row.written_language = message_id, conversation.language
        if (former := _former(row, machine_id)) is not None:
            return former
        _by_machine(row, machine)
        row.save(force_insert=True)
        _asked(row, machine)
    return row.id


def put_in_own_words(
    *, conversation_id: UUID, message_id: UUID, words: str, once: UUID | None = None, by: Staff
) -> UUID | None:
    """A translation, or the summary of a recording, that somebody of the desk writes herself. None for a form that came
    twice.

    Raises NotAllowed, DoesNotFit, NothingWritten.
    """
    require(may_work_with_stories(by))
    written = clean(words)
    if not written:
        raise NothingWritten
    with acting_as(by) as moment:
        conversation = held_conversation_of(by, conversation_id)
        spoken = recordings(conversation_id, message_id).exists()
        if not spoken and not texts.in_words(conversation_id).filter(id=message_id).exists():
            raise DoesNotFit("message")
        if not is_first(conversation, once, moment):
            return None
        row = _new(conversation, SUMMARY if spoken else HERS, by, moment, language=language_of(by))
        row.message_id, row.state, row.made_by = message_id, "done", HUMAN
        row.role, row.author = role_of(by), by.id
        row.sealed = seal(written, key=key_of(conversation_id), cell=texts.cell(row, "sealed"))
        row.save(force_insert=True)
        record("casework.rendered", row.id, detail={"of": row.of, "by": row.role, "story": str(conversation_id)})
    return row.id


def confirm(*, rendering_id: UUID, by: Staff) -> None:
    """Somebody who reads her language says that a machine's words are right. Raises NotAllowed, NotReadByYou."""
    require(may_work_with_stories(by))
    with acting_as(by) as moment:
        row = _held(rendering_id, by)
        if row.state != "done" or row.made_by != MACHINE:
            raise NotAllowed
        if not reads(by, row.language if row.of == OURS else row.written_language):
            raise NotReadByYou
        row.checked_by, row.checked_on = by.id, moment.day
        row.save(update_fields=["checked_by", "checked_on"])
        record("casework.rendering_checked", row.id, detail={"of": row.of})


def drop(*, rendering_id: UUID, by: Staff) -> None:
    """Leave it: a draft, or what a machine made. What a person wrote of her words stays, and whoever was asked is asked
    no more by `interpreting.withdraw`. Raises NotAllowed.
    """
    require(may_work_with_stories(by))
    with acting_as(by):
        row = _held(rendering_id, by)
        if row.state == "sent" or (row.made_by == HUMAN and (row.of != OURS or row.state == "asked")):
            raise NotAllowed
        row.state = "dropped"
        row.save(update_fields=["state"])
        record("casework.rendering_dropped", row.id, detail={"of": row.of})


def send(*, rendering_id: UUID, once: UUID | None = None, by: Staff) -> UUID | None:
    """Send her a reply as it was put in her language; both wordings stay. None for a form that came twice.

    Raises NotAllowed, LetAPersonCheck, StoryGone.
    """
    require(may_work_with_stories(by))
    with acting_as(by):
        row = _held(rendering_id, by)
        if row.of != OURS or row.state != "done":
            raise NotAllowed
        if needs_a_person(row, at_risk=texts.is_at_risk(conversation_of(by, row.conversation_id))):
            raise LetAPersonCheck("read_it", "interpreter_instead", "approved_instead")
        (text,) = open_texts([sealed_words(row)], subject_id=row.conversation_id, why="reply_sent")
        words = marked(text, row.language) if row.made_by == MACHINE else text
        message_id = voice.reply(conversation_id=row.conversation_id, text=words, by=by, once=once)
        if message_id is not None:
            row.message_id, row.state = message_id, "sent"
            row.save(update_fields=["message_id", "state"])
            record("casework.rendering_sent", row.id, detail={"made_by": row.made_by})
    return message_id


def needs_a_person(row: Rendering, *, at_risk: bool) -> bool:
    """A machine's words that nobody checked, about her safety; or of whoever is at risk by now."""
    return row.made_by == MACHINE and row.checked_by is None and (row.touches_safety or at_risk)


def touches(row: Rendering, conversation: Conversation, before: str, after: str) -> bool:
    """Whether either wording, or her story as it stands, asks for a person."""
    if texts.is_at_risk(conversation):
        return True
    return touches_safety(before, row.written_language) or touches_safety(after, row.language)


def recordings(conversation_id: UUID, message_id: UUID) -> QuerySet[Attachment]:
    found = Attachment.objects.filter(conversation_id=conversation_id, message_id=message_id)
    return found.filter(media_type__startswith="audio/").order_by("id")


def language_of(by: Staff) -> str:
    """In which she works."""
    return Member.objects.values_list("language", flat=True).get(id=by.id)


def role_of(by: Staff) -> str:
    return Role.CASEWORKER.value if by.has_role(Role.CASEWORKER) else Role.LEAD.value


def reads(by: Staff, language: str) -> bool:
    """Whether she is down as reading a language, or the one that it is a dialect of."""
    known = catalogue.language(language)
    wanted = {language.split("-")[0], known.of if known else ""}
    return bool(wanted & set(Member.objects.values_list("languages", flat=True).get(id=by.id)))


def _fit_for(conversation: Conversation, machine_id: UUID, does: str) -> MachineCard:
    machine = machines.usable(machine_id, does)
    if machine.leaves and texts.is_severe(conversation):
        raise NotForSevere
    return machine


def _former(row: Rendering, machine_id: UUID) -> UUID | None:
    """The same machine is at it, or has said it in this language."""
    same = Rendering.objects.filter(message_id=row.message_id, machine_id=machine_id, of=row.of, language=row.language)
    return same.filter(state__in=("asked", "done")).values_list("id", flat=True).first()


def _tell_her(conversation: Conversation, message: Message, machine: MachineCard, moment: Moment) -> None:
    """She knew of it when she wrote, or hears of it in her chat now. Raises NotTold."""
    is_told = outbox.name_machine(conversation.id, machine.name)
    if not is_told and machine.switched_on and message.at.date() < machine.switched_on:
        raise NotTold("interpreter_instead")


def _new(conversation: Conversation, of: str, by: Staff, moment: Moment, *, language: str) -> Rendering:
    return Rendering(
        desk_id=conversation.desk_id,
        conversation_id=conversation.id,
        of=of,
        language=language,
        asked_by=by.id,
        at=moment.now,
    )


def _by_machine(row: Rendering, machine: MachineCard) -> None:
    row.made_by, row.machine, row.machine_id, row.left_server = MACHINE, machine.name, machine.id, machine.leaves


def _ask(row: Rendering, conversation: Conversation, machine: MachineCard, text: str, also: Iterable[str]) -> None:
    """What leaves the house leaves it cut; what stays in it stays whole."""
    _by_machine(row, machine)
    known = (*texts.on_file(conversation, text), *also) if machine.leaves else ()
    found = cut(text, known) if machine.leaves else texts.whole(text)
    row.prepared = texts.seal_cut(row, found, key_of(conversation.id))
    row.save(force_insert=True)
    _asked(row, machine)


def _asked(row: Rendering, machine: MachineCard) -> None:
    defer("casework.render", in_line="machines", rendering_id=row.id)
    story, asked = str(row.conversation_id), str(machine.id)
    detail: Payload = {"of": row.of, "leaves": machine.leaves, "story": story, "machine": asked}
    record("casework.machine_asked", row.id, detail=detail)


def _held(rendering_id: UUID, by: Staff) -> Rendering:
    """Of her own desk, its story locked first. Raises NotAllowed."""
    named = Rendering.objects.filter(id=rendering_id).values_list("conversation_id", flat=True).first()
    if named is None:
        raise NotAllowed
    held_conversation_of(by, named)
    return Rendering.objects.select_for_update().get(id=rendering_id)


def sealed_words(row: Rendering) -> tuple[bytes, Cell]:
    return bytes(row.sealed or b""), texts.cell(row, "sealed")
