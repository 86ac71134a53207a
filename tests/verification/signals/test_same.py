"""When a rise that is seen is the happening that was raised before."""

from dataclasses import replace
from uuid import UUID, uuid4

from saphan.verification.signals.counting import Unit
from saphan.verification.signals.same import Raised, Seen, same_as

HERE, THERE = Unit("workplace", "a"), Unit("recruiter", "b")
FOUR = frozenset(UUID(int=at) for at in range(1, 5))
SEEN = Seen("rise", "A", HERE, 100, 101, 4, 0.5, 2.0, clusters=FOUR)
RAISED = Raised(uuid4(), "rise", "A", HERE, 98, 99)


def test_the_same_unit_within_four_weeks() -> None:
    assert same_as(SEEN, [RAISED]) == RAISED
    assert same_as(SEEN, [replace(RAISED, began=94, until=96)]) is not None
    assert same_as(SEEN, [replace(RAISED, began=94, until=95)]) is None
    assert same_as(SEEN, [replace(RAISED, began=106, until=107)]) is None


def test_another_family_or_method_is_another_happening() -> None:
    assert same_as(SEEN, [replace(RAISED, family="B"), replace(RAISED, method="praise")]) is None


def test_the_same_voices_or_a_unit_that_saw_it_too_are_the_same() -> None:
    elsewhere = replace(RAISED, unit=THERE)
    assert same_as(SEEN, [elsewhere]) is None
    assert same_as(SEEN, [replace(elsewhere, clusters=frozenset({UUID(int=1)}))]) is not None
    assert same_as(SEEN, [replace(elsewhere, clusters=frozenset({UUID(int=1), uuid4(), uuid4()}))]) is None
    assert same_as(replace(SEEN, others=frozenset({THERE})), [elsewhere]) == elsewhere


def test_of_several_the_latest() -> None:
    later = replace(RAISED, id=uuid4(), until=100)
    assert same_as(SEEN, [RAISED, later, replace(RAISED, until=98)]) == later
