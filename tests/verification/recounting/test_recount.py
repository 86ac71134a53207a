"""Whatever was lost between a concern and its issue, a recount mends; where nothing was, it changes nothing."""

from datetime import timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as some

from saphan.casework.models import Concern
from saphan.config import command
from saphan.network import services as network
from saphan.network.merging.acts import merge_organisations, split_organisations
from saphan.network.models import Notice, PoolMember
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.store.tasks import run_waiting
from saphan.vault.models import Event
from saphan.vault.models import Fact as Counted
from saphan.vault.shredding import shred
from saphan.verification import gathering
from saphan.verification.models import CodedFact, Escrow, Issue, Step
from saphan.verification.recounting import parts
from saphan.verification.recounting.recount import recount
from saphan.verification.recounting.tally import Tally
from saphan.verification.selectors import issue
from saphan.verification.services import record_finding
from saphan.verification.signals.raising import set_going
from saphan.voice.deleting import delete_story
from saphan.voice.models import Conversation
from tests.verification.recounting.stories import SaidOne, rolled_back, snapshot, tell_all, undone
from tests.verification.world import World

pytestmark = pytest.mark.django_db


def found(tally: Tally) -> dict[str, int]:
    """What it had to mend."""
    return {name: number for name, number in tally.counts.items() if number and name not in ("concerns", "issues")}


def withdrawn_unheard(concern_id: UUID) -> None:
    """She took it back, and the task that takes it out was lost."""
    with acting_as(System("test")):
        Concern.objects.filter(id=concern_id).update(withdrawn_on=clock.today())


stories = some.lists(
    some.builds(
        SaidOne,
        desk=some.sampled_from(["bridge", "bridge", "river"]),
        kind=some.sampled_from(["late_pay", "unpaid_overtime", "heat", "physical_violence", "good_practice"]),
        language=some.sampled_from(["my", "ne"]),
        browser=some.sampled_from(["", "", "a"]),
        tell=some.sampled_from(["ask_first", "ask_first", "if_2"]),
        fate=some.sampled_from(["stays", "stays", "withdrawn", "deleted"]),
    ),
    min_size=2,
    max_size=7,
)
SLOWLY = settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@SLOWLY
@given(stories, some.randoms(use_true_random=False))
def test_gathered_in_any_order_is_what_a_recount_makes(world: World, said: list[SaidOne], by: object) -> None:
    with rolled_back():
        concerns = tell_all(world, said)

        # Given all is gathered one by one, in the order in which it came or another, and then some of it taken back
        with rolled_back():
            for concern in concerns:
                gathering.gather(concern)
            undone(world, said, concerns, heard=True)
            in_order = snapshot()
            assert found(recount(world.pool())) == {}
        with rolled_back():
            for concern in by.sample(concerns, len(concerns)):  # type: ignore[attr-defined]
                gathering.gather(concern)
            undone(world, said, concerns, heard=True)
            in_another = snapshot()
        assert in_another == in_order

        # When every task was lost, or only those of what was taken back
        with rolled_back():
            undone(world, said, concerns, heard=False)
            recount(world.pool())
            from_nothing = snapshot()
            assert found(recount(world.pool())) == {}
        with rolled_back():
            for concern in concerns:
                gathering.gather(concern)
            undone(world, said, concerns, heard=False)
            recount(world.pool())
            caught_up = snapshot()
            assert found(recount(world.pool())) == {}

        # Then a recount leaves the same
        assert from_nothing == in_order
        assert caught_up == in_order


def test_a_sound_house_is_left_as_it_is(world: World) -> None:
    # Given a verified issue, and another one
    world.verified()
    world.speak(kind="heat")
    before = everything()

    # When it is counted anew, then nothing differs and nothing is written but that it was done
    tally = recount(world.pool())
    assert (tally.concerns, tally.issues, tally.differed, found(tally)) == (4, 2, 0, {})
    assert everything() == before
    with acting_as(System("test")):
        (event,) = Event.objects.filter(act="verification.recounted")
    assert event.object_id == world.pool()
    assert event.detail == {
        "concerns": 4,
        "issues": 2,
        "written": 0,
        "taken_back": 0,
        "renewed": 0,
        "opened": 0,
        "settled": 0,
    }


def everything() -> object:
    with acting_as(System("test")):
        rows = [sorted(map(str, model.objects.values())) for model in (CodedFact, Issue, Step, Escrow)]
        return rows, Counted.objects.count(), Notice.objects.count()


