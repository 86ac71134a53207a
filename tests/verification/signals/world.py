"""A small world of workplaces, recruiters and provinces, heard of evenly; tests add what happens."""

import random
from collections.abc import Mapping
from uuid import UUID

from saphan.verification.signals.scan import Sighting, Unit

WEEK = 2900  # the one that is looked at
WORKPLACES, RECRUITERS, PROVINCES = 60, 12, 5
FAMILIES = ("A", "C", "E", "F")


def person(number: int) -> UUID:
    return UUID(int=number)


def workplace(number: int) -> UUID:
    return UUID(int=10**9 + number)


def unit(kind: str, number: int) -> Unit:
    return Unit(kind, str(number))


def units() -> Mapping[UUID, frozenset[Unit]]:
    """Workplace i has recruiter i mod 12 and province i mod 5."""
    return {
        workplace(i): frozenset(
            {unit("workplace", i), unit("recruiter", i % RECRUITERS), unit("province", i % PROVINCES)}
        )
        for i in range(WORKPLACES)
    }


def evenly(weeks: range = range(WEEK - 51, WEEK + 1), a_week: int = 6, seed: int = 1) -> list[Sighting]:
    """Every voice speaks once, about any workplace and any family."""
    chance = random.Random(seed)
    return [
        Sighting(week, workplace(chance.randrange(WORKPLACES)), chance.choice(FAMILIES), person(week * 100 + one))
        for week in weeks
        for one in range(a_week)
    ]


def voices(about: list[int], family: str, week: int = WEEK, first: int = 1) -> list[Sighting]:
    """One independent voice about each of these workplaces (a workplace may be named again)."""
    return [Sighting(week, workplace(i), family, person(first + place)) for place, i in enumerate(about)]
