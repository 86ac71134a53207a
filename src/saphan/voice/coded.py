"""Coded facts of voice for the rooms above, read inside their own `acting_as(System(...))`."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from saphan.store import clock
from saphan.store.made_once import MadeOnce
from saphan.vault.models import Fact
from saphan.voice.input_class import NO_VOICE
from saphan.voice.models import Ask, Consent, Conversation, Message
from saphan.voice.traces.selectors import StoryTraces, look
from saphan.voice.vocabulary import WAITS_FOR


class ConversationFacts(NamedTuple):
    """is_voice: False while all that is known of her came through a line of a company (domain.md §8)."""

    desk_id: UUID
    channel: str
    language: str
    tell: str
    is_voice: bool = True


@dataclass(frozen=True, slots=True)
class ConsentTally:
    """Of one draft: how many were asked, and who answered what. Only an answer that still holds counts."""

    asked: int
    yes: int
    no: int
    conversation_ids_yes: frozenset[UUID]


def conversation_facts(conversation_ids: Collection[UUID]) -> dict[UUID, ConversationFacts]:
    """By conversation; a deleted one is missing."""
    rows = _stories(conversation_ids)
    spoke = _said_more_than_feedback({row[0] for row in rows if row[5]})
    return {
        story_id: ConversationFacts(desk_id, channel, language, tell, not feedback or story_id in spoke)
        for story_id, desk_id, channel, language, tell, feedback in rows
    }


def told_and_traced(conversation_ids: Collection[UUID]) -> dict[UUID, tuple[ConversationFacts, StoryTraces]]:
    """`conversation_facts` and `traces_of` in one look, for whoever reads by the million. As System."""
    rows = [(story_id, traces, *told) for story_id, traces, told in look(conversation_ids, _TOLD)]
    spoke = _said_more_than_feedback({story_id for story_id, *_, feedback in rows if feedback})
    return {
        story_id: (ConversationFacts(desk_id, channel, language, tell, not feedback or story_id in spoke), traces)
        for story_id, traces, desk_id, channel, language, tell, feedback in rows
    }


_TOLD = f""", story.desk_id, story.channel, story.language, story.tell,
        EXISTS (SELECT FROM voice_message AS heard WHERE heard.conversation_id = story.id AND heard.inbound
            AND heard.part = 'said' AND heard.input_class IN {NO_VOICE})"""


def _each_story(conversation_ids: Collection[UUID]) -> QuerySet[Conversation, tuple[Any, ...]]:
    feedback = _said().filter(conversation_id=OuterRef("id"), input_class__in=NO_VOICE)
    found = Conversation.objects.filter(id__among=conversation_ids, left_on=None).annotate(feedback=Exists(feedback))
    return found.values_list("id", "desk_id", "channel", "language", "tell", "feedback")


_stories = MadeOnce(_each_story)


def those_who_wait(conversation_ids: Collection[UUID]) -> dict[UUID, int]:
    """Of these stories that stand, those with a number of people that she set before others are told."""
    rows = Conversation.objects.filter(id__in=conversation_ids, left_on=None, tell__in=WAITS_FOR)
    return {story_id: WAITS_FOR[tell] for story_id, tell in rows.values_list("id", "tell")}


def deleted_by_her(conversation_ids: Collection[UUID]) -> frozenset[UUID]:
    """Of these, the stories that she deleted herself; not those that time ended, though both leave a tombstone."""
    gone = Conversation.objects.filter(id__in=conversation_ids).exclude(left_on=None).values_list("id", flat=True)
    deleted = Fact.objects.filter(kind="voice.story_deleted", subject__in=list(gone))
    return frozenset(deleted.values_list("subject", flat=True))


def _said() -> QuerySet[Message]:
    return Message.objects.filter(inbound=True, part="said")


def _said_more_than_feedback(conversation_ids: Collection[UUID]) -> set[UUID]:
    if not conversation_ids:
        return set()
    said = _said().filter(conversation_id__in=conversation_ids).exclude(input_class__in=NO_VOICE)
    return set(said.values_list("conversation_id", flat=True))


def consent_count(draft_id: UUID) -> ConsentTally:
    answers = dict(
        Consent.objects.filter(Q(until=None) | Q(until__gte=clock.today()), draft_id=draft_id, ended_on=None)
        .order_by("on")
        .values_list("conversation_id", "given")
    )
    agreed = frozenset(conversation_id for conversation_id, given in answers.items() if given)
    asked = Ask.objects.filter(question="consent", ref=draft_id).values("conversation_id").distinct().count()
    return ConsentTally(
        asked=max(asked, len(answers)), yes=len(agreed), no=len(answers) - len(agreed), conversation_ids_yes=agreed
    )
