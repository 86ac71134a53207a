"""A poll from promise to broken promise to the block: the desk, the company and a worker, each in her own browser."""

import os
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from saphan.casework.models import Case
from saphan.dialogue.models import PollAnswer, PollQuestion
from saphan.dialogue.polls import answering
from saphan.network.models import Staff as StaffRow
from saphan.store import System, acting_as, clock
from saphan.voice.inbound import Handle
from saphan.voice.models import Conversation, Message
from tests.dialogue.chats import writes_by_chat
from tests.dialogue.given import Place, a_place
from tests.journeys.conftest import pass_days
from tests.journeys.looking import check
from tests.journeys.test_network_and_public_pages import open_browser
from tests.signed_in import sign_in
from tests.voice.aloud.sounds import tone
from tests.voice.channels.given import add_bot

pytestmark = pytest.mark.journey
PHONE, DESK = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
SYSTEM = System("test")
PICTURES = os.environ.get("SAPHAN_PICTURES", "")


def _page(browser: Browser, served: str, staff_id: UUID) -> Page:
    row = StaffRow.objects.get(id=staff_id)
    return open_browser(browser, served, DESK, sign_in(Client(), row).cookies["sessionid"].value)


def _drafted(lead: Page, served: str, name: str) -> None:
    lead.goto(f"{served}/desk/polls/")
    lead.fill("[name=name]", name)
    lead.get_by_role("button", name="Draft it").click()
    expect(lead.get_by_role("heading", level=1)).to_contain_text(name)


def _filled(lead: Page, place: Place, begins: date) -> None:
    lead.select_option("[name=organisation]", str(place.workplace))
    lead.select_option("[name=responder]", str(place.company))
    lead.select_option("[name=remedy]", "desk")
    lead.fill("[name=threshold]", "11")
    for name, days in (("begins_on", 0), ("ends_on", 13), ("respond_by", 27)):
        lead.fill(f"[name={name}]", str(begins + timedelta(days=days)))
    lead.check("[name=languages][value=en]")
    lead.fill("[name=words_1_en]", "Is it too hot at work?")
    lead.get_by_role("button", name="Save the draft").click()
    lead.fill("[name=words_2_en]", "Did a boss touch you?")
    lead.check("[name=delicate_2]")
    lead.get_by_role("button", name="Save the draft").click()


def _others_answer(poll_id: str) -> None:
    """Forty colleagues, none of whom the browser walks."""
    with acting_as(SYSTEM):
        questions = list(PollQuestion.objects.filter(poll_id=poll_id).values_list("id", flat=True))
    for number in range(40):
        for question_id in questions:
            answering.answer(question_id=question_id, choice=number % 2, language="en", once=str(uuid4()))


def _missing(lead: Page) -> list[str]:
    said = lead.locator("section:has(#missing) li")
    expect(said.first).to_be_visible()
    return said.all_inner_texts()


