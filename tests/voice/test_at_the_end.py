"""Given a story that is closed, she may say whether she would come again and how she heard of us; nobody asks twice."""

from uuid import UUID

import pytest

from saphan.impact.facts import Said
from saphan.impact.indicators.catalogue import catalogue
from saphan.impact.indicators.folding import fold
from saphan.impact.indicators.values import values
from saphan.store import System, acting_as, clock
from saphan.vault.models import Fact
from saphan.voice import services
from saphan.voice.models import Ask, Told
from saphan.voice.selectors import open_story, story, thread
from tests.voice.given import Browser, Desk, waiting_tasks

pytestmark = pytest.mark.django_db


def asked(conversation_id: UUID) -> dict[str, UUID]:
    with acting_as(System("test")):
        return dict(Ask.objects.filter(conversation_id=conversation_id).values_list("question", "id"))


def figure(indicator: str, code: str = "") -> tuple[int, int] | None:
    with acting_as(System("test")):
        rows = Fact.objects.order_by("on").values_list("on", "kind", "subject", "payload")
        facts = [Said(*row) for row in rows]
    one = values(fold(facts, catalogue())[1], catalogue(), clock.today()).get((indicator, code))
    return (one.numerator, one.denominator) if one else None


def test_she_answers_with_one_tap_and_only_figures_hear_of_it(phone: Browser, desk: Desk) -> None:
    # Given her story, on whose page nothing is asked while we work on it
    conversation_id = open_story(phone.say())
    assert "Would you come to us again?" not in phone.get("/en/story/mine/").content.decode()

    # When it is closed
    services.close(conversation_id=conversation_id, by=desk.caseworker)
    page = phone.get("/en/story/mine/").content.decode()

    # Then two questions stand there, each with its answers, and nothing is sent to her telephone
    assert (
        "Would you come to us again?" in page and "From a friend or my family" in page and "Only if you want." in page
    )
    assert not [name for name, _ in waiting_tasks() if "leav" in name or "send" in name]

    # When she answers
    at = asked(conversation_id)
    phone.send(f"/en/story/ask/{at['again']}/", at="/en/story/mine/", code="yes")
    phone.send(f"/en/story/ask/{at['heard']}/", at="/en/story/mine/", code="friend")

    # Then the figures hear of it, and the desk is shown nothing
    assert figure("would_come_again") == (1, 1) and figure("came_through", "friend") == (1, 0)
    assert thread(desk.caseworker, conversation_id).asks == ()

    # And a changed mind stands instead
    phone.send(f"/en/story/ask/{at['again']}/", at="/en/story/mine/", code="no")
    assert figure("would_come_again") == (0, 1)


def test_who_comes_again_is_not_asked_twice(phone: Browser, desk: Desk) -> None:
    conversation_id = open_story(phone.say())
    services.close(conversation_id=conversation_id, by=desk.caseworker)
    at = asked(conversation_id)
    phone.send("/en/story/again/", at="/en/story/mine/")
    services.close(conversation_id=conversation_id, by=desk.caseworker)
    assert asked(conversation_id) == at and len(story(conversation_id, word_given=True).questions) == 2
    with acting_as(System("test")):
        assert Told.objects.filter(conversation_id=conversation_id).order_by("id").last().step == "closed"  # type: ignore[union-attr]
