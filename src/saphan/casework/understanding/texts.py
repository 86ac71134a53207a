"""Opening what is to be put in other words, and what of it must not go out. Call inside `acting_as`."""

import json
from collections.abc import Iterator
from uuid import UUID

from django.db.models import Q, QuerySet

from saphan.casework.models import Case, Party
from saphan.casework.refusals import DoesNotFit
from saphan.casework.understanding.cutting import Cut
from saphan.casework.understanding.models import Rendering
from saphan.network.models import Alias, Organisation
from saphan.network.models import Staff as Member
from saphan.network.recognising import names
from saphan.network.selectors import all_same_as
from saphan.vault.sealing import Cell, SubjectKey
from saphan.vault.services import open_texts, seal
from saphan.voice.keys_of_words import is_kept_from_search, marked
from saphan.voice.linking.together import of_one_person
from saphan.voice.models import Conversation, Message, Urgency
from saphan.voice.reading import text_cell

IN_WORDS = ("said", "about")
LONGEST_NAME = 4  # words
SHORTEST_PART = 3  # signs


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
    """Nothing of hers leaves the house: of this story, and of others that are known to be hers."""
    hers = of_one_person(conversation.id)
    stories = Conversation.objects.filter(Q(id__in=hers) | Q(contact_id=conversation.contact_id))
    if any(map(is_kept_from_search, (conversation, *stories))):
        return True
    parties = Party.objects.filter(conversation_id__in=[each.id for each in stories], left_on=None)
    cases = Case.objects.filter(id__in=parties.values("case_id"))
    return cases.filter(Q(severe=True) | Q(under_18=True)).exists()


def is_at_risk(conversation: Conversation) -> bool:
    """No machine alone speaks to her or for her."""
    urgent = conversation.urgency != Urgency.ORDINARY or conversation.icon in ("hurt", "unsafe")
    return urgent or is_severe(conversation)


def on_file(conversation: Conversation, text: str) -> tuple[str, ...]:
    """Names, numbers and accounts that we know of, as they may stand in this text."""
    found = {conversation.place_line, *_handles(conversation.id)}
    found |= {each.word for each in marked(conversation.id)}
    people = Member.objects.filter(desk_id=conversation.desk_id).values_list("name", flat=True)
    found |= {said for name in people for said in (name, *_parts(name, text))}
    return tuple(sorted({*found, *_organisations(text, conversation)} - {""}))


def _parts(name: str, text: str) -> list[str]:
    """Of a colleague's name, what stands in the text by itself, written as a name is."""
    return [part for part in name.split() if len(part) >= SHORTEST_PART and part in text]


def _handles(conversation_id: UUID) -> list[str]:
    rows = list(Message.objects.filter(conversation_id=conversation_id, part="handle", size__gt=0))
    return open_texts([text_cell(row) for row in rows], subject_id=conversation_id, why="cut_names")


def _organisations(text: str, conversation: Conversation) -> Iterator[str]:
    """By every name that we know; where it is only heard in the text, the words in which it is."""
    ids = set(names().in_text(text)) | {each for each in (conversation.place_organisation_id,) if each}
    same = all_same_as(ids)
    known = list(Organisation.objects.filter(id__in=same).values_list("name", flat=True))
    known += Alias.objects.filter(organisation_id__in=same).values_list("name", flat=True)
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
