"""The parts of a story that may be referred, in the words that she reads and the other desk would read.

Notes of the desk are no part. Call inside `acting_as` of her desk.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import translation

from saphan.casework import codes
from saphan.casework.cards import CaseCard
from saphan.casework.models import Concern
from saphan.casework.selectors import cases_of
from saphan.network import selectors as network
from saphan.store.callers import Staff
from saphan.voice import selectors as voice
from saphan.voice.parts import Part
from saphan.voice.wording import TIMES

SAID, WHERE, REACH, NEEDS, CONCERNS, WHY = "said", "where", "reach", "needs", "concerns", "why"
BEFORE = "before"  # what she kept with her story before she left, as the room that keeps it says
OFFERED = (WHERE, REACH, NEEDS, CONCERNS, BEFORE)

Words = Callable[[Staff, UUID], str]
_kept_before: list[Words] = []


def keeps_before(words: Words) -> None:
    """Say, in AppConfig.ready(), how what she kept before she left reads, in her own language; "" where nothing is."""
    _kept_before.append(words)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a caseworker would send: which of her messages, which coded parts, and why.

    parts: codes of `OFFERED` besides what she said. message_ids: of what she said. why: our own words.
    """

    parts: frozenset[str]
    message_ids: frozenset[UUID]
    why: str = field(repr=False)


def of(by: Staff, conversation_id: UUID, chosen: Chosen, language: str) -> tuple[Part, ...]:
    """The chosen parts that are not empty, in her language as far as codes have words in it; the reason comes last."""
    thread = voice.thread(by, conversation_id)
    cases = tuple(case for case in cases_of(by, conversation_id) if case.is_open)
    with translation.override(language):
        made = {
            SAID: Part(SAID, _said(thread, chosen.message_ids)),
            WHERE: Part(WHERE, _where(thread)),
            REACH: Part(REACH, _reach(thread)),
            NEEDS: _needs(cases),
            CONCERNS: _concerns(conversation_id),
            BEFORE: Part(BEFORE, _before(by, conversation_id) if BEFORE in chosen.parts else ""),
            WHY: Part(WHY, chosen.why.strip()),
        }
    wanted = {SAID, WHY, *chosen.parts}
    return tuple(part for code, part in made.items() if code in wanted and part.words)


def everything(by: Staff, conversation_id: UUID, language: str) -> tuple[Part, ...]:
    """What could be chosen besides what she said, with its words; what is empty is left out."""
    return of(by, conversation_id, Chosen(frozenset(OFFERED), frozenset(), ""), language)


def as_text(part: Part) -> str:
    """What is sealed for the other desk."""
    return json.dumps([part.words, *part.codes], ensure_ascii=False)


def from_text(code: str, text: str) -> Part:
    words, *its_codes = json.loads(text)
    return Part(code, words, tuple(its_codes))


def words_for_staff(part: Part) -> str:
    """A part in the reader's language where it is made of codes; else as it was said."""
    if part.code == NEEDS:
        return "\n".join(str(codes.NEEDS.get(code, code)) for code in part.codes)
    if part.code == CONCERNS:
        return "\n".join(_concern_words(code) for code in part.codes)
    return part.words


def _said(thread: voice.Thread, message_ids: frozenset[UUID]) -> str:
    hers = [line for line in thread.messages if line.inbound and line.part == "said" and line.text]
    return "\n\n".join(line.text for line in hers if line.id in message_ids)


def _where(thread: voice.Thread) -> str:
    card = thread.conversation
    known = network.organisations([card.place_organisation_id]) if card.place_organisation_id else {}
    names = [f"{row.name}, {row.place}" if row.place else row.name for row in known.values()]
    return "\n".join(part for part in (*names, card.place_line, thread.last_of("place")) if part)


def _reach(thread: voice.Thread) -> str:
    number = thread.last_of("handle")
    if not number:
        return ""
    times = ", ".join(str(TIMES.get(code, code)) for code in thread.conversation.safe_times)
    return f"{number}\n{times}" if times else number


def _before(by: Staff, conversation_id: UUID) -> str:
    return "\n\n".join(words for kept in _kept_before if (words := kept(by, conversation_id)))


def _needs(cases: tuple[CaseCard, ...]) -> Part:
    unmet = {need.code: str(need.label) for case in cases for need in case.needs if need.met_on is None}
    return Part(NEEDS, "\n".join(unmet.values()), tuple(unmet))


def _concerns(conversation_id: UUID) -> Part:
    standing = Concern.objects.filter(conversation_id=conversation_id, withdrawn_on=None).order_by("recorded_on", "id")
    found = tuple(dict.fromkeys(f"{concern.kind}@{concern.respondent_id}" for concern in standing))
    return Part(CONCERNS, "\n".join(_concern_words(code) for code in found), found)


def _concern_words(code: str) -> str:
    kind, _, respondent_id = code.partition("@")
    return f"{codes.kind_name(kind)} · {network.organisation(UUID(respondent_id)).name}"
