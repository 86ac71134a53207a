"""What upper rooms show beside a story. Each adds its card in AppConfig.ready()."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from saphan.store.callers import Staff

Context = Callable[[Staff, UUID], object | None]


@dataclass(frozen=True, slots=True)
class Filled:
    """A card ready for `{% include %}`: its template reads `panel.…`."""

    template: str
    content: object


_cards: dict[str, Context] = {}


def add(template: str, context: Context) -> None:
    """Show `template` beside a story with `panel`, what `context(by, conversation_id)` returned, unless it is None."""
    _cards[template] = context


def filled(by: Staff, conversation_id: UUID) -> tuple[Filled, ...]:
    """Every card that has something to show this member of staff about this story."""
    contents = [(template, context(by, conversation_id)) for template, context in _cards.items()]
    return tuple(Filled(template, content) for template, content in contents if content is not None)
