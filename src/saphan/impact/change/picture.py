"""The theory of change as one picture: which numbers stand where is data (`data/picture.toml`)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from saphan.impact import titles
from saphan.impact.change import bridge_drawing
from saphan.impact.change.bridge_drawing import Pier
from saphan.impact.change.showing import Shown, all_shown, shown
from saphan.impact.indicators.catalogue import catalogue
from saphan.impact.publishing.reading import Edition

FILE = Path(__file__).parent / "data" / "picture.toml"


@dataclass(frozen=True, slots=True)
class Place:
    """Where numbers stand: an actor, an objective or a programme; code as in the catalogue."""

    code: str
    name: str
    numbers: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """One pier as a page shows it."""

    drawing: Pier
    objective: Place
    spans: tuple[Place, Place]
    actor: Place


def picture(edition: Edition) -> tuple[Drawn, ...]:
    """From the left."""
    return tuple(_drawn(number, told, edition) for number, told in enumerate(piers()))


def counted(edition: Edition, objective: int | None = None) -> tuple[int, int]:
    """How many indicators, of all or of one objective, are known, and how many there are."""
    every = [each for each in catalogue().indicators if objective in (None, each.objective)]
    return sum(shown(edition, each.id).is_known for each in every), len(every)


def to_donors(objective: int) -> tuple[str, ...]:
    """The few indicators of an objective that a donor reads."""
    return next(tuple(told["to_donors"]) for told in piers() if told["objective"] == objective)


def told_of(objective: int) -> tuple[str, ...]:
    """All indicators that stand at the pier of an objective, and those that donors read; each once."""
    told = next(told for told in piers() if told["objective"] == objective)
    places = (
        told["of_objective"],
        told["left"]["numbers"],
        told["right"]["numbers"],
        told["of_actor"],
        told["to_donors"],
    )
    return tuple(dict.fromkeys(each for place in places for each in place))


@cache
def piers() -> tuple[dict[str, Any], ...]:
    return tuple(tomllib.loads(FILE.read_text())["pier"])


def _drawn(number: int, told: dict[str, Any], edition: Edition) -> Drawn:
    left, right = (told[side]["programme"] for side in ("left", "right"))
    return Drawn(
        drawing=bridge_drawing.pier(number, _known(left, edition), _known(right, edition)),
        objective=Place(
            str(told["objective"]),
            str(titles.objective(told["objective"])),
            all_shown(edition, told["of_objective"]),
        ),
        spans=(_span(told["left"], edition), _span(told["right"], edition)),
        actor=Place(str(told["actor"]), str(titles.actor(told["actor"])), all_shown(edition, told["of_actor"])),
    )


def _span(told: dict[str, Any], edition: Edition) -> Place:
    code = told["programme"]
    return Place(code, str(titles.programme(code)), all_shown(edition, told["numbers"]))


def _known(programme: str, edition: Edition) -> list[bool]:
    return [shown(edition, each.id).is_known for each in catalogue().indicators if programme in each.programmes]
