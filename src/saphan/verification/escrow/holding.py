"""Who waits behind an issue: what she said counts at the desk, and outside of it as if she had not said it.

Her own answer to "may anyone else be told?" decides, not the row that follows it: between the two nothing leaks.
"""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from saphan.casework.selectors import ConcernBehind
from saphan.store.acting import at_least_as
from saphan.store.callers import System
from saphan.verification.escrow.models import Escrow
from saphan.verification.escrow.rules import State
from saphan.verification.escrow.tags import tags
from saphan.voice import selectors as voice


def those_who_wait(concerns: Iterable[ConcernBehind]) -> dict[UUID, int]:
    """Of the stories behind an issue, those with a number of people that she set, released or not."""
    with at_least_as(System("verification.those_who_wait")):
        return voice.those_who_wait({concern.conversation_id for concern in concerns})


def held_back(waiting: Mapping[UUID, int], places: Collection[UUID], family: str) -> frozenset[UUID]:
    """Of those who wait, whoever has not said yes since others said it too."""
    if not waiting:
        return frozenset()
    with at_least_as(System("verification.held_back")):
        rows = Escrow.objects.filter(
            conversation_id__in=waiting.keys(),
            tag__in=tags(places, family),
            state=State.RELEASED,
        )
        released = {row.conversation_id for row in rows if row.needs == waiting[row.conversation_id]}
    return frozenset(waiting.keys() - released)
