"""Other wordings as pages show them, each with who made it; the queue of an interpreter."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Case, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.casework.looking import interpreters_of
from saphan.casework.understanding import machines, rendering, texts
from saphan.casework.understanding.adapters.contract import TRANSCRIBE, TRANSLATE
from saphan.casework.understanding.interpreting import TAKEN, WAITING
from saphan.casework.understanding.machines import MachineCard
from saphan.casework.understanding.models import Asking, Rendering
from saphan.casework.wording import language_name
from saphan.network.models import Role
from saphan.network.selectors import staff_names
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.vault.services import open_texts
from saphan.voice.models import Conversation

Words = str | Promise
SHOWN = ("asked", "done", "failed", "sent")
WAITS_FIRST = Case(When(state__in=(WAITING, TAKEN), then=0), default=1)
TROUBLES: Final[dict[str, Words]] = {
    "machine_off": _("It was switched off meanwhile."),
    "not_for_severe": _("She is in danger or her case is severe: nothing of hers leaves the house."),
    "forbidden": _("This address may not be asked. Whoever keeps the machine can name it."),
    "not_reached": _("The machine was not reached."),
    "no_answer": _("The machine did not answer whole."),
    "not_let_in": _("The machine does not take our key."),
    "busy": _("The machine has too much to do. Try it again later."),
    "no_language": _("The machine does not know this language."),
    "unreadable": _("The machine answered without words."),
    "too_long": _("It is too long for a machine."),
    "not_here": _("There is no such folder on this machine."),
    "not_installed": _("CTranslate2 is not installed on this machine."),
    "lost": _("Something that was cut out did not come back. Compare before you use it."),
}
NOT_DONE = _("The machine could not do it.")


@dataclass(frozen=True, slots=True)
class RenderingShown:
    """One wording. maker: the role, or the machine; name: of the person. check: a person has to look at it first.

    may_confirm: whoever sees the page is down as reading her language.
    """

    id: UUID
    of: str
    state: str
    text: str = field(repr=False)
    written: str = field(repr=False)
    written_language: str
    language: str
    language_words: str
    by_machine: bool
    maker: Words
    name: str
    left_server: bool
    check: bool
    checked_by: str
    may_confirm: bool
    trouble: Words


@dataclass(frozen=True, slots=True)
class OtherWords:
    """Beside a story. of_message: by the message; drafts: replies that are not sent."""

    of_message: Mapping[UUID, tuple[RenderingShown, ...]]
    drafts: tuple[RenderingShown, ...]
    translators: tuple[MachineCard, ...]
    transcribers: tuple[MachineCard, ...]
    interpreters: tuple[tuple[UUID, str], ...]


@dataclass(frozen=True, slots=True)
class AskingShown:
    """One line of the interpreter's queue; nothing of the text."""

    id: UUID
    state: str
    mine: bool
    source: str
    language: str
    source_code: str
    language_code: str
    asked_by: str
    on: date

    @property
    def waits(self) -> bool:
        return self.state in (WAITING, TAKEN)


def other_words(by: Staff, conversation_id: UUID) -> OtherWords:
    """Opened in one audited read. Call inside `acting_as(by)`."""
    rows = list(Rendering.objects.filter(conversation_id=conversation_id, state__in=SHOWN).order_by("id"))
    opened = _opened(rows, conversation_id)
    names = staff_names({who for row in rows for who in (row.author, row.checked_by) if who})
    conversation = Conversation.objects.filter(id=conversation_id).first()
    at_risk = bool(rows) and conversation is not None and texts.is_at_risk(conversation)
    shown = {row.id: _shown(row, opened, names, by, at_risk) for row in rows}
    beside: dict[UUID, tuple[RenderingShown, ...]] = {}
    for row in rows:
        if row.message_id is not None:
            beside[row.message_id] = (*beside.get(row.message_id, ()), shown[row.id])
    drafts = tuple(shown[row.id] for row in rows if row.of == rendering.OURS and row.state != "sent")
    usable = _usable(by, conversation)
    return OtherWords(
        of_message=beside,
        drafts=drafts,
        translators=tuple(each for each in usable if each.does == TRANSLATE),
        transcribers=tuple(each for each in usable if each.does == TRANSCRIBE),
        interpreters=tuple(interpreters_of(by.desk_id)),
    )


def queue(by: Staff, most: int = 100) -> tuple[AskingShown, ...]:
    """What the database shows an interpreter: what waits for her first, then newest."""
    with acting_as(by):
        rows = list(Asking.objects.order_by(WAITS_FIRST, "-on", "-id")[:most])
    names = staff_names({row.asked_by for row in rows})
    return tuple(_line(row, names, by) for row in rows)


def asking(by: Staff, asking_id: UUID) -> AskingShown | None:
    with acting_as(by):
        row = Asking.objects.filter(id=asking_id).first()
    return _line(row, staff_names({row.asked_by}), by) if row else None


def _usable(by: Staff, conversation: Conversation | None) -> tuple[MachineCard, ...]:
    """Those that are on; of a severe case only those of the house."""
    on = tuple(each for each in machines.machines_of(by) if each.is_on)
    if conversation is None or not any(each.leaves for each in on) or not texts.is_severe(conversation):
        return on
    return tuple(each for each in on if not each.leaves)


def _opened(rows: list[Rendering], conversation_id: UUID) -> dict[tuple[UUID, str], str]:
    wanted = [(row, name) for row in rows for name in ("sealed", "written") if getattr(row, name) is not None]
    cells = [(bytes(getattr(row, name)), texts.cell(row, name)) for row, name in wanted]
    found = open_texts(cells, subject_id=conversation_id, why="translation_read")
    return {(row.id, name): text for (row, name), text in zip(wanted, found, strict=True)}


def _shown(
    row: Rendering, opened: Mapping[tuple[UUID, str], str], names: Mapping[UUID, str], by: Staff, at_risk: bool
) -> RenderingShown:
    is_machine = row.made_by == rendering.MACHINE
    check = row.sealed is not None and rendering.needs_a_person(row, at_risk=at_risk)
    hers = row.language if row.of == rendering.OURS else row.written_language
    return RenderingShown(
        id=row.id,
        of=row.of,
        state=row.state,
        text=opened.get((row.id, "sealed"), ""),
        written=opened.get((row.id, "written"), ""),
        written_language=row.written_language,
        language=row.language,
        language_words=language_name(row.language),
        by_machine=is_machine,
        maker=row.machine if is_machine else _role(row),
        name=names.get(row.author, "") if row.author else "",
        left_server=row.left_server,
        check=check,
        checked_by=names.get(row.checked_by, "") if row.checked_by else "",
        may_confirm=check and row.state == "done" and rendering.reads(by, hers),
        trouble=TROUBLES.get(row.trouble, NOT_DONE) if row.trouble else "",
    )


def _role(row: Rendering) -> Words:
    return Role(row.role or Role.INTERPRETER.value).label


def _line(row: Asking, names: Mapping[UUID, str], by: Staff) -> AskingShown:
    return AskingShown(
        id=row.id,
        state=row.state,
        mine=row.interpreter == by.id,
        source=language_name(row.source),
        language=language_name(row.language),
        source_code=row.source,
        language_code=row.language,
        asked_by=names.get(row.asked_by, ""),
        on=row.on,
    )
