"""Words that somebody writes in remedy: clean and not too many; what a lead decides, sealed under a key of its own."""

from uuid import UUID

from saphan.languages.writing import clean
from saphan.remedy.codes import MOST_WORDS
from saphan.remedy.refusals import WordsMissing
from saphan.store.ids import random_id
from saphan.vault import services as vault
from saphan.vault.sealing import Cell


def written(words: str) -> str:
    """Raises WordsMissing: nothing was written, or far too much."""
    cleaned = clean(words)
    if not cleaned or len(cleaned) > MOST_WORDS:
        raise WordsMissing
    return cleaned


def seal_decision(words: str, *, table: str, desk_id: UUID) -> tuple[UUID, bytes]:
    """Id and sealed words of a written decision; the id is the row's."""
    decision_id = random_id()
    row, key = vault.new_key(subject_id=decision_id, desk_id=desk_id, kind="decision")
    row.save(force_insert=True)
    return decision_id, vault.seal(words, key=key, cell=Cell(table, "sealed", decision_id))
