"""Given somebody in danger, or somebody who comes too near: one tap wakes the desk, one tap shows bridges."""

from datetime import time, timedelta
from uuid import UUID

import pytest
from django.template.loader import render_to_string

from saphan.network import services as network
from saphan.store import Story, System, acting_as, clock
from saphan.voice.models import Conversation, PageDraft, PageFeedback
from saphan.voice.pages.on_duty import DeskNow
from saphan.voice.selectors import open_story, thread
from saphan.voice.services import delete_story
from tests.voice.given import Browser, Desk, code_on, waiting_tasks

pytestmark = pytest.mark.django_db


def on_duty_by_day(desk: Desk) -> None:
    for weekday in range(7):
        network.set_duty(desk_id=desk.id, staff_id=desk.lead_id, weekday=weekday, opens=time(9), closes=time(18))
    network.set_emergency_words(desk_id=desk.id, language="en", text="Police: 191 <b>")


def alarms() -> list[UUID]:
    return [UUID(given["conversation_id"]) for name, given in waiting_tasks() if name == "casework.alarm"]


def test_every_page_leads_to_danger(phone: Browser) -> None:
    phone.say()
    for page in ("/", "/en/", "/my/story/", "/en/code/", "/en/more/where/", "/en/story/mine/"):
        assert "/danger/" in phone.get(page).content.decode()


def test_it_says_at_once_who_is_there_and_until_when(phone: Browser, desk: Desk) -> None:
    on_duty_by_day(desk)
    page = phone.get("/en/danger/").content.decode()
    assert "Ann of our team is here until 18:00." in page
    assert '<a href="tel:191">191</a> &lt;b&gt;' in page


def test_at_two_in_the_morning_it_says_that_nobody_is_there_and_when_somebody_will_be(
    phone: Browser, desk: Desk
) -> None:
    on_duty_by_day(desk)
    clock.pass_time(timedelta(hours=10))  # 02:00 on Tuesday in Bangkok
    page = phone.get("/en/danger/").content.decode()
    assert "Nobody of us is here now. Somebody is here again Tuesday at 09:00." in page


def test_one_tap_makes_a_story_on_top_and_wakes_the_desk(phone: Browser, desk: Desk) -> None:
    answer = phone.post("/en/danger/", phone.fields("/en/danger/"), follow=True)
    conversation_id = open_story(code_on(answer.content.decode()))
    card = thread(desk.caseworker, conversation_id).conversation
    assert card.urgency == 2 and card.danger_at == clock.now()
    assert ("voice.understand", {"conversation_id": str(conversation_id)}) in waiting_tasks()


def test_in_a_story_the_same_story_comes_on_top(phone: Browser, desk: Desk) -> None:
    conversation_id = open_story(phone.say())
    page = phone.post("/en/danger/", phone.fields("/en/danger/"), follow=True).content.decode()
    assert "Our team is called." in page
    assert alarms() == [conversation_id]
    with acting_as(System("test")):
        assert Conversation.objects.get().urgency == 2


def test_a_call_is_taken_also_where_her_story_was_deleted_meanwhile(phone: Browser, desk: Desk) -> None:
    # Given a visit that is still open, and a story that she deleted from another phone
    former = open_story(phone.say())
    form = phone.fields("/en/danger/")
    delete_story(conversation_id=former, by=Story(former))

    # When she opens the page of danger and taps
    assert "Call our team now" in phone.get("/en/danger/").content.decode()
    page = phone.post("/en/danger/", form, follow=True).content.decode()

    # Then the desk is called, in a new story with a code of its own
    called = open_story(code_on(page))
    assert called != former
    assert thread(desk.caseworker, called).conversation.urgency == 2


def test_a_visit_whose_story_is_deleted_takes_a_new_one(phone: Browser) -> None:
    former = open_story(phone.say())
    delete_story(conversation_id=former, by=Story(former))
    assert open_story(phone.say("They keep my passport")) != former


def test_without_cookies_the_desk_is_woken_all_the_same(desk: Desk) -> None:
    page = Browser().post("/my/danger/", {}).content.decode()
    conversation_id = open_story(code_on(page))
    assert thread(desk.caseworker, conversation_id).conversation.urgency == 2


def test_another_site_cannot_cry_danger(phone: Browser) -> None:
    phone.say()
    phone.post("/en/danger/", {"key": "guessed"})
    assert alarms() == []


def test_after_leaving_nothing_of_hers_is_shown_and_back_is_neutral(phone: Browser, desk: Desk) -> None:
    # Given a visit with words in it
    phone.say("A secret sentence")
    left = phone.cookies["page"].value
    # When she leaves
    answer = phone.post("/leave/")
    assert answer.status_code == 303 and answer.headers["Location"] == "/bridges/"
    assert answer.headers["Clear-Site-Data"] == '"cache", "cookies"'  # in storage, entries of a visit wait to be sent
    with acting_as(System("test")):
        assert not PageDraft.objects.exists()
    # Then Back finds bridges on every page, and the old cookie opens nothing
    phone.get("/bridges/")
    for page in ("/", "/en/", "/en/code/", "/en/story/mine/", "/en/danger/"):
        shown = phone.get(page, follow=True).content.decode()
        assert "<h1>Bridges</h1>" in shown and "secret" not in shown and "Saphan" not in shown
    thief = Browser()
    thief.cookies["page"] = left
    assert "secret" not in thief.get("/en/story/mine/").content.decode()


def test_the_first_page_is_one_tap_from_the_neutral_one(phone: Browser) -> None:
    phone.get("/bridges/")
    phone.get("/?start=1")
    phone.cookies.pop("rest", None)
    assert "What happened?" in phone.get("/en/").content.decode()


def test_leaving_by_address_ends_nothing(phone: Browser) -> None:
    phone.say()
    phone.get("/leave/")
    with acting_as(System("test")):
        assert PageDraft.objects.count() == 1


def test_was_this_page_clear_keeps_a_page_a_language_and_a_day(phone: Browser) -> None:
    phone.post("/clear/", {"page": "say", "language": "my", "clear": "no"})
    phone.post("/clear/", {"page": "<script>", "language": "my", "clear": "no"})
    phone.post("/clear/", {"page": "say", "language": "xx", "clear": "yes"})
    with acting_as(System("test")):
        assert list(PageFeedback.objects.values_list("page", "language", "clear")) == [("say", "my", False)]


def test_addresses_without_a_language_lead_to_one_with(phone: Browser) -> None:
    for address, page in (("/danger/", "/en/danger/"), ("/story/", "/en/story/"), ("/say/", "/en/")):
        assert phone.get(address).headers["Location"] == page
    assert phone.get("/xx/story/").status_code == 404


@pytest.mark.parametrize("pool_hears", [True, False])
def test_the_page_after_the_call_says_who_hears_of_it(pool_hears: bool) -> None:
    desk = DeskNow("Bridge Thailand", "", None, None, "", frozen=pool_hears, pool_hears=pool_hears)
    page = render_to_string("voice/called.html", {"desk": desk, "lang": "en"})
    assert ("Another team hears of your call, and nothing of your story." in page) is pool_hears
    assert ("Only our team sees this." in page) is not pool_hears
