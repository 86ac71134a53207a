"""How many people a description could mean: who reads it must not be able to say who it is. Pure.

A description is a language and some of a sector, a country, a province and a kind of wrong. Counted are independent
people who told us something to which all of it applies; there are more who never did. Fewer than eleven are too few.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from uuid import UUID

from saphan.release.thresholds import DEFAULT, Thresholds


@dataclass(frozen=True, slots=True)
class Description:
    """Codes; "" leaves one out. country: ISO 3166-1. province: ISO 3166-2. family: a letter of the kinds."""

    language: str
    sector: str = ""
    country: str = ""
    province: str = ""
    family: str = ""


PARTS = tuple(field.name for field in fields(Description))
MAY_BE_LEFT_OUT = PARTS[1:]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that one person said. person: who counts as one voice."""

    person: UUID
    of: Description


def number_that_fit(told: Iterable[Told], description: Description) -> int:
    wanted = [(name, code) for name in PARTS if (code := getattr(description, name))]
    return len({one.person for one in told if all(getattr(one.of, name) == code for name, code in wanted)})


def are_enough(number: int, thresholds: Thresholds = DEFAULT) -> bool:
    return number >= thresholds.public_cell


def what_to_leave_out(told: Iterable[Told], description: Description) -> tuple[str, ...]:
    """Parts each of which, left out alone, makes enough; none when one alone does not do."""
    told = list(told)
    parts = (name for name in MAY_BE_LEFT_OUT if getattr(description, name))
    return tuple(name for name in parts if are_enough(number_that_fit(told, replace(description, **{name: ""}))))
