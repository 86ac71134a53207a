"""Concerns become issues of the pool; issues go up the ladder, and down again, by counting."""

import random
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from saphan.casework.models import Concern
from saphan.network.models import Notice, PoolMember
from saphan.store import clock, tasks
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, Intake, Partner, Staff, Story, System
from saphan.vault.models import Fact
from saphan.verification import facts, gathering, sources
from saphan.verification.models import CodedFact, Issue
from saphan.verification.selectors import conversations_behind, voices_of
from saphan.verification.settling import settle
from saphan.voice.deleting import delete_story
from tests.verification.world import World

pytestmark = pytest.mark.django_db


def test_a_first_voice_opens_an_issue(world: World) -> None:
    # When one concern is gathered
    world.speak()

    # Then an issue of its family stands at "understood", led by the desk that heard it
    issue = world.issue()
    assert (issue.family, issue.stage, issue.lead_desk_id) == ("C", "understood", world.bridge)
    assert world.steps() == [("received", "understood")]


def test_one_family_at_one_respondent_is_one_issue_over_desks(world: World) -> None:
    world.speak(kind="unpaid_overtime")
    world.speak(kind="late_pay", desk_id=world.river)
    world.speak(kind="no_rest_day")
    with acting_as(System("test")):
        assert sorted(Issue.objects.values_list("family", flat=True)) == ["C", "D"]
    assert world.issue_of("C").lead_desk_id == world.bridge


def test_pools_share_nothing(world: World) -> None:
    world.speak()
    world.speak(desk_id=world.stranger)
    with acting_as(System("test")):
        assert Issue.objects.count() == 2


def test_a_question_praise_or_test_call_is_no_issue(world: World) -> None:
    for kind in ("question", "good_practice", "test_call"):
        world.speak(kind=kind)
    with acting_as(System("test")):
        assert not Issue.objects.exists()


def test_three_voices_in_two_languages_are_corroborated_and_a_verifier_hears(world: World) -> None:
    world.corroborated()
    assert world.issue().stage == "corroborated"
    rung = Notice.objects.filter(kind="verification.may_be_verified")
    assert list(rung.values_list("staff_id", flat=True)) == [world.verifier().id]


def test_nobody_who_spoke_is_told_of_a_match(world: World) -> None:
    for concern in world.corroborated():
        assert world.told(world.conversation_of(concern)) == ["received"]


def test_one_person_is_one_voice_however_often_she_speaks(world: World) -> None:
    her = uuid4()
    for language in ("my", "ne", "en"):
        world.speak(group=her, language=language)
    assert world.issue().stage == "understood"


def test_the_same_concern_gathered_twice_counts_once(world: World) -> None:
    concern = world.speak()
    gathering.gather(concern)
    with acting_as(Counting()):
        assert CodedFact.objects.count() == 1
        assert Fact.objects.filter(kind="verification.voice_counted").count() == 1
    assert world.steps() == [("received", "understood")]


def test_a_withdrawn_concern_is_taken_back_by_a_negative_and_the_issue_steps_down(world: World) -> None:
    first, *_ = world.corroborated()
    world.withdraw(first)
    assert world.issue().stage == "understood"
    assert world.steps()[-1] == ("corroborated", "understood")
    world.withdraw(first)
    with acting_as(Counting()):
        assert Fact.objects.filter(kind="verification.voice_taken_back").count() == 1
        assert sorted(CodedFact.objects.filter(source=first).values_list("sign", flat=True)) == [-1, 1]


def test_a_verified_issue_steps_down_and_those_left_are_told(world: World) -> None:
    first, second, _ = world.verified()
    world.withdraw(first)
    assert world.issue().stage == "understood"
    assert world.told(world.conversation_of(second))[-1] == "stepped_down"
    assert Notice.objects.get(kind="verification.stepped_down").staff_id == world.verifier().id


def test_an_issue_without_voices_stands_at_received(world: World) -> None:
    concern = world.speak()
    world.withdraw(concern)
    assert world.issue().stage == "received"
    world.speak()
    assert world.issue().stage == "understood"


def test_a_correction_moves_her_voice_to_the_right_respondent(world: World) -> None:
    # Given a concern recorded about the wrong plant
    other = world.another_plant()
    story = world.story()
    group = uuid4()
    wrong = world.concern(story, at=other, group=group)
    gathering.gather(wrong)

    # When it is corrected
    right = world.concern(story, group=group, supersedes=wrong)
    world.withdraw(wrong)
    gathering.gather(right)

    # Then the wrong issue has no voice and the right one has hers
    assert len(voices_of(world.issue().id)) == 1
    with acting_as(System("test")):
        assert Issue.objects.get(respondent_id=other).stage == "received"


