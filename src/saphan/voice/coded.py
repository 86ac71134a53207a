"""Coded facts of voice for the rooms above, read inside their own `acting_as(System(...))`."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from saphan.store import clock
from saphan.voice.models import Ask, Consent, Conversation


@dataclass(frozen=True, slots=True)
class ConversationFacts:
    desk_id: UUID
    channel: str
    language: str
    tell: str


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
    return {row.id: ConversationFacts(row.desk_id, row.channel, row.language, row.tell) for row in rows}


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
