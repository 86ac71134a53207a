"""Machines elsewhere that may translate her words: named to her before she writes and beside her story.

An upper room that has such machines says so in AppConfig.ready(); none is there to begin with.
"""

import time
from collections.abc import Callable
from uuid import UUID

Named = Callable[[UUID], tuple[str, ...]]
REMEMBERED = 30.0  # seconds: the page before she writes asks no database for this
now = time.monotonic

_named: list[Named] = []
_remembered: dict[UUID, tuple[float, tuple[str, ...]]] = {}


def name_machines(named: Named) -> None:
    """`named(desk_id)` gives the names of those that are on. Saying it again changes nothing."""
    if named not in _named:
        _named.append(named)


def machines_elsewhere(desk_id: UUID) -> tuple[str, ...]:
    """What she is told. A machine that was switched on a moment ago may be missing for half a minute."""
    until, found = _remembered.get(desk_id, (0.0, ()))
    if until <= now():
        found = tuple(name for named in _named for name in named(desk_id))
        _remembered[desk_id] = (now() + REMEMBERED, found)
    return found


def forget_them() -> None:
    """A machine was switched on or off in this process: pages say so at once."""
    _remembered.clear()