def test_lost_voices_are_counted_as_if_they_had_been_gathered(world: World) -> None:
    # Given three voices in two languages that nobody gathered
    concerns = [world.concern(world.story(language=language)) for language in ("my", "my", "ne")]

    # When it is counted anew
    tally = recount(world.pool())

    # Then they stand, with each step, with events and figures, and a verifier's bell
    assert found(tally) == {"written": 3, "opened": 1}
    assert world.issue().stage == "corroborated"
    assert world.steps() == [("received", "understood"), ("understood", "corroborated")]
    with acting_as(System("test")):
        counted = Counted.objects.filter(kind="verification.voice_counted")
        assert {row.payload["concern"] for row in counted} == {str(concern) for concern in concerns}
        assert Counted.objects.filter(kind="issue.moved").count() == 2
        moved = Event.objects.filter(act="issue.moved").order_by("id").last()
        assert moved and moved.detail == {"from": "understood", "to": "corroborated", "reason": "several_and_varied"}
    assert Notice.objects.filter(kind="verification.may_be_verified").exists()


def test_a_lost_voice_joins_the_issue_that_is_there(world: World) -> None:
    world.speak()
    world.speak()
    world.concern(world.story(language="ne"))
    assert found(recount(world.pool())) == {"written": 1, "settled": 1}
    assert world.issue().stage == "corroborated"


def test_a_lost_word_of_danger_calls_a_person(world: World) -> None:
    # Given an issue, and a word of danger that nobody gathered
    world.speak(kind="verbal_abuse")
    world.concern(world.story(), kind="physical_violence")
    world.concern(world.story(), kind="physical_violence")

    # When it is counted anew, then the desk is called, once
    recount(world.pool())
    assert (world.issue().severe, world.issue().urgent) == (True, True)
    assert Notice.objects.filter(kind="verification.severe", urgent=True).count() == 1
    assert found(recount(world.pool())) == {}


def test_lost_retaliation_reaches_remedy(world: World) -> None:
    concern = world.concern(world.story(), kind="retaliation")
    recount(world.pool())
    assert jobs("remedy.take_retaliation") == [{"concern_id": str(concern)}]