def test_a_deleted_story_is_taken_back(world: World) -> None:
    first, *_ = world.corroborated()
    story = world.conversation_of(first)
    delete_story(conversation_id=story, by=Story(story))
    gathering.take_voice_back(story)
    assert world.issue().stage == "understood"
    assert story not in {concern.conversation_id for concern in conversations_behind(world.issue().id)}
    assert len(voices_of(world.issue().id)) == 2


def test_a_late_gather_does_not_bring_a_deleted_story_back(world: World) -> None:
    story = world.story()
    concern = world.concern(story)
    delete_story(conversation_id=story, by=Story(story))
    gathering.take_voice_back(story)
    gathering.gather(concern)
    with acting_as(Counting()):
        assert not CodedFact.objects.exists()


def test_a_disclosed_issue_is_no_longer_moved_by_counting(world: World) -> None:
    first, *_ = world.verified()
    world.disclose()
    world.withdraw(first)
    assert world.issue().stage == "disclosed"


def test_danger_to_her_calls_a_person_at_once(world: World) -> None:
    world.speak(kind="physical_violence")
    issue = world.issue()
    assert (issue.severe, issue.urgent) == (True, True)
    notice = Notice.objects.get(kind="verification.severe")
    assert (notice.staff_id, notice.urgent) == (world.member("lead").id, True)


def test_danger_at_a_place_may_ask_for_a_check(world: World) -> None:
    world.speak(kind="locked_exit")
    assert world.issue().asks_only_for_a_check
    assert not world.issue().severe


def test_a_fact_holds_a_week_and_a_band_and_no_conversation(world: World) -> None:
    clock.pass_time(timedelta(days=3))
    world.speak()
    with acting_as(Counting()):
        fact = CodedFact.objects.get()
    assert fact.week.weekday() == 0
    assert fact.number_band == "under 10"
    assert not {field.name for field in CodedFact._meta.get_fields()} & {"conversation_id", "contact_id", "case_id"}


def test_the_tasks_do_it(world: World) -> None:
    # Given a concern whose task waits, as casework and voice leave it
    story = world.story()
    concern = world.concern(story)
    with acting_as(System("test")):
        tasks.defer("verification.gather", concern_id=concern)
    tasks.run_waiting()
    assert world.issue().stage == "understood"

    # When she deletes her story
    delete_story(conversation_id=story, by=Story(story))
    tasks.run_waiting()
    assert world.issue().stage == "received"


def test_a_desk_that_left_every_pool_shares_nothing(world: World) -> None:
    PoolMember.objects.filter(desk_id=world.bridge).update(left_on=clock.today())
    world.speak()
    with acting_as(System("test")):
        assert not CodedFact.objects.exists()
        assert not Issue.objects.exists()


@pytest.mark.parametrize(
    "caller",
    [
        Staff(uuid4(), UUID(int=1), frozenset({"verifier", "lead"}), UUID(int=1)),
        Partner(uuid4(), uuid4()),
        Story(uuid4()),
        Intake(uuid4(), uuid4()),
    ],
)
def test_nobody_but_counting_and_system_reads_a_fact(world: World, caller: Staff | Partner | Story | Intake) -> None:
    world.speak()
    with acting_as(caller):
        assert not CodedFact.objects.exists()


@pytest.mark.parametrize("seed", range(4))
def test_a_rebuild_from_concerns_equals_what_was_gathered(world: World, seed: int) -> None:
    # Given weeks of people speaking, speaking again, being corrected, taking it back and deleting
    chance = random.Random(seed)
    standing: list[UUID] = []
    for _ in range(14):
        clock.pass_time(timedelta(days=chance.randint(0, 9)))
        act = chance.choice(["speak", "speak", "speak", "again", "withdraw", "delete"])
        if act == "speak" or not standing:
            desk_id = chance.choice([world.bridge, world.river])
            standing.append(
                world.speak(desk_id=desk_id, kind=chance.choice(["late_pay", "heat"]), language=chance.choice("ab"))
            )
        elif act == "again":
            gathering.gather(chance.choice(standing))
        elif act == "withdraw":
            world.withdraw(standing.pop(chance.randrange(len(standing))))
        else:
            story = world.conversation_of(standing.pop(chance.randrange(len(standing))))
            delete_story(conversation_id=story, by=Story(story))
            gathering.take_voice_back(story)

    # When every concern is coded afresh
    with acting_as(System("test")):
        said = [sources.statement(concern_id) for concern_id in Concern.objects.values_list("id", flat=True)]
        afresh = [facts.coded(each, world.pool()) for each in said if each]
        gathered = [facts.Coded(*row)._replace(turn=1) for row in facts.standing().values_list(*facts.Coded._fields)]

    # Then it is what stands
    assert sorted(gathered, key=str) == sorted(afresh, key=str)

    # And every issue stands where settling it afresh puts it
    with acting_as(System("test")):
        stood = dict(Issue.objects.values_list("id", "stage"))
        for issue_id in stood:
            settle(issue_id)
        assert dict(Issue.objects.values_list("id", "stage")) == stood
