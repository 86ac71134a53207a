"""An interpreter is asked for one text and sees that text alone: no story, no message beside it, no number, no name.

She reads a copy under a key of its own, with numbers and names cut out, once she has said that she knows nobody there.
The rows that lead from it to a story are the desk's alone. Answered or withdrawn, the copy and its key are gone. All of
that is held by the database (docs/adr/0034): she changes no row herself.
"""

import json
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from saphan.casework.finding import held_conversation_of
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.refusals import DoesNotFit, NothingWritten
from saphan.casework.understanding import rendering, texts
from saphan.casework.understanding.cutting import Cut, cut, restore
from saphan.casework.understanding.models import AskedAbout, AskedWords, Asking, Rendering
from saphan.languages.writing import clean
from saphan.network.models import Role
from saphan.network.models import Staff as Member
from saphan.network.notices import nothing_more_of, notify
from saphan.network.selectors import with_role
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import OneMessage, Staff, System
from saphan.store.ids import random_id
from saphan.store.refusals import NotAllowed
from saphan.vault.models import DataKey
from saphan.vault.recording import record
from saphan.vault.sealing import Cell
from saphan.vault.services import key_of, new_key, open_texts, seal
from saphan.voice.models import Conversation

ASKED, ANSWERED = "casework.interpreter_asked", "casework.translated"
WAITING, TAKEN, DONE, WITHDRAWN, ENDED = "waiting", "taken", "done", "withdrawn", "ended"
LONGEST = 20_000
OURSELVES = System("casework.interpreting")


@dataclass(frozen=True, slots=True)
class AskedText:
    """All that an interpreter sees."""

    text: str = field(repr=False)
    source: str
    language: str


def ask_interpreter(
    *, conversation_id: UUID, message_id: UUID, interpreter_id: UUID | None = None, once: UUID | None = None, by: Staff
) -> UUID | None:
    """Ask for one thing that she said, in the caller's language; returns the asking's id. None for a form that came
    twice.

    interpreter_id: whom; None asks whoever of the desk is free. Raises NotAllowed, DoesNotFit.
    """
    require(may_work_with_stories(by))
    with acting_as(by) as moment:
        conversation = held_conversation_of(by, conversation_id)
        message, text = texts.said(conversation_id, message_id, "interpreter_asked")
        if not rendering.is_first(conversation, once, moment):
            return None
        row = rendering.draft_of_hers(conversation, message, by, moment)
        return _hand_out(row, conversation, text, interpreter_id, by, moment)


def ask_to_write(
    *, conversation_id: UUID, text: str, interpreter_id: UUID | None = None, once: UUID | None = None, by: Staff
) -> UUID | None:
    """Ask for a reply in her language; nothing is sent. None for a form that came twice.

    Raises NotAllowed, NothingWritten, DoesNotFit.
    """
    require(may_work_with_stories(by))
    with acting_as(by) as moment:
        conversation = held_conversation_of(by, conversation_id)
        row = rendering.draft_of_ours(conversation, text, by, moment, once)
        return _hand_out(row, conversation, clean(text), interpreter_id, by, moment) if row else None


def withdraw(*, rendering_id: UUID, by: Staff) -> None:
    """She is asked no more; what she was shown is gone. Raises NotAllowed."""
    require(may_work_with_stories(by))
    with acting_as(by):
        about = AskedAbout.objects.filter(rendering_id=rendering_id).first()
        if about is None:
            raise NotAllowed
        held_conversation_of(by, about.conversation_id)
        with acting_as(OURSELVES):
            asking = Asking.objects.select_for_update().get(id=about.asking_id)
            if asking.state not in (WAITING, TAKEN):
                raise NotAllowed
            _shut(asking, WITHDRAWN)
            Rendering.objects.filter(id=rendering_id).update(state="dropped")
        record("casework.asking_withdrawn", asking.id)


def say_conflict(*, asking_id: UUID, knows_them: bool, by: Staff) -> None:
    """Asked before she sees anything. Yes hands it back unseen, to the others; no makes it hers. Raises NotAllowed."""
    require(by.has_role(Role.INTERPRETER))
    with acting_as(by):
        _as_she_sees_it(asking_id, WAITING)
        with acting_as(OURSELVES):
            asking = _held(asking_id, WAITING)
            if asking.interpreter is not None or by.id in asking.conflicted:
                raise NotAllowed
            if knows_them:
                asking.conflicted, asking.named = [*asking.conflicted, by.id], None
                _ring_others(asking)
            else:
                asking.interpreter, asking.state = by.id, TAKEN
                AskedWords.objects.filter(asking_id=asking_id).update(interpreter=by.id)
            asking.save(update_fields=["conflicted", "named", "interpreter", "state"])
        record("casework.asking_decided", asking_id, detail={"conflict": knows_them})


