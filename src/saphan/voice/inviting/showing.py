"""Questions of an upper room that stand on her own page, where she said yes to that; none are there to begin with."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class OnHerPage:
    """address: the same for everybody. until: the last day on which it is answered."""

    address: str
    until: date


Shows = Callable[[UUID, str], Iterable[OnHerPage]]
_shows: list[Shows] = []


def stands_on_her_page(shows: Shows) -> None:
    """Say it in AppConfig.ready(). `shows(conversation_id, language)` looks anew at all that her yes hangs on."""
    _shows.append(shows)


def on_her_page(conversation_id: UUID, language: str) -> tuple[OnHerPage, ...]:
    """Call outside `acting_as`."""
    return tuple(one for shows in _shows for one in shows(conversation_id, language))
