"""A machine is asked: what was prepared goes out, no transaction waits for it, and what comes back is kept."""

from dataclasses import dataclass, field
from uuid import UUID

from saphan.casework.understanding import asking_machines, machines, rendering, texts
from saphan.casework.understanding.adapters.contract import NoWords, Sound, Text
from saphan.casework.understanding.cutting import restore
from saphan.casework.understanding.machines import Opened
from saphan.casework.understanding.models import Rendering
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.vault.services import key_of, open_contents, open_texts, seal
from saphan.voice.models import Conversation

OURSELVES = System("casework.render")


@dataclass(frozen=True, slots=True)
class Work:
    """What one machine is asked. held: what was cut out."""

    machine: Opened
    asked: Text | Sound = field(repr=False)
    held: tuple[str, ...] = field(default=(), repr=False)


def render(rendering_id: UUID) -> None:
    """Ask, and keep the words or why there are none. One that is not waiting any more is left alone."""
    try:
        work = _prepared(rendering_id)
        if work is None:
            return
        found = _asked(work)
    except NoWords as none:
        _keep_trouble(rendering_id, none.code)
        return
    _keep(rendering_id, work, found)


def _asked(work: Work) -> str:
    if isinstance(work.asked, Sound):
        return asking_machines.written_down(work.asked, work.machine)
    return asking_machines.translated(work.asked, work.machine)


def _prepared(rendering_id: UUID) -> Work | None:
    with acting_as(OURSELVES):
        row = Rendering.objects.filter(id=rendering_id, state="asked", made_by=rendering.MACHINE).first()
        conversation = Conversation.objects.filter(id=row.conversation_id, left_on=None).first() if row else None
        if row is None or conversation is None or row.machine_id is None:
            return None
        machine = machines.opened(row.machine_id)
        if machine is None or not machine.card.is_on:
            raise NoWords("machine_off")
        _refuse_what_may_not_leave(row, conversation, machine)
        if row.of == rendering.TRANSCRIPT:
            return Work(machine, _sound(row))
        prepared = texts.opened_cut(row)
        return Work(machine, Text(prepared.text, row.written_language, row.language), prepared.held)


def _refuse_what_may_not_leave(row: Rendering, conversation: Conversation, machine: Opened) -> None:
    """Again, at the last moment: her case may be severe by now, a server may not be near any more."""
    leaves = machine.card.leaves or machines.leaves_the_server(machine.adapter, machine.entered)
    if leaves and (texts.is_severe(conversation) or not row.left_server):
        raise NoWords("not_for_severe" if row.left_server else "forbidden")


def _sound(row: Rendering) -> Sound:
    found = rendering.recordings(row.conversation_id, row.message_id).first() if row.message_id else None
    if found is None:
        raise NoWords("not_done")
    cell = Cell("voice_attachment", "sealed", found.id)
    (content,) = open_contents([(found.sealed, cell)], subject_id=row.conversation_id, why="machine_asked")
    return Sound(content, found.media_type, row.written_language)


def _keep(rendering_id: UUID, work: Work, found: str) -> None:
    with acting_as(OURSELVES):
        row, conversation = _waiting(rendering_id)
        if row is None or conversation is None:
            return
        restored = restore(found, work.held)
        row.sealed = seal(restored.text, key=key_of(conversation.id), cell=texts.cell(row, "sealed"))
        row.touches_safety = rendering.touches(row, conversation, _before(row), restored.text)
        row.state, row.prepared, row.trouble = "done", None, "lost" if restored.lost else ""
        row.save(update_fields=["sealed", "touches_safety", "state", "prepared", "trouble"])
        record("casework.rendered", row.id, detail={"of": row.of, "by": "machine", "safety": row.touches_safety})


def _keep_trouble(rendering_id: UUID, code: str) -> None:
    with acting_as(OURSELVES):
        row, _ = _waiting(rendering_id)
        if row is not None:
            row.state, row.prepared, row.trouble = "failed", None, code
            row.save(update_fields=["state", "prepared", "trouble"])
            record("casework.not_rendered", row.id, detail={"why": code})


def _waiting(rendering_id: UUID) -> tuple[Rendering | None, Conversation | None]:
    """Its story locked first; nothing where it was deleted or dropped meanwhile."""
    named = Rendering.objects.filter(id=rendering_id).values_list("conversation_id", flat=True).first()
    living = Conversation.objects.select_for_update().filter(id=named, left_on=None).first() if named else None
    row = Rendering.objects.select_for_update().filter(id=rendering_id, state="asked").first() if living else None
    return row, living


def _before(row: Rendering) -> str:
    """What she or the caseworker said, whole; of a recording nothing is written."""
    if row.written is not None:
        sealed = (bytes(row.written), texts.cell(row, "written"))
        return open_texts([sealed], subject_id=row.conversation_id, why="machine_asked")[0]
    if row.of != rendering.HERS or row.message_id is None:
        return ""
    still_there = texts.in_words(row.conversation_id).filter(id=row.message_id).exists()
    return texts.said(row.conversation_id, row.message_id, "machine_asked")[1] if still_there else ""