def text_to_interpret(*, asking_id: UUID, by: Staff) -> AskedText:
    """The one text, while it is hers to put in other words; each reading is written down. Raises NotAllowed."""
    require(by.has_role(Role.INTERPRETER))
    with acting_as(by):
        asking = _as_she_sees_it(asking_id, TAKEN)
        with acting_as(OneMessage(by.id, by.desk_id, asking_id, asking_id)):
            row = AskedWords.objects.filter(asking_id=asking_id).first()
            if row is None:
                raise NotAllowed
            (text,) = open_texts([(bytes(row.sealed), _cell(asking_id))], subject_id=asking_id, why="interpreting")
        return AskedText(text, asking.source, asking.language)


def interpret(*, asking_id: UUID, words: str, by: Staff) -> None:
    """Her words, sealed with the story; she sees the text no more. Raises NotAllowed, NothingWritten."""
    require(by.has_role(Role.INTERPRETER))
    written = clean(words)[:LONGEST]
    if not written:
        raise NothingWritten
    with acting_as(by):
        _as_she_sees_it(asking_id, TAKEN)
        with acting_as(OURSELVES):
            about = AskedAbout.objects.get(asking_id=asking_id)
            if not Conversation.objects.select_for_update().filter(id=about.conversation_id, left_on=None).exists():
                raise NotAllowed
            asking = _held(asking_id, TAKEN)
            _keep(about, asking, written, by)
            _shut(asking, DONE)
            notify(staff_ids=[asking.asked_by], kind=ANSWERED, object_id=about.conversation_id)
        record("casework.interpreted", asking_id, detail={"of": asking.of})


def give_back(*, asking_id: UUID, by: Staff) -> None:
    """She reads it and knows somebody there after all: she sees it no more, and it waits for the others.

    Raises NotAllowed.
    """
    require(by.has_role(Role.INTERPRETER))
    with acting_as(by):
        _as_she_sees_it(asking_id, TAKEN)
        with acting_as(OURSELVES):
            asking = _held(asking_id, TAKEN)
            asking.conflicted = [*asking.conflicted, by.id]
            asking.save(update_fields=["conflicted"])
            hand_back(asking)
        record("casework.asking_decided", asking_id, detail={"conflict": True})


def hand_back(asking: Asking) -> None:
    """She leaves, or cannot go on: it waits for the others, unseen by them until one takes it. Call as System."""
    asking.interpreter, asking.named, asking.state = None, None, WAITING
    asking.save(update_fields=["interpreter", "named", "state"])
    AskedWords.objects.filter(asking_id=asking.id).update(interpreter=None)
    nothing_more_of(asking.id, desk_id=asking.desk_id)
    _ring_others(asking)


def end_for(conversation_id: UUID) -> None:
    """The story moves or goes: whoever was asked is asked no more, and every copy is gone. Call as System."""
    end(AskedAbout.objects.filter(conversation_id=conversation_id))


def end(asked_about: QuerySet[AskedAbout]) -> None:
    """Call as System."""
    about = list(asked_about.values_list("asking_id", "rendering_id"))
    for asking in Asking.objects.select_for_update().filter(id__in=[each for each, _ in about]):
        _shut(asking, asking.state if asking.state in (DONE, WITHDRAWN) else ENDED)
    waiting = Rendering.objects.filter(id__in=[each for _, each in about], state="asked")
    waiting.update(state="dropped")
    AskedAbout.objects.filter(asking_id__in=[each for each, _ in about]).delete()


def _hand_out(
    row: Rendering, conversation: Conversation, text: str, interpreter_id: UUID | None, by: Staff, moment: Moment
) -> UUID:
    people = with_role(by.desk_id, Role.INTERPRETER)
    if not people or interpreter_id not in (None, *people):
        raise DoesNotFit("interpreter")
    asking_id, found = random_id(), cut(text, texts.on_file(conversation, text))
    row.made_by = rendering.HUMAN
    row.save(force_insert=True)
    _save_asking(row, asking_id, interpreter_id, moment)
    _seal_copy(row, asking_id, found)
    record("casework.interpreter_asked", asking_id, detail={"of": row.of, "story": str(row.conversation_id)})
    asked = [interpreter_id] if interpreter_id else _who_may(people, _hers(row.of, row.written_language, row.language))
    notify(staff_ids=asked, kind=ASKED, object_id=asking_id)
    return asking_id


