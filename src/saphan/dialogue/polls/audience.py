"""Whom a poll is sent to, of those who said that they may be asked. Pure.

A poll of a workplace reaches whoever spoke of that workplace. A poll of a corridor reaches whoever speaks a language of
its origin and works in the country where it ends: at the place that she spoke of, or, where she named none, in the
country of the desk that answers her.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from saphan.languages.homes import HOME

MONTH: Final = timedelta(days=30)
INVITATIONS_A_MONTH: Final = 2
"""To one person within 30 days, of all polls together. Ours, to be argued with."""


@dataclass(frozen=True, slots=True)
class Audience:
    """places: the workplace, by every id that is read as it; none for a corridor ("MM-TH"). languages: of the poll."""

    places: frozenset[UUID]
    corridor: str
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Person:
    """language: of her pages. place_id: the workplace that she spoke of. country: where it lies, else the desk's."""

    language: str
    place_id: UUID | None
    country: str


@dataclass(frozen=True, slots=True)
class Invited:
    """One invitation that she has, or will have: on this day, to so many questions."""

    on: date
    questions: int


def is_in(person: Person, audience: Audience) -> bool:
    """Only in a language that the poll speaks: nobody is sent what she cannot read."""
    if person.language not in audience.languages:
        return False
    if audience.places:
        return person.place_id in audience.places
    origin, _dash, destination = audience.corridor.partition("-")
    return HOME.get(person.language) == origin and person.country == destination


def may_have_one_more(invited: Collection[Invited], questions: int, today: date, most_questions: int) -> bool:
    """Whether one of so many questions still fits into her month: neither too many questions, nor too many messages."""
    lately = [one for one in invited if today - one.on < MONTH]
    if len(lately) >= INVITATIONS_A_MONTH:
        return False
    return sum(one.questions for one in lately) + questions <= most_questions


def times(hours: float, fractions: Sequence[float]) -> list[timedelta]:
    """How long after now each goes out: anywhere within so many hours. fractions: drawn, from 0 to 1, one for each."""
    return [timedelta(hours=hours * fraction) for fraction in fractions]
