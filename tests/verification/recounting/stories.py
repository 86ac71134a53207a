"""Stories drawn at random: who says what where, and what becomes of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from saphan.casework.models import Concern
from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.store.clock import today
from saphan.verification import facts, gathering
from saphan.verification.models import Escrow, Issue
from saphan.voice.deleting import delete_story
from saphan.voice.models import Conversation
from tests.verification.world import World


@dataclass(frozen=True)
class SaidOne:
    """One story. browser: whoever has the same letter shares one. fate: stays, withdrawn or deleted."""

    desk: str
    kind: str
    language: str
    browser: str
    tell: str
    fate: str


@contextmanager
def rolled_back() -> Iterator[None]:
    """Whatever happens here has not happened afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def tell_all(world: World, said: list[SaidOne]) -> list[UUID]:
    """Written down by caseworkers, and not gathered."""
    concerns = []
    for one in said:
        story = world.story(desk_id=getattr(world, one.desk), language=one.language)
        concerns.append(world.concern(story, kind=one.kind))
        with acting_as(System("test")):
            Conversation.objects.filter(id=story).update(tell=one.tell)
    shared = [concern for concern, one in zip(concerns, said, strict=True) if one.browser]
    if shared:
        world.from_one_browser(*shared)
    return concerns


def undone(world: World, said: list[SaidOne], concerns: list[UUID], *, heard: bool) -> None:
    """What was to become of each has become of it. heard: its task was done, too."""
    for one, concern in zip(said, concerns, strict=True):
        story = world.conversation_of(concern)
        if one.fate == "withdrawn":
            with acting_as(System("test")):
                Concern.objects.filter(id=concern).update(withdrawn_on=today())
        elif one.fate == "deleted":
            delete_story(conversation_id=story, by=Story(story))
        if heard and one.fate == "withdrawn":
            gathering.gather(concern)
        elif heard and one.fate == "deleted":
            gathering.take_voice_back(story)


def snapshot() -> object:
    """What stands. Which desk leads, and whether somebody still has to look, depend on what came when.

    An issue behind which nobody stands is as one that nobody opened.
    """
    with acting_as(System("test")):
        standing = sorted(
            str((fact.source, fact.kind, fact.voice_group, fact.desk_id, fact.at_least, fact.mandate))
            for fact in (*facts.standing(), *facts.beside())
        )
        issues = Issue.objects.exclude(stage="received").order_by("respondent_id", "family")
        rungs = list(
            issues.values_list("respondent_id", "family", "stage", "severe", "asks_only_for_a_check", "covers")
        )
        wishes = sorted(Escrow.objects.values_list("conversation_id", "needs", "state"))
        return standing, rungs, wishes