def test_a_poll_from_promise_to_broken_promise_to_the_block(served: str, monday: object, browser: Browser) -> None:
    place = a_place()
    lead, company = (_page(browser, served, one.id) for one in (place.lead, place.responder))

    # Given a draft with nothing but a name: each thing that is missing is a sentence that says what to do
    _drafted(lead, served, "Heat in the packing hall")
    lead.get_by_role("button", name="Propose it").click()
    assert [said.split()[0] for said in _missing(lead)] == [
        *("Write", "Say", "Say", "Name", "Say", "Say", "Say", "The"),
    ]
    _filled(lead, place, clock.today())
    expect(lead.locator("section:has(#missing) li")).to_have_count(1)  # the company's yes
    check(lead)
    snap(lead, "polls-desk-draft")
    lead.get_by_role("button", name="Propose it").click()
    expect(lead.get_by_role("heading", level=1)).to_contain_text("waits for the company")
    expect(lead.get_by_role("button", name="Begin")).to_have_count(0)
    _recorded(lead)

    # When the company reads the terms and promises, it may begin
    company.goto(f"{served}/partner/")
    expect(company.locator(".bell-n")).to_have_text("1")
    snap(company, "polls-company-home")
    company.locator("article", has_text="Heat in the packing hall").get_by_role("link").click()
    check(company)
    company.get_by_role("button", name="We promise to answer").click()
    expect(company.get_by_role("heading", level=1)).to_contain_text("accepted")
    lead.reload()
    lead.get_by_role("button", name="Begin").click()
    address = lead.locator("section:has(#addresses) dl a").get_attribute("href")
    assert address is not None
    poll_id = address.rstrip("/").rsplit("/", 1)[1]
    lead.get_by_role("link", name="A sheet to print").click()
    expect(lead.locator("svg.qr")).to_be_visible()
    check(lead)
    snap(lead, "polls-sheet")
    lead.goto(f"{served}/desk/polls/{poll_id}/")
    lead.get_by_role("link", name="Send it to workers").click()
    expect(lead.get_by_text("Fewer than 11 workers who said yes")).to_be_visible()
    expect(lead.get_by_role("button", name="Send it")).to_have_count(0)
    check(lead)
    snap(lead, "polls-send-too-few")
    lead.goto(f"{served}/desk/polls/{poll_id}/")

    # Then a worker answers on her phone, and reports a problem from inside it, which takes no answer along
    phone = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()  # type: ignore[arg-type]
    phone.goto(address)
    expect(phone.get_by_text("This is not a report.")).to_be_visible()
    check_by_twin(browser, phone)
    phone.get_by_role("link", name="What worker voice is").click()
    expect(phone.get_by_text("A poll never proves a wrong.")).to_be_visible()
    check_by_twin(browser, phone)
    snap(phone, "what-voice-is")
    phone.go_back()
    phone.get_by_role("link", name="Begin").click()
    expect(phone.locator("audio")).to_have_count(1)
    snap(phone, "polls-question")
    phone.get_by_role("button", name="Yes").first.click()
    expect(phone.get_by_text("Of every 10 answers we change 2")).to_be_visible()
    phone.go_back()
    phone.get_by_role("button", name="No").first.click()  # a second thought does not count twice
    expect(phone.get_by_role("heading", level=1)).to_have_text("Did a boss touch you?")
    check_by_twin(browser, phone)
    phone.get_by_role("link", name="Report a problem").click()
    phone.fill("[name=said]", "The foreman locks the door at night.")
    phone.get_by_role("button", name="Send").click()
    expect(phone.locator("main")).to_contain_text("code")
    with acting_as(SYSTEM):
        assert PollAnswer.objects.count() == 1
        story = Conversation.objects.get()
        assert (story.desk_id, story.place_organisation_id) == (place.desk_id, place.workplace)
        assert Message.objects.count() == 1 and not Case.objects.exists()
    _says_yes_to_questions(browser, phone, served, story)
    phone.goto(f"{address}2/")
    phone.get_by_role("button", name="Skip this").click()
    phone.get_by_role("link", name="What all said").click()
    expect(phone.get_by_text("People are still answering.")).to_be_visible()

    # When it is over and the company lets its day pass, workers read what all said, and that it did not answer
    _others_answer(poll_id)
    pass_days(14)
    phone.reload()
    expect(phone.get_by_text("It promised to answer by 29 March 2026.")).to_be_visible()
    expect(phone.get_by_text("people answered").first).to_be_visible()
    expect(phone.get_by_text("of 100 say yes.")).to_be_visible()
    pass_days(14)
    phone.reload()
    expect(phone.get_by_text("It did not answer by 29 March 2026.")).to_be_visible()
    check_by_twin(browser, phone)
    lead.reload()
    expect(lead.get_by_role("heading", level=1)).to_contain_text("the day passed without an answer")
    check(lead)

    # Then nothing new is asked for it until it answers, and late is said to be late
    _drafted(lead, served, "The canteen")
    _filled(lead, place, clock.today() + timedelta(days=30))
    lead.get_by_role("button", name="Propose it").click()
    assert any("Until it answers" in said for said in _missing(lead))
    company.goto(f"{served}/partner/polls/{poll_id}/")
    company.fill("[name=text]", "Fans come in May.")
    company.get_by_role("button", name="Send it to workers").click()
    expect(company.get_by_text("late", exact=True)).to_be_visible()
    phone.reload()
    expect(phone.get_by_text("Fans come in May.")).to_be_visible()
    expect(phone.get_by_text("It had promised 29 March 2026.")).to_be_visible()
    lead.get_by_role("button", name="Propose it").click()
    expect(lead.get_by_role("heading", level=1)).to_contain_text("waits for the company")

    # And a lead who thinks better of it takes it back
    lead.locator("summary", has_text="Take it back").click()
    lead.select_option("[name=why]", "mistake")
    snap(lead, "polls-take-back")
    lead.get_by_role("button", name="Take it back").click()
    expect(lead.get_by_role("heading", level=1)).to_contain_text("draft")
    lead.goto(f"{served}/desk/polls/crowding/")
    check(lead)
    snap(lead, "crowding-empty")


def _recorded(lead: Page) -> None:
    """The first question, as somebody of the desk reads it."""
    lead.locator("summary", has_text="Questions to hear").click()
    lead.set_input_files("[name=sound]", {"name": "q.wav", "mimeType": "audio/wav", "buffer": tone()})
    lead.get_by_role("button", name="Keep the recording").click()
    expect(lead.locator("h1")).to_contain_text("waits for the company")
    lead.locator("summary", has_text="Questions to hear").click()
    expect(lead.get_by_text("read by a person")).to_be_visible()
    check(lead)
    snap(lead, "polls-desk-hear")


def _says_yes_to_questions(browser: Browser, phone: Page, served: str, story: Conversation) -> None:
    """She also writes by a chat where everything may be written; on her page she says that we may ask her sometimes."""
    writes_by_chat(story, add_bot(story.desk_id), Handle("telegram", "7001001"))
    phone.goto(f"{served}/en/story/mine/")
    phone.locator("summary", has_text="More").last.click()
    phone.get_by_role("link", name="May we ask you questions sometimes? No").click()
    expect(phone.get_by_text("It is not a report.")).to_be_visible()
    check_by_twin(browser, phone)
    snap(phone, "questions-sometimes")
    phone.get_by_role("button", name="Yes, you may ask me").click()
    expect(phone.get_by_text("We ask you sometimes. You can stop here.")).to_be_visible()
    phone.goto(f"{served}/en/story/shared/")
    expect(phone.get_by_text("We may ask you questions sometimes.")).to_be_visible()
    check_by_twin(browser, phone)


def snap(page: Page, name: str) -> None:
    """Kept where SAPHAN_PICTURES names a folder, as a phone and as a desk shows it."""
    if PICTURES:
        size = page.viewport_size or DESK
        for width in (360, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(PICTURES) / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size(size)


def check_by_twin(browser: Browser, phone: Page) -> None:
    """Her browser runs no script, so that a second one with her cookies looks at the same page."""
    twin = browser.new_context(viewport=PHONE, storage_state=phone.context.storage_state())  # type: ignore[arg-type]
    page = twin.new_page()
    page.goto(phone.url)
    check(page)
    twin.close()
