"""Beside the scan of few voices: more than in other years, new names, praise in a burst."""

from collections.abc import Sequence
from uuid import UUID

from saphan.verification.signals.hearing import Heard
from saphan.verification.signals.rises import Ground
from saphan.verification.signals.same import Seen


def more_seen(pool_id: UUID, ground: Ground, heard: Sequence[Heard]) -> list[Seen]:
    return []
