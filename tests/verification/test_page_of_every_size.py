"""The page of an issue of nobody, one and sixty voices, and of a name that is not settled: none is a dead end."""

from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from saphan.network import services as network
from saphan.network.merging.acts import merge_organisations, split_organisations
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import run_waiting
from saphan.verification import gathering, selectors
from saphan.verification.models import Issue
from saphan.verification.services import record_finding, rule_on_voices
from tests.signed_in import sign_in
from tests.verification.world import World

pytestmark = pytest.mark.django_db


def speak(world: World, number: int, at: UUID | None = None, kind: str = "unpaid_overtime") -> None:
    """That many people, by turns at two desks, by two ways in and in two languages."""
    for place in range(number):
        desk_id = world.river if place % 3 == 2 else world.bridge
        channel, language = ("web", "phone")[place % 2], ("my", "ne")[place // 2 % 2]
        story = world.story(desk_id=desk_id, channel=channel, language=language)
        gathering.gather(world.concern(story, at=at, kind=kind))


def at(place: UUID) -> str:
    with acting_as(System("test")):
        return f"/desk/issues/{Issue.objects.get(respondent_id=place).id}/"


@pytest.fixture
def browser(client: Client, world: World) -> Client:
    return sign_in(client, world.people[f"verifier {world.bridge}"])


def shown(browser: Client, address: str) -> str:
    answer = browser.get(address, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_with_nobody_left_it_says_how_it_comes_back(world: World, browser: Client) -> None:
    concern = world.speak()
    world.withdraw(concern)
    page = shown(browser, at(world.plant))
    assert "Nobody stands behind this issue now. It comes back when somebody speaks." in page
    assert "Has anybody else spoken of this?" in page
    assert "Blue Prawn Foods" in shown(browser, "/desk/issues/")


def test_one_voice_is_enough_for_a_page(world: World, browser: Client) -> None:
    world.speak()
    page = shown(browser, at(world.plant))
    assert "1 independent voice<" in page
    assert "How much stands behind it: 1 of 2.75" in page


def costs(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert browser.get(address).status_code == 200
    return len(seen)


def test_sixty_voices_ask_the_database_as_often_as_six(world: World, browser: Client) -> None:
    # Given what six voices cost, on the page and in the list
    speak(world, 6)
    few, listed = costs(browser, at(world.plant)), costs(browser, "/desk/issues/")

    # When there are sixty, and a verifier has ruled and found something
    speak(world, 54)
    together = [row.voice_group for row in selectors.voices_of(world.issue().id)][:2]
    by = world.verifier()
    rule_on_voices(
        issue_id=world.issue().id, left=together[0], right=together[1], together=True, reason="same_person", by=by
    )
    record_finding(issue_id=world.issue().id, kind="call_back", voice_group=together[0], by=by)

    # Then neither asks more often
    assert "59 independent voices" in shown(browser, at(world.plant))
    assert costs(browser, at(world.plant)) <= few + 2
    assert costs(browser, "/desk/issues/") <= listed + 1


def test_a_provisional_respondent_has_a_page(world: World, browser: Client) -> None:
    new = network.create_organisation(kind="workplace", name="Blu Praun", country="TH", provisional=True)
    speak(world, 3, new)
    assert "Blu Praun" in shown(browser, at(new))


def test_merged_its_page_leads_to_the_one_that_counts_and_back(world: World, browser: Client) -> None:
    new = network.create_organisation(kind="workplace", name="Blu Praun", country="TH", provisional=True)
    speak(world, 2)
    speak(world, 2, new)
    made = merge_organisations(organisation_id=new, read_as_id=world.plant, why="name", by=world.verifier())
    run_waiting()
    for place in (world.plant, new):
        page = shown(browser, at(place))
        assert "4 independent voices" in page and "Blue Prawn Foods" in page
    split_organisations(merge_id=made, by=world.verifier())
    run_waiting()
    assert "2 independent voices" in shown(browser, at(new))


def test_a_form_that_was_open_while_two_became_one_is_answered_and_changes_nothing(
    world: World, browser: Client
) -> None:
    # Given a verifier who reads the page of a name, while another one says that it is the plant's
    new = network.create_organisation(kind="workplace", name="Blu Praun", country="TH", provisional=True)
    speak(world, 1)
    speak(world, 4, new)
    address = at(new)
    hers = [row.voice_group for row in selectors.voices_of(UUID(address.split("/")[-2]))]
    merge_organisations(organisation_id=new, read_as_id=world.plant, why="name", by=world.verifier())
    run_waiting()
    before = world.findings(), world.steps()

    # When she sends what she had filled in
    for act, form in {
        "finding/": {"kind": "call_back", "supports": "yes", "voice_group": str(hers[0])},
        "verify/": {"method": "visit", "confidence": "low"},
        "rule/": {"one": str(hers[0]), "other": str(hers[1]), "known": "one:same_person"},
        "with-it/": {},
    }.items():
        answer = browser.post(address + act, form)

        # Then each answer is a page that says so
        assert (act, answer.status_code) == (act, 409)
        assert "Nothing was changed." in answer.content.decode() or act == "with-it/"
    assert (world.findings(), world.steps()) == before
