"""A board from the company's promise to "is this true?": lead, company, moderator and worker, a browser each."""

from uuid import UUID, uuid4

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from saphan.casework.models import Case
from saphan.dialogue.boards import asking
from saphan.dialogue.models import BoardQuestion
from saphan.network.models import Staff as StaffRow
from saphan.store import System, acting_as
from saphan.voice.models import Conversation, Message
from tests.dialogue.boards.given import BoardPlace, a_board_place
from tests.journeys.conftest import pass_days
from tests.journeys.looking import check
from tests.journeys.test_network_and_public_pages import open_browser
from tests.journeys.test_polls import DESK, PHONE, check_by_twin
from tests.signed_in import sign_in

pytestmark = pytest.mark.journey
SYSTEM = System("test")


def _page(browser: Browser, served: str, staff_id: UUID) -> Page:
    row = StaffRow.objects.get(id=staff_id)
    return open_browser(browser, served, DESK, sign_in(Client(), row).cookies["sessionid"].value)


def _opened(lead: Page, company: Page, served: str, place: BoardPlace) -> str:
    """The draft says what is missing; the company promises; it opens. Returns the address for workers."""
    lead.goto(f"{served}/desk/boards/")
    lead.select_option("[name=organisation]", str(place.at.workplace))
    lead.get_by_role("button", name="Draft it").click()
    lead.get_by_role("button", name="Propose it").click()
    said = lead.locator("section:has(#missing) li")
    expect(said.first).to_be_visible()
    assert [one.split()[0] for one in said.all_inner_texts()] == ["Choose", "Name", "Say", "Say", "Say", "The"]
    check(lead)
    lead.select_option("[name=responder]", str(place.at.company))
    lead.select_option("[name=remedy]", "desk")
    lead.fill("[name=answer_days]", "14")
    lead.fill("[name=threshold]", "11")
    lead.check("[name=languages][value=en]")
    lead.get_by_role("button", name="Propose it").click()
    expect(lead.get_by_role("heading", level=1)).to_contain_text("waits for the company")
    expect(lead.get_by_role("button", name="Open")).to_have_count(0)
    company.goto(f"{served}/partner/boards/")
    expect(company.locator(".bell-n")).to_have_text("1")
    company.get_by_role("link", name="Blue Sea packing hall").click()
    check(company)
    company.get_by_role("button", name="We promise to answer").click()
    lead.reload()
    lead.get_by_role("button", name="Open: workers may ask").click()
    address = lead.locator("section:has(#addresses) a").get_attribute("href")
    assert address is not None
    return address


def test_a_board_from_the_promise_to_what_workers_say_of_an_answer(
    served: str, monday: object, browser: Browser
) -> None:
    place = a_board_place()
    people = place.at.lead, place.at.responder, place.moderator
    lead, company, moderator = (_page(browser, served, one.id) for one in people)
    address = _opened(lead, company, served, place)

    # When a worker asks on her phone, nothing of it is there to read, and a report takes nothing of it along
    phone = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()  # type: ignore[arg-type]
    phone.goto(address)
    expect(phone.get_by_text("This is not a report.")).to_be_visible()
    phone.get_by_role("link", name="Ask a question").click()
    check_by_twin(browser, phone)
    phone.fill("[name=said]", "Boss!! when u mend fan in hall 2, too hot la")
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Your question waits.")
    phone.get_by_role("link", name="Report a problem").click()
    phone.fill("[name=said]", "The foreman hit me.")
    phone.get_by_role("button", name="Send").click()
    expect(phone.locator("main")).to_contain_text("code")
    with acting_as(SYSTEM):
        story = Conversation.objects.get()
        assert (story.desk_id, story.place_organisation_id) == (place.at.desk_id, place.at.workplace)
        assert Message.objects.count() == 1 and not Case.objects.exists()
    board_id = UUID(address.rstrip("/").rsplit("/", 1)[1])
    for number in range(2):
        asking.ask(board_id=board_id, text="Fans?", language="en", once=f"{number:024}", browser=f"{number:024}")

    # Then a moderator words each anew, and declines what tells of harm, which is gone
    asking.ask(board_id=board_id, text="Somchai beats us", language="en", once="harm", browser="h" * 24)
    _moderate(moderator, served)
    with acting_as(SYSTEM):
        (declined,) = BoardQuestion.objects.filter(state="declined")
        assert declined.reason == "harm" and declined.sealed is None
    phone.goto(address)
    expect(phone.get_by_text("No question stands here yet.")).to_be_visible()

    # When their days have passed all go out together; the company answers one, and lets the day of the others pass
    pass_days(14)
    phone.reload()
    expect(phone.get_by_role("link", name="When are the fans mended?")).to_have_count(3)
    expect(phone.locator("main")).not_to_contain_text("too hot la")
    company.goto(f"{served}/partner/boards/{board_id}/")
    check(company)
    company.get_by_role("link", name="When are the fans mended?").first.click()
    company.fill("[name=text]", "They are mended since Monday.")
    company.get_by_role("button", name="Send it to workers").click()
    expect(company.get_by_text("answered; a moderator reads it")).to_be_visible()
    moderator.goto(f"{served}/desk/questions/")
    check(moderator)
    moderator.check("[name=names_nobody]")
    moderator.check("[name=asks_for_nobody]")
    moderator.get_by_role("button", name="Let workers read it").click()
    pass_days(15)
    phone.reload()
    expect(phone.get_by_text("The company has not answered.")).to_have_count(2)
    check_by_twin(browser, phone)
    lead.goto(f"{served}/desk/boards/{board_id}/")
    expect(lead.get_by_role("heading", level=1)).to_contain_text("an answer is late")

    # Then workers say whether the answer is true; all read it when it is over; the desk is rung, and no more
    answered = phone.locator("section", has_text="The company answered.").get_by_role("link")
    question_id = UUID(str(answered.get_attribute("href")).rstrip("/").rsplit("/", 1)[1])
    answered.click()
    check_by_twin(browser, phone)
    phone.get_by_role("button", name="No, it is not true").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Thank you.")
    for number in range(60):
        choice = asking.NO if number < 40 else asking.YES
        asking.tell(question_id=question_id, choice=choice, once=str(uuid4()))
    pass_days(15)
    phone.goto(f"{address}{question_id}/")
    expect(phone.get_by_text("It proves nothing.")).to_be_visible()
    expect(phone.get_by_text("Numbers are near the true ones.")).to_be_visible()
    check_by_twin(browser, phone)
    lead.reload()
    expect(lead.get_by_text("It proves nothing and closes nothing")).to_be_visible()
    check(lead)
    company.goto(f"{served}/partner/boards/question/{question_id}/")
    expect(company.get_by_text("25–49")).to_be_visible()
    check(company)
    with acting_as(SYSTEM):
        assert not Case.objects.exists()


def _moderate(moderator: Page, served: str) -> None:
    """Four wait; the one that names a harm is declined."""
    for _ in range(4):
        moderator.goto(f"{served}/desk/questions/")
        moderator.locator("section:has(#unread) a").first.click()
        if moderator.get_by_text("Somchai").count():
            check(moderator)
            moderator.select_option("[name=reason]", "harm")
            moderator.get_by_role("button", name="Decline it").click()
        else:
            moderator.fill("[name=words_en]", "When are the fans mended?")
            moderator.check("[name=names_nobody]")
            moderator.check("[name=style_tells_nobody]")
            moderator.get_by_role("button", name="Post it with the next batch").click()
    expect(moderator.get_by_text("None waits.").first).to_be_visible()
