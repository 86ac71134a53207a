"""Coded facts of voice for the rooms above, read inside their own `acting_as(System(...))`."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from saphan.store import clock
from saphan.voice.inbound import FEEDBACK
from saphan.voice.models import Ask, Consent, Conversation, Message


@dataclass(frozen=True, slots=True)
class ConversationFacts:
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
    rows = Conversation.objects.filter(id__in=conversation_ids, left_on=None)
    unheard = _only_feedback(conversation_ids)
    return {
        row.id: ConversationFacts(row.desk_id, row.channel, row.language, row.tell, row.id not in unheard)
        for row in rows
    }


def _only_feedback(conversation_ids: Collection[UUID]) -> set[UUID]:
    said = Message.objects.filter(conversation_id__in=conversation_ids, inbound=True, part="said")
    feedback = set(said.filter(input_class=FEEDBACK).values_list("conversation_id", flat=True))
    if not feedback:
        return feedback
    return feedback - set(said.exclude(input_class=FEEDBACK).values_list("conversation_id", flat=True))


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
