"""What is read of stories for everybody: the desk's own with where each stands, and those that can be read by all."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from saphan.casework.models import Concern
from saphan.casework.policies import may_work_with_stories, require
from saphan.impact.stories.fitting import Description
from saphan.impact.stories.models import StoryPage
from saphan.impact.stories.services import OURSELVES, agreed_to
from saphan.network import selectors as network
from saphan.standards.concern_kinds import kind as kind_of
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.voice.models import Consent, Conversation
from saphan.voice.refusals import StoryGone


@dataclass(frozen=True, slots=True)
class Shown:
    """One that everybody may read. since: a month."""

    words: dict[str, str]
    described: Description
    since: date


@dataclass(frozen=True, slots=True)
class Card:
    """state: "written", "asked", "agreed", "refused", "shown" or "dropped". may_ask: a lead who did not write it."""

    id: UUID
    words: dict[str, str] = field(repr=False)
    described: Description
    state: str
    may_ask: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A story's page at the desk. described: what each concern of hers would say, by the concern."""

    conversation_id: UUID
    language: str
    described: dict[UUID, Description]
    cards: tuple[Card, ...]

    @property
    def current(self) -> Card | None:
        return next((card for card in self.cards if card.state != "dropped"), None)


def shown() -> tuple[Shown, ...]:
    """The latest month first. Her yes is looked at each time: what she takes back is gone at once."""
    with acting_as(OURSELVES):
        rows = list(StoryPage.objects.filter(is_shown=True).order_by("-shown_since", "id"))
        agreed = agreed_to(row.id for row in rows)
    return tuple(
        Shown(row.words, Description(**row.described), row.shown_since)
        for row in rows
        if row.id in agreed and row.shown_since
    )


def sheet(by: Staff, conversation_id: UUID) -> Sheet:
    """Raises NotAllowed, StoryGone."""
    require(may_work_with_stories(by))
    with acting_as(by):
        story = Conversation.objects.filter(id=conversation_id, left_on=None).first()
        if story is None:
            raise StoryGone
        rows = list(StoryPage.objects.filter(conversation_id=conversation_id).order_by("-written_on", "-id"))
        cards = tuple(_card(row, by) for row in rows)
        return Sheet(conversation_id, story.language, _described(conversation_id, story.language), cards)


def state_of(by: Staff, conversation_id: UUID) -> str:
    """Of the one that stands; "" for none."""
    with acting_as(by):
        row = StoryPage.objects.filter(conversation_id=conversation_id, dropped_on=None).first()
        return _state(row) if row else ""


def _card(row: StoryPage, by: Staff) -> Card:
    may_ask = row.asked_on is None and row.dropped_on is None and by.has_role("lead") and row.written_by != by.id
    return Card(row.id, row.words, Description(**row.described), _state(row), may_ask)


def _state(row: StoryPage) -> str:
    if row.dropped_on:
        return "dropped"
    if row.asked_on is None:
        return "written"
    said = list(Consent.objects.filter(draft_id=row.id))
    if not said:
        return "asked"
    if not any(one.given and one.ended_on is None for one in said):
        return "refused"
    return "shown" if row.is_shown else "agreed"


def _described(conversation_id: UUID, language: str) -> dict[UUID, Description]:
    concerns = list(Concern.objects.filter(conversation_id=conversation_id, withdrawn_on=None).order_by("recorded_on"))
    places = network.organisations({concern.respondent_id for concern in concerns})
    return {
        concern.id: Description(language, place.sector, place.country, place.province, kind_of(concern.kind).family)
        for concern in concerns
        if (place := places.get(concern.respondent_id))
    }
