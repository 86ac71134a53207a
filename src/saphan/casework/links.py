"""What stands behind a concern in rooms above: each adds a way to find it, in AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from saphan.store.callers import Staff


@dataclass(frozen=True, slots=True)
class Link:
    """A line beside a concern: what it says and where it leads ("" leads nowhere)."""

    label: str
    url: str = ""


Finder = Callable[[Staff, str, UUID], Link | None]
_finders: dict[str, Finder] = {}


def add(name: str, find: Finder) -> None:
    """`find(by, family, respondent_id)` gives a link for concerns of a kind family at a respondent, or None."""
    _finders[name] = find


def of(by: Staff, family: str, respondent_id: UUID) -> tuple[Link, ...]:
    found = (find(by, family, respondent_id) for find in _finders.values())
    return tuple(link for link in found if link is not None)


StoryFinder = Callable[[Staff, UUID], Link | None]
_story_finders: dict[str, StoryFinder] = {}


def add_to_story(name: str, find: StoryFinder) -> None:
    """`find(by, conversation_id)` gives a link beside a story, or None."""
    _story_finders[name] = find


def of_story(by: Staff, conversation_id: UUID) -> tuple[Link, ...]:
    found = (find(by, conversation_id) for find in _story_finders.values())
    return tuple(link for link in found if link is not None)
