"""May we name you in the public figures? A partner says yes or no, and may say the other tomorrow."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from saphan.impact.dashboard.models import Naming
from saphan.network.merging.reading import canonical
from saphan.network.selectors import organisations
from saphan.store.acting import acting_as
from saphan.store.callers import Partner, Staff
from saphan.store.refusals import NotAllowed
from saphan.vault.recording import record


@dataclass(frozen=True, slots=True)
class Word:
    """The newest of one organisation."""

    organisation_id: UUID
    name: str
    agreed: bool
    at: datetime


def may_speak_for(partner: Partner) -> bool:
    return partner.has_role("partner")


def may_see_words(staff: Staff) -> bool:
    return staff.has_role("lead")


def say_whether_named(*, agreed: bool, by: Partner) -> None:
    """For the caller's own organisation; the same word again changes nothing. Raises NotAllowed."""
    if not may_speak_for(by):
        raise NotAllowed
    with acting_as(by) as moment:
        last = _newest_of(by.organisation_id)
        if (last.agreed if last else None) is agreed:
            return
        row = Naming.objects.create(organisation_id=by.organisation_id, agreed=agreed, by=by.id, at=moment.now)
        act = "impact.naming_agreed" if agreed else "impact.naming_taken_back"
        record(act, row.id, detail={"organisation": str(by.organisation_id)})


def word_of(by: Partner) -> Word | None:
    """None where nobody of the organisation has said anything yet."""
    return next((word for word in _words() if word.organisation_id == by.organisation_id), None)


def all_words(by: Staff) -> tuple[Word, ...]:
    """For a lead: who said what. Raises NotAllowed."""
    if not may_see_words(by):
        raise NotAllowed
    return _words()


def named() -> tuple[Word, ...]:
    """Who may be named now. One that is read as another is named only as that one, where that one said yes."""
    words = _words()
    own = canonical(word.organisation_id for word in words)
    return tuple(word for word in words if word.agreed and own[word.organisation_id] == word.organisation_id)


def _newest_of(organisation_id: UUID) -> Naming | None:
    return Naming.objects.filter(organisation_id=organisation_id).order_by("-at").first()


def _words() -> tuple[Word, ...]:
    """By name."""
    newest = list(Naming.objects.order_by("organisation_id", "-at").distinct("organisation_id"))
    cards = organisations([row.organisation_id for row in newest])
    words = [Word(row.organisation_id, cards[row.organisation_id].name, row.agreed, row.at) for row in newest]
    return tuple(sorted(words, key=lambda word: (word.name.casefold(), str(word.organisation_id))))
