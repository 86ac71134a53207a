"""Given people who learn, only numbers are kept."""

from datetime import date
from uuid import UUID

import pytest

from saphan.empowerment.lessons import taught
from saphan.store import clock
from saphan.store.callers import Staff
from saphan.store.ids import random_id
from tests.signed_in import desk_person, open_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk_id() -> UUID:
    return open_desk()


def person(desk_id: UUID, role: str, name: str) -> Staff:
    return Staff(desk_person(desk_id, role, name=name).id, desk_id, frozenset({role}))


def test_a_reading_is_a_number_a_week(desk_id: UUID, day_one: object) -> None:
    for _ in range(3):
        taught.count_learned("fees", "my")
    taught.count_learned("fees", "th")
    assert taught.monday(clock.now().date()) == date(2026, 3, 2)
    assert taught.learned(person(desk_id, "lead", "Ann")) == {("fees", "my"): 3, ("fees", "th"): 1}


def test_a_group_is_counted_once_a_visit_and_seen_by_its_desk(desk_id: UUID) -> None:
    lin = person(desk_id, "outreach", "Lin")
    told = {"lesson": "fees", "language": "my", "day": date(2026, 3, 1), "visit": random_id(), "by": lin}
    assert taught.count_taught(**told, people=12)
    assert not taught.count_taught(**told, people=12)
    assert not taught.count_taught(**{**told, "visit": random_id()}, people=0)
    assert not taught.count_taught(**{**told, "visit": random_id()}, people=5_000)
    assert taught.taught(lin) == {("fees", "my"): 12}
    assert taught.taught(person(desk_id, "lead", "Ann")) == {("fees", "my"): 12}
    assert taught.taught(person(desk_id, "outreach", "Mya")) == {}
    assert taught.taught(person(open_desk("Other"), "lead", "Sok")) == {}
