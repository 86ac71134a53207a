"""The parts of a question: what she may say yes or no to one by one, with the very words, sealed under her own key.

Call inside `acting_as` of somebody who may see the story.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from saphan.vault.sealing import Cell
from saphan.vault.services import key_of, open_texts, seal
from saphan.voice.models import Ask


@dataclass(frozen=True, slots=True)
class Part:
    """One part. code: what it is (`said`, `where`…). words: as she reads them. codes: the same, where it has codes."""

    code: str
    words: str = field(repr=False)
    codes: tuple[str, ...] = ()


def as_text(parts: Sequence[Part]) -> str:
    """One text to seal."""
    return json.dumps([[part.code, part.words, *part.codes] for part in parts], ensure_ascii=False)


def from_text(text: str) -> tuple[Part, ...]:
    return tuple(Part(code, words, tuple(codes)) for code, words, *codes in json.loads(text))


def seal_parts(parts: Sequence[Part], ask_id: UUID, conversation_id: UUID) -> bytes:
    """Raises CannotOpen when her story is gone."""
    return seal(as_text(parts), key=key_of(conversation_id), cell=_cell(ask_id))


def open_parts(asked: Sequence[Ask], *, conversation_id: UUID, why: str) -> dict[UUID, tuple[Part, ...]]:
    """The parts of each question that has some, by question; one audited read for all."""
    sealed = [(row.id, row.sealed) for row in asked if row.sealed is not None]
    texts = open_texts([(value, _cell(ask_id)) for ask_id, value in sealed], subject_id=conversation_id, why=why)
    return {ask_id: from_text(text) for (ask_id, _), text in zip(sealed, texts, strict=True)}


def codes_of(asked: Ask) -> tuple[str, ...]:
    """The codes of the parts that she was asked about."""
    parts = open_parts([asked], conversation_id=asked.conversation_id, why="answer_checked")
    return tuple(part.code for part in parts.get(asked.id, ()))


def _cell(ask_id: UUID) -> Cell:
    return Cell("voice_ask", "sealed", ask_id)
