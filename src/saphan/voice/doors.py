"""By which door she came: a poster of a desk, or a page of an upper room that leads here and knows a place."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from saphan.network import selectors as network

LONGEST = 40  # signs of a token


@dataclass(frozen=True, slots=True)
class Door:
    """name: what two stories that came this way have in common; it is kept as a mark, never as it stands."""

    desk_id: UUID
    organisation_id: UUID | None
    line: str
    name: str


Looks = Callable[[str], Door | None]
Names = Callable[[], Iterable[str]]
_looks: dict[Looks, Names] = {}


def leads_in(look: Looks, names: Names) -> None:
    """Say, in AppConfig.ready(), what finds the door of a token (none for that of others), and the names of all."""
    _looks[look] = names


def names_above() -> list[str]:
    """Of every door of an upper room, so that its marks outlive a change of key."""
    return [name for names in _looks.values() for name in names()]


def came_by(token: str) -> Door | None:
    if not token:
        return None
    if card := network.poster(token):
        return Door(card.desk_id, card.organisation_id, card.line, f"poster {token}")
    return next((door for look in _looks if (door := look(token))), None)
