"""Opening what is to be put in other words, and what of it must not go out. Call inside `acting_as`."""

import json
from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from saphan.casework.models import Case, Party
from saphan.casework.refusals import DoesNotFit
from saphan.casework.understanding.cutting import Cut
from saphan.casework.understanding.models import Rendering
from saphan.network.models import Alias, Organisation
from saphan.network.models import Staff as Member
from saphan.network.recognising import names
from saphan.vault.sealing import Cell, SubjectKey
from saphan.vault.services import open_texts, seal
from saphan.voice.keys_of_words import is_kept_from_search, marked
from saphan.voice.models import Conversation, Message, Urgency
from saphan.voice.reading import text_cell

IN_WORDS = ("said", "about")
LONGEST_NAME = 4  # words


def in_words(conversation_id: UUID) -> QuerySet[Message]:
    """What she said that can be put in other words: never a number, an account, a place or a row of an old log."""
    hers = Message.objects.filter(conversation_id=conversation_id, inbound=True, recalled_on=None)
    return hers.filter(part__in=IN_WORDS, size__gt=0).order_by("id")


def said(conversation_id: UUID, message_id: UUID, why: str) -> tuple[Message, str]:
    """One message of hers, opened, in Unicode. Raises DoesNotFit."""
    row = in_words(conversation_id).filter(id=message_id).first()
    if row is None:
        raise DoesNotFit("message")
    (text,) = open_texts([text_cell(row)], subject_id=conversation_id, why=why)
    if not text.strip():
        raise DoesNotFit("message")
    return row, text


def cell(row: Rendering, column: str) -> Cell:
    return Cell("casework_rendering", column, row.id)


def seal_cut(row: Rendering, found: Cut, key: SubjectKey) -> bytes:
    return seal(json.dumps([found.text, found.held]), key=key, cell=cell(row, "prepared"))


def whole(text: str) -> Cut:
    """Nothing is cut out: it stays in the house."""
    return Cut(text, ())


def opened_cut(row: Rendering) -> Cut:
    sealed = (bytes(row.prepared or b""), cell(row, "prepared"))
    (content,) = open_texts([sealed], subject_id=row.conversation_id, why="machine_asked")
    text, held = json.loads(content)
    return Cut(text, tuple(held))


def is_severe(conversation: Conversation) -> bool:
    """Nothing of hers leaves the house."""
    if is_kept_from_search(conversation):
        return True
    cases = Party.objects.filter(conversation_id=conversation.id, left_on=None).values("case_id")
    hers = Case.objects.filter(id__in=cases)
    return hers.filter(severe=True).exists() or hers.filter(under_18=True).exists()


def is_urgent(conversation: Conversation) -> bool:
    return conversation.urgency != Urgency.ORDINARY or conversation.icon in ("hurt", "unsafe")


def on_file(conversation: Conversation, text: str) -> tuple[str, ...]:
    """Names, numbers and accounts that we know of, as they may stand in this text."""
    found = {conversation.place_line, *_handles(conversation.id)}
    found |= {each.word for each in marked(conversation.id)}
    found |= set(Member.objects.filter(desk_id=conversation.desk_id).values_list("name", flat=True))
    return tuple(sorted({*found, *_organisations(text, conversation)} - {""}))


def _handles(conversation_id: UUID) -> list[str]:
    rows = list(Message.objects.filter(conversation_id=conversation_id, part="handle", size__gt=0))
    return open_texts([text_cell(row) for row in rows], subject_id=conversation_id, why="cut_names")


def _organisations(text: str, conversation: Conversation) -> Iterator[str]:
    """By every name that we know; where it is only heard in the text, the words in which it is."""
    ids = set(names().in_text(text)) | {each for each in (conversation.place_organisation_id,) if each}
    known = list(Organisation.objects.filter(id__in=ids).values_list("name", flat=True))
    known += Alias.objects.filter(organisation_id__in=ids).values_list("name", flat=True)
    yield from known
    yield from (" ".join(name.split()[:2]) for name in known)  # people often say only the first words of a long name
    if ids and not any(name.casefold() in text.casefold() for name in known):
        yield from _heard(text)


def _heard(text: str) -> Iterator[str]:
    """The fewest words in which a name is heard."""
    words = text.split()
    found: set[int] = set()
    for size in range(1, LONGEST_NAME + 1):
        for start in range(len(words) - size + 1):
            places = range(start, start + size)
            window = " ".join(words[start : start + size])
            if found.isdisjoint(places) and names().in_text(window):
                found |= set(places)
                yield window
