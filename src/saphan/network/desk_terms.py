"""The words that a desk learns of languages in which Saphan has no pages: kept by the desk, seen by nobody else.

Nothing here is of a worker: a word, what it means, what to know about it, and which colleague noted it.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.languages.catalogue import LANGUAGES
from saphan.languages.writing import clean
from saphan.network import policies
from saphan.network.models import Desk, DeskTerm
from saphan.network.models import Staff as StaffRow
from saphan.network.refusals import AlreadyThere, SayTermAndMeaning
from saphan.network.selectors import staff_names
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record

WITHOUT_PAGES = tuple(one.code for one in LANGUAGES if not one.workers)


@dataclass(frozen=True, slots=True)
class TermCard:
    id: UUID
    language: str
    term: str
    meaning: str
    note: str
    by: str
    on: date


def note_term(*, language: str, term: str, meaning: str, note: str = "", by: Staff) -> UUID:
    """Add a word. Raises NotAllowed, SayTermAndMeaning, or AlreadyThere; nothing is kept then."""
    if not policies.may_keep_terms(by):
        raise NotAllowed
    said, means = clean(term)[:120], clean(meaning)[:200]
    if language not in WITHOUT_PAGES or not said or not means:
        raise SayTermAndMeaning
    with acting_as(by) as moment:
        row, is_new = DeskTerm.objects.get_or_create(
            desk_id=by.desk_id,
            language=language,
            term=said,
            meaning=means,
            defaults={"note": clean(note)[:300], "by": by.id, "on": moment.day},
        )
        if not is_new:
            raise AlreadyThere
        record("network.term_noted", row.id, detail={"language": language})
    return row.id


def remove_term(*, term_id: UUID, by: Staff) -> None:
    """It was wrong. Raises NotAllowed, or DeskTerm.DoesNotExist for one that this desk does not have."""
    if not policies.may_keep_terms(by):
        raise NotAllowed
    with acting_as(by):
        DeskTerm.objects.get(id=term_id).delete()
        record("network.term_removed", term_id)


def terms(by: Staff, language: str = "") -> tuple[TermCard, ...]:
    """The desk's words, by language and word; of one language when it is named."""
    with acting_as(by):
        rows = DeskTerm.objects.filter(desk_id=by.desk_id, **({"language": language} if language else {}))
        found = list(rows)
    names = staff_names(row.by for row in found)
    cards = [TermCard(*_columns(row), names.get(row.by, ""), row.on) for row in found]
    return tuple(sorted(cards, key=lambda card: (card.language, card.term.casefold(), card.meaning)))


def languages_spoken() -> frozenset[str]:
    """Codes of the languages that somebody of an open desk speaks, or that a desk says it speaks."""
    lists = [
        *StaffRow.objects.filter(is_active=True, left_on=None, desk__frozen_on=None)
        .exclude(desk=None)
        .values_list("languages", flat=True),
        *Desk.objects.filter(frozen_on=None).values_list("languages", flat=True),
    ]
    return frozenset(code for each in lists for code in each)


def _columns(row: DeskTerm) -> tuple[UUID, str, str, str, str]:
    return row.id, row.language, row.term, row.meaning, row.note
