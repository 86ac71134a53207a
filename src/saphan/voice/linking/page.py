"""What she sees of her other stories on the page of one: those that she put together, and how to part them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import Story
from saphan.voice.linking.together import LinkCard, links_of
from saphan.voice.models import Conversation
from saphan.voice.reading import Line, lines
from saphan.voice.refusals import StoryGone

SHOWN_PARTS = ("said", "reply", "place")


@dataclass(frozen=True, slots=True)
class OtherStory:
    """lines: what she and we said there; without her own words where she protected them."""

    link_id: UUID
    since: date
    icon: str
    lines: tuple[Line, ...]
    words_hidden: bool


def other_stories(conversation_id: UUID) -> tuple[OtherStory, ...]:
    """Read as herself in each of them: a link that stands is what lets her in. Raises StoryGone."""
    return tuple(_shown(card) for card in _standing(conversation_id))


def other_ids(conversation_id: UUID) -> tuple[UUID, ...]:
    """Raises StoryGone."""
    return tuple(card.other_id for card in _standing(conversation_id))


def _standing(conversation_id: UUID) -> tuple[LinkCard, ...]:
    with acting_as(Story(conversation_id)):
        if not Conversation.objects.filter(id=conversation_id, left_on=None).exists():
            raise StoryGone
        return tuple(card for card in links_of(conversation_id) if card.is_read_across)


def _shown(card: LinkCard) -> OtherStory:
    with acting_as(Story(card.other_id)):
        there = Conversation.objects.get(id=card.other_id)
        hidden = there.word_hash is not None
        said = lines(there.id, why="story_read", inbound=False if hidden else None, as_it_came=not there.reads_zawgyi)
    chat = tuple(line for line in said if line.part in SHOWN_PARTS)
    return OtherStory(card.id, card.agreed_on or card.on, there.icon, chat, hidden)
