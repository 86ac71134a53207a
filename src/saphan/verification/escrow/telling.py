"""Of those who agreed to the same words, whom a partner may be told of: nobody who is alone and asked not to be."""

from collections.abc import Collection
from uuid import UUID

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.verification.cards import everyone_behind, places_of
from saphan.verification.escrow.holding import held_back, those_who_wait
from saphan.verification.escrow.independent import independent_voices
from saphan.verification.escrow.rules import may_be_told as rule
from saphan.verification.escrow.weighing import voices_by_story
from saphan.verification.models import Issue


def may_be_told(issue_id: UUID, agreed: Collection[UUID]) -> frozenset[UUID]:
    """Of these conversations, those without a condition, and those whose condition the others here fulfil."""
    with acting_as(System("verification.may_be_told")):
        issue = Issue.objects.get(id=issue_id)
        concerns = everyone_behind(issue)
        waiting = those_who_wait(concerns)
        if not waiting:
            return frozenset(agreed)
        held = held_back(waiting, places_of(issue), issue.family)
        voices = voices_by_story(concerns)
        needs: dict[UUID, int] = {}  # of two stories of one person, the one with no condition speaks for itself
        for story in agreed:
            if story in voices and story not in held:
                needs[voices[story]] = min(needs.get(voices[story], 100), waiting.get(story, 1))
        told = rule(needs, independent_voices(issue_id))
        return frozenset(each for each in agreed if each not in held and (each not in voices or voices[each] in told))