def jobs(name: str) -> list[dict[str, str]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs WHERE task_name = %s ORDER BY id", [name])
        import json

        return [json.loads(args) for (args,) in cursor.fetchall()]


def test_what_people_decided_stands(world: World) -> None:
    # Given an issue that partners have seen, and a voice behind it that was taken back unheard
    first, *_ = world.verified()
    world.disclose()
    withdrawn_unheard(first)

    # When it is counted anew, then the fact goes, and the issue stands where people brought it
    assert found(recount(world.pool())) == {"taken_back": 1}
    assert world.issue().stage == "disclosed"
    assert found(recount(world.pool())) == {}


def test_a_verified_issue_steps_down_when_its_ground_is_gone(world: World) -> None:
    first, second, _ = world.verified()
    for concern in (first, second):
        withdrawn_unheard(concern)
    story = world.conversation_of(first)
    recount(world.pool())
    assert world.issue().stage == "understood"
    assert world.last_step().reason == "voices_taken_back"
    assert "stepped_down" in world.told(story) + world.told(world.conversation_of(second)) + behind(world)


def behind(world: World) -> list[str]:
    with acting_as(System("test")):
        stories = Concern.objects.filter(withdrawn_on=None).values_list("conversation_id", flat=True)
        return [step for story in stories for step in world.told(story)]


def test_at_night_the_ladder_comes_to_stand_where_the_page_does(world: World) -> None:
    # Given three voices, of which two later write from one browser
    concerns = world.corroborated()
    clock.pass_time(timedelta(days=1))
    run_waiting()
    world.from_one_browser(*concerns[:2])

    # Then the page shows two at once, and the ladder still three
    shown = issue(world.verifier(), world.issue().id)
    assert shown.judgement and (shown.judgement.voices, shown.judgement.rung) == (2, "understood")
    assert world.issue().stage == "corroborated"

    # When the night has passed, then both say the same, and why
    set_going()
    run_waiting()
    assert world.issue().stage == "understood"
    assert world.last_step().reason == "voices_are_one"

    # And a verifier who has found a document is weighed, too
    record_finding(issue_id=world.issue().id, kind="document", by=world.verifier())
    assert world.issue().stage == "corroborated"


def test_organisations_that_are_one_are_counted_as_one(world: World) -> None:
    # Given two names of one plant with lost voices at each
    other = world.another_plant()
    made = merge_organisations(organisation_id=other, read_as_id=world.plant, why="name", by=world.verifier())
    run_waiting()
    for language, place in (("my", other), ("my", other), ("ne", world.plant)):
        world.concern(world.story(language=language), at=place)

    # When it is counted anew, then they stand behind one issue
    assert found(recount(world.pool())) == {"written": 3, "opened": 1}
    assert world.issue().stage == "corroborated"
    assert found(recount(world.pool())) == {}

    # And after they were parted, as parting left them
    split_organisations(merge_id=made, by=world.verifier())
    run_waiting()
    assert found(recount(world.pool())) == {}
    assert world.issue().stage == "understood"


def test_an_issue_that_partners_saw_keeps_the_voices_of_elsewhere(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given an issue that covers two names, which were parted afterwards, and parts of one neighbourhood each
    monkeypatch.setattr(parts, "MOST", 1)
    other = world.another_plant()
    made = merge_organisations(organisation_id=other, read_as_id=world.plant, why="name", by=world.verifier())
    gathering.gather(world.concern(world.story(), at=other))
    run_waiting()
    world.verified()
    world.disclose()
    split_organisations(merge_id=made, by=world.verifier())
    run_waiting()

    # When it is counted anew, then nothing differs
    assert found(recount(world.pool())) == {}


def test_praise_that_was_lost_is_kept_and_opens_nothing(world: World) -> None:
    world.concern(world.story(), kind="good_practice")
    assert found(recount(world.pool())) == {"written": 1}
    with acting_as(System("test")):
        assert not Issue.objects.exists()


def test_facts_follow_a_desk_that_left(world: World) -> None:
    # Given a desk whose voices count, and which left its pool without anybody noticing
    world.corroborated()
    PoolMember.objects.filter(desk_id=world.bridge).update(left_on=clock.today())

    # When the pool is counted anew, then nothing of that desk stands in it
    pool_id = network_pool(world)
    recount(pool_id)
    with acting_as(System("test")):
        assert world.issue().stage == "received"
        assert CodedFact.objects.filter(sign=-1).count() == 3


def network_pool(world: World) -> UUID:
    from saphan.network.selectors import pool_of_desk

    pool_id = pool_of_desk(world.river)
    assert pool_id is not None
    return pool_id


def test_what_was_renewed_is_renewed(world: World) -> None:
    # Given a concern whose voice is another one now
    concern = world.speak()
    with acting_as(System("test")):
        Concern.objects.filter(id=concern).update(voice_group=UUID(int=7))
    assert found(recount(world.pool())) == {"renewed": 1}
    with acting_as(System("test")):
        assert CodedFact.objects.filter(turn=2, sign=1).get().voice_group == UUID(int=7)
    assert found(recount(world.pool())) == {}


def test_one_who_waits_for_others_is_counted_and_weighed(world: World) -> None:
    # Given one who tells only if another says it too, and another, both lost
    story = world.story()
    with acting_as(System("test")):
        Conversation.objects.filter(id=story).update(tell="if_2")
    world.concern(story)
    world.concern(world.story(language="ne"))

    # When it is counted anew
    recount(world.pool())

    # Then her wish is kept, and the desk hears that somebody says it too
    with acting_as(System("test")):
        assert Escrow.objects.get(conversation_id=story).state == "ready"
    assert found(recount(world.pool())) == {}


def test_a_pool_without_anybody_is_nothing_to_count(world: World) -> None:
    assert recount(UUID(int=5)) == Tally()


def test_the_command_counts_every_pool(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    world.concern(world.story())
    world.concern(world.story(desk_id=world.stranger))
    command.main(["recount", "--hands", "1"])
    first, second, third = capsys.readouterr().out.splitlines()
    assert first == "2 concerns, 2 issues: 2 stood otherwise than the concerns say."
    assert second == "Facts: 2 written, 0 taken back, 0 renewed. Issues: 2 opened, 0 settled."
    assert third.endswith(" MB at most, without the database.")


def test_parts_keep_a_neighbourhood_together_and_are_small(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST", 2)
    plants = [world.plant, world.another_plant(), network.create_organisation(kind="supplier", name="A", country="TH")]
    for plant in (plants[0], plants[0], plants[0], plants[1], plants[2]):
        world.concern(world.story(), at=plant)
    with acting_as(System("test")):
        made = parts.parts_of(world.pool())
    assert sorted(place for part in made for places in part for place in places) == sorted(plants)
    assert [part for part in made if frozenset({plants[0]}) in part] == [[frozenset({plants[0]})]]


def test_deleted_stories_are_taken_out_where_the_task_was_lost(world: World) -> None:
    concern = world.speak()
    story = world.conversation_of(concern)
    delete_story(conversation_id=story, by=Story(story))
    assert found(recount(world.pool())) == {"taken_back": 1, "settled": 1}
    assert world.issue().stage == "received"


def test_what_was_counted_stays_counted_when_time_ends_a_story(world: World) -> None:
    # Given a corroborated issue, and one of its stories whose time is over
    first, *_ = world.corroborated()
    with acting_as(System("test")):
        shred(world.conversation_of(first))

    # When it is counted anew, then nothing is taken back
    assert found(recount(world.pool())) == {}
    assert world.issue().stage == "corroborated"
