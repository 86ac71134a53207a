"""What a group was taught, told to whoever counts lessons (`lessons.taught.count_taught`)."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from saphan.empowerment.outreach.group import Group
from saphan.store.callers import Staff

Take = Callable[..., object]
_takers: list[Take] = []


def when_taught(take: Take) -> None:
    """Call `take(lesson=, language=, people=, day=, visit=, by=)` for each lesson of each group; in `ready()`."""
    if take not in _takers:
        _takers.append(take)


def tell(group_id: UUID, group: Group, day: date, by: Staff) -> None:
    """visit: the group's own id, since two groups of one visit may be taught the same."""
    for take in _takers:
        for lesson in group.taught:
            take(lesson=lesson, language=group.language, people=group.people, day=day, visit=group_id, by=by)
