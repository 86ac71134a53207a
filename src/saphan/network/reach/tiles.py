"""A country as tiles, one a province: where each stands, and what is drawn on it. Pure; the template draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

SIZE: Final = 40
ROOM: Final = 44  # of a tile with the air around it
STEPS: Final = (1, 25, 100)  # people from which on a tile is darker


@dataclass(frozen=True, slots=True)
class Known:
    """Of one province: people met in the last 90 days, and workplaces there that we know of."""

    people: int = 0
    workplaces: int = 0


@dataclass(frozen=True, slots=True)
class Tile:
    """state: "met"; "never", we know workplaces there and met nobody; "" where we know of none. step: how dark."""

    code: str
    short: str
    x: int
    y: int
    people: int
    workplaces: int
    state: str
    step: int


@dataclass(frozen=True, slots=True)
class Drawing:
    country: str
    width: int
    height: int
    tiles: tuple[Tile, ...]


@cache
def arranged() -> Mapping[str, Mapping[str, tuple[int, int]]]:
    """By country, by ISO 3166-2 code: column and row."""
    found: dict[str, dict[str, tuple[int, int]]] = {}
    country, row = "", 0
    for line in files("saphan.network.reach").joinpath("data", "tiles.txt").read_text().splitlines():
        cells = line.split()
        if not cells or cells[0].startswith("#"):
            continue
        if len(cells) == 1 and cells[0].isalpha() and len(cells[0]) == 2:
            country, row = cells[0], 0
            found[country] = {}
            continue
        found[country] |= {f"{country}-{cell}": (at, row) for at, cell in enumerate(cells) if cell != "."}
        row += 1
    return found


def draw(country: str, known: Mapping[str, Known]) -> Drawing | None:
    """None for a country whose provinces are not arranged."""
    places = arranged().get(country)
    if places is None:
        return None
    tiles = tuple(_tile(code, at, known.get(code, Known())) for code, at in places.items())
    width, height = (ROOM * (max(at[side] for at in places.values()) + 1) for side in (0, 1))
    return Drawing(country, width, height, tiles)


def _tile(code: str, at: tuple[int, int], known: Known) -> Tile:
    return Tile(
        code=code,
        short=code.partition("-")[2],
        x=at[0] * ROOM + 2,
        y=at[1] * ROOM + 2,
        people=known.people,
        workplaces=known.workplaces,
        state="met" if known.people else "never" if known.workplaces else "",
        step=sum(known.people >= step for step in STEPS),
    )
