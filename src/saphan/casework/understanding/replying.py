"""A reply that somebody writes or picks. A machine's words in it are marked; a person reads those on which her safety
may depend before they go, wherever they stand.

A machine's words are those of a draft that was made for this story, and Saphan's own replies as long as nobody accepted
them in her language (docs/adr/0034).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from uuid import UUID

from rapidfuzz import fuzz

from saphan.casework import approved_replies
from saphan.casework.finding import conversation_of
from saphan.casework.policies import may_work_with_stories, require
from saphan.casework.replies.accepted import by_a_machine
from saphan.casework.understanding import rendering, texts
from saphan.casework.understanding.models import Rendering
from saphan.casework.understanding.refusals import LetAPersonCheck
from saphan.casework.understanding.safety import touches_safety
from saphan.casework.understanding.to_her import marked
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.vault.services import open_texts
from saphan.voice import services as voice
from saphan.voice.models import Conversation

SAME = 95  # of 100: a machine's words with hardly anything changed are still the machine's
OF_A_DRAFT, OF_SAPHAN = ("read_it", "interpreter_instead", "approved_instead"), ("interpreter_instead",)
SHORT = 12  # signs; fewer than that may stand in any text


@dataclass(frozen=True, slots=True)
class MachineWords:
    """Words that a machine made, in which language. ways_out: how a person reads them, where one has to first."""

    text: str = field(repr=False)
    language: str
    needs_a_person: bool
    ways_out: tuple[str, ...]


def reply(
    *,
    conversation_id: UUID,
    text: str,
    by: Staff,
    approved_reply: str = "",
    once: UUID | None = None,
    bulk: bool = False,
) -> UUID | None:
    """As `voice.reply`; but a machine's words are marked, and unchecked ones about her safety do not go out at all.

    Raises NotAllowed, NothingWritten, StoryGone, LetAPersonCheck.
    """
    require(may_work_with_stories(by))
    with acting_as(by):
        conversation = conversation_of(by, conversation_id)
        for words in _by_machines(conversation, by):
            if not _stands_in(words.text, text):
                continue
            if words.needs_a_person:
                raise LetAPersonCheck(*words.ways_out)
            text = marked(text, words.language)
        return voice.reply(
            conversation_id=conversation_id, text=text, by=by, approved_reply=approved_reply, once=once, bulk=bulk
        )


def _by_machines(conversation: Conversation, by: Staff) -> Iterator[MachineWords]:
    at_risk = texts.is_at_risk(conversation)
    drafts = Rendering.objects.filter(conversation_id=conversation.id, of=rendering.OURS, made_by=rendering.MACHINE)
    rows = list(drafts.exclude(sealed=None))
    sealed = [rendering.sealed_words(row) for row in rows]
    for row, text in zip(rows, open_texts(sealed, subject_id=conversation.id, why="reply_compared"), strict=True):
        yield MachineWords(text, row.language, rendering.needs_a_person(row, at_risk=at_risk), OF_A_DRAFT)
    yield from _of_saphan(conversation.language, by, at_risk=at_risk)


def _of_saphan(language: str, by: Staff, *, at_risk: bool) -> Iterator[MachineWords]:
    codes = by_a_machine(language)
    held_back = held_back_in(language, by, at_risk=at_risk)
    for code in sorted(codes):
        yield MachineWords(approved_replies.words(code, language), language, code in held_back, OF_SAPHAN)


def held_back_in(language: str, by: Staff, *, at_risk: bool = False) -> frozenset[str]:
    """Codes of Saphan's own replies that this colleague does not send in this language: whoever sends one has it before
    her, so where she reads the language, a person has read it.
    """
    codes = by_a_machine(language)
    if not codes or rendering.reads(by, language):
        return frozenset()
    return codes if at_risk else codes & _of_safety()


@cache
def _of_safety() -> frozenset[str]:
    return frozenset(code for code in approved_replies.ALL if touches_safety(approved_replies.words(code, "en"), "en"))


def _stands_in(words: str, text: str) -> bool:
    """A machine's words, or half of them, with hardly a sign changed, whatever stands around them."""
    theirs, written = " ".join(words.split()), " ".join(text.split())
    if fuzz.ratio(written, theirs) >= SAME:
        return True
    is_enough = min(len(written), len(theirs)) >= SHORT and 2 * len(written) >= len(theirs)
    return is_enough and fuzz.partial_ratio(written, theirs) >= SAME
