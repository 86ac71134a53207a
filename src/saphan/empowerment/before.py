"""The tiles of the page "Before you pay or sign". Each part of this room adds its own in AppConfig.ready()."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.empowerment.speaking import learner_languages
from saphan.voice.also_here import AlsoHere


@dataclass(frozen=True, slots=True)
class Tile:
    """One way on. page: name of an address that takes the language and nothing else. icon: name of a drawing."""

    order: int
    page: str
    words: str | Promise
    icon: str


_tiles: dict[str, Tile] = {}


def add_tile(order: int, page: str, words: str | Promise, icon: str) -> None:
    _tiles[page] = Tile(order, page, words, icon)


def tiles() -> list[Tile]:
    return sorted(_tiles.values(), key=lambda tile: tile.order)


def lead_here(language: str) -> AlsoHere | None:
    """The line on pages of voice that leads here; none in a language in which this room says nothing."""
    if language not in learner_languages():
        return None
    return AlsoHere(reverse("empowerment:before", args=[language]), _("Before you pay or sign"), "search")