def _save_asking(row: Rendering, asking_id: UUID, named: UUID | None, moment: Moment) -> None:
    Asking(
        id=asking_id,
        desk_id=row.desk_id,
        of=row.of,
        source=row.written_language,
        language=row.language,
        named=named,
        asked_by=row.asked_by,
        on=moment.day,
    ).save(force_insert=True)


def _seal_copy(row: Rendering, asking_id: UUID, found: Cut) -> None:
    """The copy under a key of its own; what was cut out of it under the story's."""
    data_key, key = new_key(subject_id=asking_id, desk_id=row.desk_id, kind="asking")
    data_key.save(force_insert=True)
    AskedWords(asking_id=asking_id, desk_id=row.desk_id, sealed=seal(found.text, key=key, cell=_cell(asking_id))).save(
        force_insert=True
    )
    held = seal(json.dumps(found.held), key=key_of(row.conversation_id), cell=_held_cell(asking_id))
    AskedAbout(
        asking_id=asking_id,
        desk_id=row.desk_id,
        conversation_id=row.conversation_id,
        rendering_id=row.id,
        held=held,
    ).save(force_insert=True)


def _keep(about: AskedAbout, asking: Asking, written: str, by: Staff) -> None:
    sealed = [(bytes(about.held), _held_cell(asking.id))]
    (held,) = open_texts(sealed, subject_id=about.conversation_id, why="interpreting")
    restored = restore(written, tuple(json.loads(held)))
    row = Rendering.objects.select_for_update().get(id=about.rendering_id, state="asked")
    row.role, row.author, row.state = Role.INTERPRETER.value, by.id, "done"
    row.trouble = "lost" if restored.lost and row.of == rendering.OURS else ""
    row.sealed = seal(restored.text, key=key_of(about.conversation_id), cell=texts.cell(row, "sealed"))
    row.save(update_fields=["role", "author", "state", "trouble", "sealed"])


def _shut(asking: Asking, state: str) -> None:
    """The copy and its key go with it. Call as System."""
    AskedWords.objects.filter(asking_id=asking.id).delete()
    DataKey.objects.filter(subject_id=asking.id, kind="asking").delete()
    asking.state = state
    asking.save(update_fields=["state"])
    nothing_more_of(asking.id, desk_id=asking.desk_id)


def _as_she_sees_it(asking_id: UUID, state: str) -> Asking:
    """What the database shows of it to herself. Raises NotAllowed."""
    found = Asking.objects.filter(id=asking_id, state=state).first()
    if found is None:
        raise NotAllowed
    return found


def _held(asking_id: UUID, state: str) -> Asking:
    """Locked; another may have been quicker. Raises NotAllowed."""
    found = Asking.objects.select_for_update().filter(id=asking_id, state=state).first()
    if found is None:
        raise NotAllowed
    return found


def _ring_others(asking: Asking) -> None:
    """Whoever may still take it; nobody left is said to whoever asked."""
    left = [each for each in with_role(asking.desk_id, Role.INTERPRETER) if each not in asking.conflicted]
    if left:
        notify(
            staff_ids=_who_may(left, _hers(asking.of, asking.source, asking.language)), kind=ASKED, object_id=asking.id
        )
        return
    about = AskedAbout.objects.filter(asking_id=asking.id).values_list("conversation_id", flat=True).first()
    notify(staff_ids=[asking.asked_by], kind=ANSWERED, object_id=about)


def _who_may(people: list[UUID], language: str) -> list[UUID]:
    """Those who are down as reading her language; all of them where nobody is."""
    reading = Member.objects.filter(id__in=people, languages__contains=[language.split("-")[0]])
    fit = set(reading.values_list("id", flat=True))
    return [each for each in people if each in fit] or people


def _hers(of: str, source: str, language: str) -> str:
    return language if of == rendering.OURS else source


def _cell(asking_id: UUID) -> Cell:
    return Cell("casework_asked_words", "sealed", asking_id)


def _held_cell(asking_id: UUID) -> Cell:
    return Cell("casework_asked_about", "held", asking_id)
