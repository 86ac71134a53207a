""" "Only if others say it too": the pages on which she chooses it, changes it, and answers."""

import re
from uuid import UUID

import pytest

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.voice import services
from saphan.voice.models import Answer, Conversation
from saphan.voice.vocabulary import WAITS_FOR, waits_for
from tests.voice.given import Browser, Desk, waiting_tasks

pytestmark = pytest.mark.django_db


def story() -> Conversation:
    with acting_as(System("test")):
        return Conversation.objects.get()


def test_one_tap_more_only_for_who_chooses_it(phone: Browser) -> None:
    phone.say()
    assert story().tell == "ask_first"

    # When she taps the fourth answer, she is asked how many
    page = phone.send("/en/more/tell/", tell="if_others").content.decode()
    assert "How many must say it, with you?" in page
    assert re.findall(r'name="tell" value="(\w+)"', page) == list(WAITS_FOR)
    assert story().tell == "ask_first"

    # And her number is kept where the other answers are
    answer = phone.send("/en/more/tell/", tell="if_3")
    assert (answer.status_code, story().tell) == (303, "if_3")


def test_her_number_stands_on_her_page_and_she_may_change_it(phone: Browser) -> None:
    phone.say()
    phone.send("/en/more/tell/", tell="if_5")
    assert "Only if 5 say it" in phone.get("/en/story/mine/").content.decode()

    numbers = phone.send("/en/story/tell/", tell="if_others").content.decode()
    assert re.search(r'value="if_5" aria-pressed="true"', numbers)
    phone.send("/en/story/tell/", tell="if_2")
    assert story().tell == "if_2"
    phone.send("/en/story/tell/", tell="ask_first")
    assert story().tell == "ask_first"


def test_another_number_is_no_answer(phone: Browser) -> None:
    phone.say()
    phone.send("/en/story/tell/", tell="if_4")
    assert story().tell == "ask_first"
    assert [waits_for(code) for code in ("if_10", "nobody", "if_4")] == [10, 0, 0]


def test_each_answer_is_passed_on_whether_or_not_she_waits(phone: Browser) -> None:
    """What is set going does not depend on what she chose."""
    for code in ("if_2", "nobody"):
        phone.say()
        before = len(waiting_tasks())
        phone.send("/en/story/tell/", tell=code)
        assert [name for name, _ in waiting_tasks()[before:]] == ["verification.take_wish"]
        phone.cookies.clear()


def test_she_reads_that_others_say_it_and_answers(phone: Browser, desk: Desk) -> None:
    phone.say()
    with acting_as(System("test")):
        ask_id = services.ask(conversation_id=story().id, question="others", ref=UUID(int=7))

    page = phone.get(f"/en/story/ask/{ask_id}/").content.decode()
    assert "Others say it too. May we go on?" in page
    assert "Nobody else is told yet. We ask you again, with the words." in page
    assert "We count your answer" not in page

    phone.send(f"/en/story/ask/{ask_id}/", code="no")
    with acting_as(System("test")):
        assert Answer.objects.get(ask_id=ask_id).code == "no"
    assert waiting_tasks()[-1] == ("verification.take_others_answer", {"ask_id": str(ask_id)})
    assert "No, tell nobody" in phone.get("/en/story/mine/").content.decode()


def test_the_pages_stay_within_what_one_trip_carries(phone: Browser) -> None:
    phone.say()
    for page in (phone.get("/en/more/tell/"), phone.send("/en/story/tell/", tell="if_others")):
        assert len(page.content) < 8_000
