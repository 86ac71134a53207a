"""Praise, and who says that it is not so: kept beside, weighed never."""

from uuid import UUID

import pytest

from saphan.casework.refusals import NotAConcern
from saphan.casework.statement import Statement, check
from saphan.network.models import PoolMember
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, System
from saphan.store.clock import today
from saphan.verification import facts, following, gathering, selectors
from saphan.verification.models import CodedFact, Issue
from saphan.voice import intake
from saphan.voice.inbound import Inbound
from saphan.voice.input_class import THEIR_LINE
from tests.verification.world import World

pytestmark = pytest.mark.django_db
FOR = ("good_practice", "says_not_so")


def flood(world: World, number: int = 6) -> list[UUID]:
    return [world.speak(kind=FOR[place % 2]) for place in range(number)]


def beside() -> int:
    with acting_as(Counting()):
        return facts.beside().count()


def test_no_amount_of_praise_changes_any_rung_mass_or_count(world: World) -> None:
    # Given an issue that is corroborated, and one that is not yet
    world.corroborated()
    world.speak(kind="heat")
    before = [selectors.issue(world.verifier(), world.issue_of(family).id) for family in "CE"]

    # When many praise the plant and say that nothing is wrong
    flood(world)

    # Then nothing of either has moved, and no issue was opened
    after = [selectors.issue(world.verifier(), world.issue_of(family).id) for family in "CE"]
    assert after == before
    with acting_as(System("test")):
        assert Issue.objects.count() == 2
    with acting_as(Counting()):
        assert facts.standing().count() == 4


def test_it_is_kept_once_and_taken_back_when_withdrawn(world: World) -> None:
    concern, *_ = flood(world, 1)
    gathering.gather(concern)
    assert beside() == 1
    world.withdraw(concern)
    assert beside() == 0
    with acting_as(Counting()):
        assert sorted(CodedFact.objects.values_list("sign", flat=True)) == [-1, 1]


def test_it_leaves_a_pool_with_its_desk(world: World) -> None:
    flood(world, 2)
    PoolMember.objects.filter(desk_id=world.bridge).update(left_on=today())
    following.follow_desk(world.bridge)
    assert beside() == 0


def test_through_a_companys_line_not_even_praise_is_kept(world: World) -> None:
    """Whoever runs the line, the respondent, its owner or its buyer: the class of the input is what counts."""
    said = Inbound(world.bridge, "app", "my", "their-line", text="All is well", rule=THEIR_LINE)
    for kind in (*FOR, "late_pay"):
        gathering.gather(world.concern(intake.accept(said).conversation_id, kind=kind))
    assert beside() == 0
    with acting_as(System("test")):
        assert not Issue.objects.exists()


def test_a_caseworker_may_record_it_and_still_no_question(world: World) -> None:
    for kind in FOR:
        check(Statement(kind, world.plant, "employment", today()), today())
    for kind in ("question", "test_call"):
        with pytest.raises(NotAConcern):
            check(Statement(kind, world.plant, "employment", today()), today())
