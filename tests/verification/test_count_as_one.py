"""Two of her stories that are put together are one voice; parted, they are two again."""

from uuid import UUID

import pytest

from saphan.store.acting import acting_as
from saphan.store.callers import Counting, Story, System
from saphan.store.tasks import run_waiting
from saphan.verification import facts
from saphan.voice import services as voice
from saphan.voice.linking import joining
from saphan.voice.models import Ask, Link
from tests.verification.world import World

pytestmark = pytest.mark.django_db


def join(world: World, here: UUID, there: UUID) -> None:
    joining.propose(conversation_id=here, other_id=there, by=world.member("caseworker"))
    for each in (here, there):
        with acting_as(System("test")):
            ask_id = Ask.objects.get(conversation_id=each, question="link", closed_on=None).id
        voice.answer(ask_id=ask_id, code="yes", by=Story(each))
    run_waiting()


def part(here: UUID) -> None:
    with acting_as(System("test")):
        link_id = Link.objects.get().id
    joining.undo(link_id=link_id, by=Story(here))
    run_waiting()


def voices(world: World) -> int:
    issue = world.issue()
    with acting_as(Counting()):
        return len({f.voice_group for f in facts.standing_behind(issue.pool_id, issue.family, issue.respondent_id)})


def test_an_issue_steps_down_when_two_voices_are_one_person_and_up_again_when_they_are_parted(world: World) -> None:
    # Given three voices in two languages
    first, second, _third = (world.conversation_of(each) for each in world.corroborated())
    run_waiting()
    assert (world.issue().stage, voices(world)) == ("corroborated", 3)
    # When two of them turn out to be one person's
    join(world, first, second)
    # Then they count once, and three independent voices there are not
    assert (world.issue().stage, voices(world)) == ("understood", 2)
    # When she parts them
    part(first)
    # Then it is as it was
    assert (world.issue().stage, voices(world)) == ("corroborated", 3)


def test_what_is_said_while_they_are_together_is_parted_too(world: World) -> None:
    first = world.conversation_of(world.speak())
    second = world.story(language="ne")
    run_waiting()
    join(world, first, second)
    from saphan.verification import gathering

    gathering.gather(world.concern(second))
    assert voices(world) == 1
    part(first)
    assert voices(world) == 2


def test_deleting_one_of_them_leaves_the_other_s_own_voice(world: World) -> None:
    first, second = (world.conversation_of(world.speak()) for _ in range(2))
    run_waiting()
    join(world, first, second)
    assert voices(world) == 1
    voice.delete_story(conversation_id=first, by=Story(first))
    run_waiting()
    assert voices(world) == 1
    with acting_as(System("test")):
        from saphan.casework.models import Concern

        own = Concern.objects.get(conversation_id=second).voice_group
    issue = world.issue()
    with acting_as(Counting()):
        (fact,) = facts.standing_behind(issue.pool_id, issue.family, issue.respondent_id)
    assert fact.voice_group == own


def test_a_proposal_counts_for_nothing(world: World) -> None:
    first, second = (world.conversation_of(world.speak()) for _ in range(2))
    run_waiting()
    joining.propose(conversation_id=first, other_id=second, by=world.member("caseworker"))
    run_waiting()
    assert voices(world) == 2
