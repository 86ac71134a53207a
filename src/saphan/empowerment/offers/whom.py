"""Who offers the job, as the directory knows them: what lists say of them, and what others said."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from saphan.empowerment.directory import selectors as directory
from saphan.empowerment.directory.models import LicenceStatus
from saphan.empowerment.directory.selectors import Entry
from saphan.empowerment.reviews.selectors import published
from saphan.empowerment.reviews.words import fact_lines

MOST = 5
MAY_SEND = LicenceStatus.LISTED.value


@dataclass(frozen=True, slots=True)
class Known:
    """facts: what enough people said, in sentences; none is no information. may_not_send: a list says so by now."""

    entry: Entry
    facts: tuple[str, ...]
    may_not_send: bool


def like(typed: str) -> tuple[Entry, ...]:
    return directory.search(typed)[:MOST] if typed else ()


def known(answers: Mapping[str, str]) -> Known | None:
    """None where she named nobody, or one who is not in the directory (any more)."""
    named = answers.get("organisation")
    entry = directory.entry(UUID(named)) if named else None
    if entry is None:
        return None
    said = published([entry.id]).get(entry.id)
    return Known(entry, fact_lines(said.facts) if said else (), _may_not_send(entry))


def named(answers: Mapping[str, str]) -> UUID | None:
    """Only one that everybody may find."""
    found = known(answers)
    return found.entry.id if found else None


def _may_not_send(entry: Entry) -> bool:
    return bool(entry.licences) and all(each.status != MAY_SEND for each in entry.licences)
