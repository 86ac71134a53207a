"""What she kept before she left: for herself, for the desk that may read it, and for one that she is asked about."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils.translation import get_language

from saphan.casework.policies import may_work_with_stories, require
from saphan.empowerment.journey.models import JourneyPart
from saphan.empowerment.journey.opening import opened
from saphan.empowerment.journey.things import Rendered, rendered
from saphan.network import selectors as network
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, Story, System
from saphan.voice.models import Conversation
from saphan.voice.stories import desk_of

TO_HER = System("empowerment.show_what_she_kept")  # the keys are of desks; the rows are hers


@dataclass(frozen=True, slots=True)
class Hers:
    """One thing, in her words. is_read: the desk of her story may read it."""

    id: UUID
    kept_on: date
    words: str = field(repr=False)
    is_read: bool


@dataclass(frozen=True, slots=True)
class HerPage:
    """desk: the name of the one that answers her."""

    desk: str
    things: tuple[Hers, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing, in the language of whoever works with her story. as_she_read: her own words, in her language."""

    kind: str
    kept_on: date
    language: str
    as_she_read: str = field(repr=False)
    content: Rendered


def her_page(conversation_id: UUID) -> HerPage:
    """Everything kept with her story. Raises StoryGone."""
    with acting_as(Story(conversation_id)):
        desk_id = desk_of(conversation_id)
        rows = _rows([conversation_id])
        with acting_as(TO_HER):
            found = opened(rows, why="story_read")
    things = tuple(
        Hers(row.id, row.kept_on, found[row.id].words, row.reader_id == desk_id) for row in rows if row.id in found
    )
    return HerPage(network.desk(desk_id).name, things)


def is_hidden(conversation_id: UUID) -> bool:
    """Whether she protected her words with one of her own. Inside a story that is hers."""
    with acting_as(Story(conversation_id)):
        return Conversation.objects.filter(id=conversation_id, word_hash__isnull=False).exists()


def words_of(conversation_id: UUID) -> dict[UUID, str]:
    """For the page of what she agreed to. Inside `acting_as` of her story."""
    rows = _rows([conversation_id])
    with acting_as(TO_HER):
        return {part_id: thing.words for part_id, thing in opened(rows, why="consents_read").items()}


def beside(by: Staff, conversation_ids: Sequence[UUID]) -> tuple[Shown, ...]:
    """What the caller's desk may read of these stories, oldest first; an audited read of each. Raises NotAllowed."""
    require(may_work_with_stories(by))
    language = get_language() or "en"
    with acting_as(by):
        rows = _rows(conversation_ids)
        found = opened(rows, why="journey_read")
        return tuple(
            Shown(thing.kind, row.kept_on, thing.language, thing.words, rendered(thing.kind, thing.codes, language))
            for row in rows
            if (thing := found.get(row.id))
        )


def to_refer(by: Staff, conversation_id: UUID) -> str:
    """All of it in her own words, for the question whether another desk may read it. Inside `acting_as` of her desk."""
    rows = _rows([conversation_id])
    return "\n\n".join(thing.words for thing in opened(rows, why="referral_asked").values())


def _rows(conversation_ids: Sequence[UUID]) -> list[JourneyPart]:
    return list(JourneyPart.objects.filter(conversation_id__in=list(conversation_ids)).order_by("kept_on", "id"))
