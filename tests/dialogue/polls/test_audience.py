"""Whom a poll is for, what still fits into her month, and when it goes. Pure."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from saphan.dialogue.polls.audience import Audience, Invited, Person, is_in, may_have_one_more, times

HALL, FARM = UUID(int=1), UUID(int=2)
AT_THE_HALL = Audience(frozenset({HALL}), "", frozenset({"en", "my"}))
FROM_MYANMAR = Audience(frozenset(), "MM-TH", frozenset({"en", "my"}))
TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("person", "hall", "corridor"),
    [
        (Person("my", HALL, "TH"), True, True),
        (Person("en", HALL, "TH"), True, False),  # English has no home
        (Person("my", FARM, "TH"), False, True),
        (Person("my", FARM, "MY"), False, False),
        (Person("my", None, "TH"), False, True),
        (Person("ne", HALL, "TH"), False, False),  # the poll does not speak it
    ],
)
def test_by_workplace_or_by_corridor(person: Person, hall: bool, corridor: bool) -> None:
    assert (is_in(person, AT_THE_HALL), is_in(person, FROM_MYANMAR)) == (hall, corridor)


def before(days: int, questions: int = 2) -> Invited:
    return Invited(TODAY - timedelta(days=days), questions)


@pytest.mark.parametrize(
    ("invited", "questions", "fits"),
    [
        ((), 12, True),
        ((), 13, False),
        ((before(29, 10),), 2, True),
        ((before(29, 10),), 3, False),
        ((before(30, 10),), 3, True),
        ((before(1), before(2)), 1, False),  # two messages are enough
        ((before(30), before(2)), 1, True),
    ],
)
def test_neither_too_many_questions_nor_too_many_messages(
    invited: tuple[Invited, ...], questions: int, fits: bool
) -> None:
    assert may_have_one_more(invited, questions, TODAY, 12) is fits


def test_they_go_anywhere_within_the_hours() -> None:
    assert times(12, [0.0, 0.5, 1.0]) == [timedelta(0), timedelta(hours=6), timedelta(hours=12)]
