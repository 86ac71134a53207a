"""Whom to ask, on the page: what our desk knows of how she is reached, and a link only for who may open her story."""

from uuid import UUID

import pytest
from django.test import Client

from saphan.casework.models import Case
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.clock import now, today
from saphan.verification import selectors
from saphan.verification.picture.to_ask import ToAsk, to_ask
from saphan.voice import services as voice
from saphan.voice.channels.models import CallBack
from tests.signed_in import sign_in
from tests.verification.world import World

pytestmark = pytest.mark.django_db


def may_be_rung(world: World, concern: UUID) -> None:
    voice.set_details(conversation_id=world.conversation_of(concern), phone="+66 2 000 0000", safe_times=["evening"])


def asked(world: World, role: str = "verifier") -> ToAsk:
    by = world.member(role)
    (found,) = to_ask(by, selectors.issue(by, world.issue().id))
    return found


def test_whoever_may_be_rung_is_asked_and_only_who_may_open_her_story_is_led_to_it(world: World) -> None:
    # Given an issue that one call-back would carry, and one of its voices who named safe times
    _, second, _ = world.corroborated()
    may_be_rung(world, second)

    # Then it is her whom everybody is told to begin with, and a caseworker is led to her story
    assert asked(world).chosen.reasons == ("ring", "first_hand", "no_danger")
    assert asked(world).story is None
    for role in ("caseworker", "lead"):
        assert asked(world, role).story == world.conversation_of(second)


def test_a_number_without_a_safe_time_is_not_rung_unless_she_asked_for_it(world: World) -> None:
    first, second, _ = world.corroborated()
    voice.set_details(conversation_id=world.conversation_of(first), phone="+66 2 000 0001")
    assert asked(world).chosen.reasons == ("code", "first_hand", "no_danger")
    with acting_as(System("test")):
        story = world.conversation_of(second)
        CallBack.objects.create(desk_id=world.bridge, conversation_id=story, asked_at=now(), how="missed")
    assert asked(world, "lead").story == story


@pytest.mark.parametrize("care", [{"severe": True}, {"under_18": True}, {"quarrel_on": "today"}])
def test_who_may_be_in_danger_comes_last(world: World, care: dict[str, object]) -> None:
    concerns = world.corroborated()
    may_be_rung(world, concerns[0])
    with acting_as(System("test")):
        columns = {name: today() if value == "today" else value for name, value in care.items()}
        Case.objects.filter(id=world.case_of(concerns[0])).update(**columns)
    assert asked(world, "lead").story != world.conversation_of(concerns[0])


def test_of_another_desks_voice_only_that_it_is_another_desks(world: World) -> None:
    world.speak(desk_id=world.river)
    world.speak(desk_id=world.river, language="ne")
    world.speak(desk_id=world.river, channel="phone")
    by = world.member("lead", world.river)
    (hers,) = to_ask(by, selectors.issue(by, world.issue().id))
    assert hers.story
    world.speak()
    (ours,) = to_ask(world.member("lead"), selectors.issue(world.member("lead"), world.issue().id))
    assert ours.own_desk


def test_the_page_says_why_her_and_links_for_a_caseworker_alone(world: World, client: Client) -> None:
    concerns = world.corroborated()
    may_be_rung(world, concerns[2])
    story = f"/desk/story/{world.conversation_of(concerns[2])}/"
    address = f"/desk/issues/{world.issue().id}/"

    shown = sign_in(client, world.people[f"verifier {world.bridge}"]).get(address).content.decode()
    assert "we may ring her at her safe times, saw it herself, no danger known" in shown
    assert "A caseworker of your desk finds a link to her story here." in shown
    assert "/desk/story/" not in shown

    shown = sign_in(client, world.people[f"caseworker {world.bridge}"]).get(address).content.decode()
    assert story in shown
    assert client.get(story).status_code == 200


def test_a_question_for_nobody_who_spoke_names_nobody(world: World) -> None:
    world.verified()
    assert to_ask(world.verifier(), selectors.issue(world.verifier(), world.issue().id)) == ()
