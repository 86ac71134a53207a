"""Several respondents, wrong clocks, words taken back: each counts where it should, once, and nothing breaks."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.network import services as network
from saphan.network.merging.acts import merge_organisations, split_organisations
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Counting, Story, System
from saphan.store.tasks import run_waiting
from saphan.verification import gathering, selectors
from saphan.verification.models import CodedFact, Issue
from saphan.verification.signals import raising
from saphan.voice.deleting import delete_story
from tests.signed_in import sign_in
from tests.verification.world import World

pytestmark = pytest.mark.django_db


def stages() -> dict[UUID, str]:
    with acting_as(System("test")):
        return dict(Issue.objects.values_list("respondent_id", "stage"))


def facts_of(concern: UUID) -> list[int]:
    with acting_as(Counting()):
        return sorted(CodedFact.objects.filter(source=concern).values_list("sign", flat=True))


def test_a_story_about_several_is_one_voice_at_each_of_them(world: World) -> None:
    # Given one story about a plant and about who recruited her for it
    recruiter = network.create_organisation(kind="recruiter", name="Hill Station Overseas", country="MM")
    story, her = world.story(), uuid4()
    for place in (world.plant, recruiter, world.plant):
        gathering.gather(world.concern(story, at=place, group=her))
    rows = selectors.issues(world.verifier())
    assert {(row.respondent, row.voices) for row in rows} == {("Blue Prawn Foods", 1), ("Hill Station Overseas", 1)}

    # When she deletes it, then nobody stands behind either
    delete_story(conversation_id=story, by=Story(story))
    run_waiting()
    assert stages() == {world.plant: "received", recruiter: "received"}
    assert [row.voices for row in selectors.issues(world.verifier())] == [0, 0]


@pytest.mark.parametrize("how", ["withdrawn", "shredded"])
def test_what_is_taken_back_takes_its_mass_and_leaves_a_tombstone_and_a_reason(world: World, how: str) -> None:
    # Given what three voices carry
    first, *_ = world.corroborated()
    before = selectors.issue(world.verifier(), world.issue().id)

    # When one of them takes her word back
    if how == "withdrawn":
        world.withdraw(first)
    else:
        world.delete(first)
        run_waiting()

    # Then her mass is gone, her fact stands beside the one that takes it back, and the step down says why
    after = selectors.issue(world.verifier(), world.issue().id)
    assert (before.stage, after.stage) == ("corroborated", "understood")
    assert after.mass.total < before.mass.total - 0.7
    assert len(after.voices) == 2
    assert facts_of(first) == [-1, 1]
    assert (after.steps[-1].target, after.steps[-1].reason) == ("understood", "voices_taken_back")
    assert after.steps[-1].by_rule


def test_taken_back_while_two_are_read_as_one_it_is_gone_from_both(world: World) -> None:
    # Given a voice about a name that is read as another one
    other = network.create_organisation(kind="workplace", name="Blu Praun", country="TH", provisional=True)
    world.speak()
    hers = world.concern(world.story(), at=other)
    gathering.gather(hers)
    made = merge_organisations(organisation_id=other, read_as_id=world.plant, why="name", by=world.verifier())
    run_waiting()

    # When it is withdrawn and they are parted again
    world.withdraw(hers)
    split_organisations(merge_id=made, by=world.verifier())
    run_waiting()

    # Then it counts nowhere
    assert stages() == {world.plant: "understood", other: "received"}


def test_a_clock_that_ran_ahead_and_was_put_right_breaks_nothing(world: World, client: Client) -> None:
    # Given voices that were written down while the server's clock was two years ahead
    ahead = timedelta(weeks=104)
    clock.pass_time(ahead)
    world.speak()
    world.speak(desk_id=world.river, language="ne")
    clock.pass_time(-ahead)

    # When others speak after it was put right
    world.speak()
    world.speak(kind="physical_violence")
    raising.look(world.pool())
    run_waiting()

    # Then all count, the page is drawn and no signal is made of it
    browser = sign_in(client, world.people[f"verifier {world.bridge}"])
    for address in ("/desk/issues/", f"/desk/issues/{world.issue_of('C').id}/", "/desk/signals/"):
        assert browser.get(address).status_code == 200
    page = selectors.issue(world.verifier(), world.issue_of("C").id)
    assert (len(page.voices), page.stage) == (3, "corroborated")
    with acting_as(Counting()):
        assert CodedFact.objects.count() == 4


def test_a_clock_that_went_back_takes_nothing_away(world: World) -> None:
    concerns = world.corroborated()
    clock.pass_time(-timedelta(weeks=60))
    world.withdraw(concerns[0])
    world.speak(language="ne")
    assert world.issue().stage == "corroborated"
    assert world.steps()[-2:] == [("corroborated", "understood"), ("understood", "corroborated")]
