"""What upper rooms show on the page of a case. Each adds its card in AppConfig.ready()."""

from collections.abc import Callable, Sequence
from uuid import UUID

from saphan.casework.beside_story import Filled
from saphan.store.callers import Staff

Context = Callable[[Staff, Sequence[UUID]], object | None]
_cards: dict[str, Context] = {}


def add(template: str, context: Context) -> None:
    """Show `template` with `panel`, what `context(by, conversation_ids of the case)` returned, unless it is None."""
    _cards[template] = context


def filled(by: Staff, conversation_ids: Sequence[UUID]) -> tuple[Filled, ...]:
    contents = [(template, context(by, conversation_ids)) for template, context in _cards.items()]
    return tuple(Filled(template, content) for template, content in contents if content is not None)
