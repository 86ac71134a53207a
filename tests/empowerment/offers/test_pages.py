"""The pages on which an offer is checked: one question a page, kept under her cookie, and nothing of her stays."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from saphan.casework.models import FeeObservation
from saphan.empowerment.acceptance.services import judge_rule
from saphan.empowerment.offers import again, selectors
from saphan.empowerment.offers.models import AskAgain, OfferCheck
from saphan.empowerment.offers.sheet import COOKIE
from saphan.empowerment.speaking import learner_languages
from saphan.network.models import Staff as StaffRow
from saphan.standards.corridors import corridors
from saphan.store import System, acting_as, clock
from saphan.store.callers import Staff
from saphan.vault.models import Fact
from saphan.vault.shredding import shred
from saphan.voice.ageing import drop_what_is_old
from saphan.voice.coded import conversation_facts
from saphan.voice.drafts import new_token
from saphan.voice.models import Ask, Conversation, Message, PageDraft, Status
from saphan.voice.selectors import open_story
from saphan.voice.speaking import worker_languages
from tests.voice.given import Browser, Desk, code_on, open_desk

pytestmark = pytest.mark.django_db
IN_A_DEMO = "saphan.network.demo_log_ins.are_allowed"
FOUR_LAKH = (
    ("where", {"origin": "NP", "destination": "MY"}),
    ("who", {"answer": "broker"}),
    ("name", {"name": "", "looked": ""}),
    ("licence", {"answer": "none"}),
    ("job", {"answer": "factory"}),
    ("pay", {"typed": "1700 ringgit", "per": "month"}),
    ("hours", {"hours_a_day": "१२", "days_a_week": "7"}),
    ("charge", {"typed": "4 lakh"}),
    ("for", {"answer": "everything"}),
    ("to", {"answer": "account"}),
    ("when", {"answer": "before_contract"}),
    ("contract", {"answer": "words"}),
    ("passport", {"answer": "theirs"}),
    ("visa", {"answer": "visit"}),
    ("way", {"answer": "official"}),
)


@pytest.fixture(autouse=True)
def demo(db: None, day_one: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(IN_A_DEMO, lambda: True)
    open_desk()
    yield


@pytest.fixture
def desk_of_hers(demo: None) -> Desk:
    return open_desk("Bridge Nepal", "NP")


def text(answer: HttpResponse) -> str:
    return unescape(answer.content.decode())


def answer_all(phone: Browser, told: tuple[tuple[str, dict[str, str]], ...] = FOUR_LAKH) -> str:
    """Goes from page to page as the browser is led; returns the page of the answer."""
    coming = phone.get("/en/offer/")
    for step, answers in told:
        assert coming["Location"] == f"/en/offer/{step}/"
        coming = phone.send(f"/en/offer/{step}/", **answers)
        assert coming.status_code == 303, (step, text(coming))
    assert coming["Location"] == "/en/offer/answer/"
    return text(phone.get("/en/offer/answer/"))


def checks() -> list[OfferCheck]:
    with acting_as(System("test")):
        return list(OfferCheck.objects.all())


def drafts() -> int:
    with acting_as(System("test")):
        return PageDraft.objects.count()


def test_four_lakh_to_malaysia_is_red_with_the_rule_and_its_source() -> None:
    page = answer_all(Browser())
    assert "Danger signs: do not pay yet." in page
    assert "The most that the law allows is 10,000 NPR. They ask more." in page
    assert "Ministry of Labour and Employment, Government of Nepal, 2015-06-09" in page
    assert "Not yet checked by a lawyer." in page
    assert "This is the law." in page and "People were cheated like this." in page
    assert "Department of Foreign Employment, Nepal" in page
    assert page.count('class="alarm"') >= 4
    assert "We have no information about who offers it. That does not mean that they are good." in page
    assert "Tell us about it" in page


def test_what_she_will_do_is_one_row_without_her() -> None:
    phone = Browser()
    answer_all(phone)
    fields = phone.fields("/en/offer/answer/")
    for _ in range(2):  # a button tapped twice counts once
        answer = phone.post("/en/offer/answer/", {**fields, "intent": "refuse"})
        assert answer["Location"] == "/en/offer/done/"
    with acting_as(System("test")):
        (fee,) = FeeObservation.objects.all()
    assert (fee.source, fee.origin, fee.destination, fee.currency) == ("offer", "NP", "MY", "NPR")
    assert (fee.worker, fee.cap, fee.line, fee.conversation_id) == (400_000, 10_000, "all", None)
    (row,) = checks()
    assert (row.of, row.corridor, row.worst, row.intent, row.language) == ("offer", "NP-MY", "red", "refuse", "en")
    assert re.fullmatch(r"\d{4}-W\d\d", row.week) and row.reds >= 4
    assert {field.name for field in OfferCheck._meta.fields} == {
        *("id", "of", "corridor", "worst", "reds", "ambers", "greens", "intent", "week", "language")
    }
    found = selectors.checked()
    assert (found.checked, found.bad, found.declined) == (1, 1, 1)
    assert selectors.checked(corridor="MM-TH").checked == 0
    with acting_as(System("test")):
        assert Conversation.objects.count() == 0


def test_every_question_can_be_skipped_and_the_answer_never_says_that_all_is_well() -> None:
    phone = Browser()
    coming = phone.get("/en/offer/")
    while coming["Location"] != "/en/offer/answer/":
        coming = phone.send(coming["Location"], skip="yes")
    page = text(phone.get("/en/offer/answer/"))
    assert "We found nothing wrong in what you told us." in page
    assert "People have been cheated with offers like this." in page
    assert "We do not know the law for this way." in page
    assert "You did not tell us" in page
    assert page.count("<li>") >= 3


def test_the_answer_can_be_asked_for_at_once() -> None:
    phone = Browser()
    answer = phone.send("/en/offer/visa/", answer="visit", finish="yes")
    assert answer["Location"] == "/en/offer/answer/"
    assert "Without a work visa you cannot work safely." in text(phone.get("/en/offer/answer/"))


def test_what_cannot_be_read_is_asked_again_with_what_she_typed() -> None:
    phone = Browser()
    answer = phone.send("/en/offer/charge/", typed="a lot of it")
    assert answer.status_code == 422
    assert "We cannot read this number." in text(answer) and 'value="a lot of it"' in text(answer)
    answer = phone.send("/en/offer/charge/", typed="400 dollars")
    assert answer.status_code == 422 and "Which money do you mean?" in text(answer)
    answer = phone.send("/en/offer/charge/", typed="400 dollars", money="USD")
    assert answer["Location"] == "/en/offer/for/"


def test_her_answers_are_sealed_gone_after_a_day_and_when_she_leaves() -> None:
    phone = Browser()
    phone.send("/en/offer/job/", answer="factory")
    assert drafts() == 1
    with acting_as(System("test")):
        assert b"factory" not in bytes(PageDraft.objects.get().sealed)
    assert 'value="factory" aria-pressed="true"' in text(phone.get("/en/offer/job/"))
    # When she leaves
    token = phone.cookies[COOKIE].value
    phone.post("/leave/")
    assert drafts() == 0 and phone.cookies[COOKIE].value == ""
    phone.cookies[COOKIE] = token
    phone.cookies.pop("rest", None)
    assert "aria-pressed" not in text(phone.get("/en/offer/job/"))
    # And after a day
    other = Browser()
    other.send("/en/offer/job/", answer="factory")
    with clock.stopped_at(clock.now() + timedelta(hours=25)):
        assert "aria-pressed" not in text(other.get("/en/offer/job/"))
        drop_what_is_old()
    assert drafts() == 0


def test_it_makes_no_visit_with_a_story_fresh_again() -> None:
    """A phone that was left lying: who goes on with the offer does not open the story of whoever spoke before."""
    phone = Browser()
    phone.say("They keep our passports")
    with clock.stopped_at(clock.now() + timedelta(minutes=20)):
        phone.send("/en/offer/job/", answer="factory")
        assert "They keep our passports" not in text(phone.get("/en/story/mine/", follow=True))


def test_without_cookies_the_page_carries_the_answers() -> None:
    def tapped(page: str, address: str, **typed: str) -> HttpResponse:
        hidden = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)
        fields = {name: unescape(value) for name, value in hidden}
        return Client().post(address, {**fields, **typed})  # type: ignore[return-value]

    page = Client().get("/en/offer/visa/").content.decode()
    page = tapped(page, "/en/offer/visa/", answer="visit").content.decode()
    assert "Cookies are off" in page and "How would you travel?" in page
    page = tapped(page, "/en/offer/way/", answer="informal").content.decode()
    assert "Danger signs" in page and "Do not cross where there is no office." in page
    done = tapped(page, "/en/offer/answer/", intent="wait")
    assert "Thank you." in text(done)
    assert [row.intent for row in checks()] == ["wait"]
    assert drafts() == 0
    # And what a page carries is nothing but our own answers
    strange = Client().post("/en/offer/way/", {"kept": '{"job": ["x"], "evil": "<b>"}', "answer": "official"})
    assert strange.status_code == 200 and "evil" not in text(strange)
    assert Client().post("/en/offer/way/", {"kept": "[1", "answer": "official"}).status_code == 200


def test_a_form_of_another_site_changes_nothing() -> None:
    phone = Browser()
    answer_all(phone)
    assert phone.post("/en/offer/job/", {"answer": "farm", "key": "theirs"}).status_code == 403
    assert phone.post("/en/offer/answer/", {"intent": "pay", "key": "theirs"}).status_code == 403
    assert phone.send("/en/offer/answer/", intent="marry").status_code == 422
    assert checks() == []
    assert 'value="factory" aria-pressed="true"' in text(phone.get("/en/offer/job/"))


def test_a_contract_is_set_beside_the_promise() -> None:
    phone = Browser()
    answer_all(phone)
    assert "What job does the contract say?" in text(phone.get("/en/offer/contract/job/"))
    told = (
        ("job", {"answer": "farm"}),
        ("pay", {"typed": "1500 ringgit", "per": "month"}),
        ("hours", {"hours_a_day": "8", "days_a_week": "6"}),
        ("charge", {"nothing": "yes"}),
    )
    for step, answers in told:
        coming = phone.send(f"/en/offer/contract/{step}/", **answers)
    assert coming["Location"] == "/en/offer/contract/answer/"
    page = text(phone.get("/en/offer/contract/answer/"))
    assert page.count("Worse than promised") == 2 and page.count("Better than promised") == 2
    assert "The pay is below the lowest pay that the law allows." in page
    assert "You did not tell us" not in page
    phone.send("/en/offer/contract/answer/", intent="wait")
    assert [row.of for row in checks()] == ["contract"]


def test_a_rule_that_no_lawyer_accepted_is_not_shown_in_earnest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(IN_A_DEMO, lambda: False)
    page = answer_all(Browser())
    assert "They ask more." not in page
    assert "We do not know the law for this way." in page
    assert "We found nothing wrong in what you told us." in page


def test_a_rule_that_a_lawyer_accepted_by_name_is_shown_with_the_name(
    desk_of_hers: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(IN_A_DEMO, lambda: False)
    rule = next(each for each in corridors()["NP-MY"].rules if each.id == "NP-MY.far_over_cap")
    lawyer = StaffRow.objects.get(id=desk_of_hers.lead_id)
    judge_rule(
        key=rule.id,
        digest=rule.digest,
        verdict="accepted",
        name="Invented Lawyer",
        standing="Nepal Bar Council",
        by=Staff(lawyer.id, desk_of_hers.id, frozenset({"reviewer"})),
    )
    page = answer_all(Browser())
    assert "They ask more." in page and "Invented Lawyer" in page
    assert "Not yet checked by a lawyer." not in page
    assert page.count('class="alarm"') == 1  # the other rules wait for her


def test_the_way_here_and_from_here() -> None:
    phone = Browser()
    page = text(phone.get("/en/before/"))
    assert "Check an offer" in page and 'href="/en/offer/"' in page and 'href="/en/"' in page
    assert "Before you pay or sign" in text(phone.get("/en/"))
    assert 'href="/en/before/"' in text(phone.get("/en/"))
    code = phone.say()
    assert 'href="/en/before/"' in phone.come_back(code)
    for silent in dict(worker_languages()).keys() - learner_languages():  # this room says nothing in them yet
        assert "/before/" not in text(phone.get(f"/{silent}/"))
        assert phone.get(f"/{silent}/before/").status_code == 404


def test_thai_provinces_are_asked_for_thailand() -> None:
    phone = Browser()
    answer = phone.send("/en/offer/where/", origin="MM", destination="TH")
    assert answer["Location"] == "/en/offer/province/"
    assert "Samut Sakhon" in text(phone.get("/en/offer/province/"))
    phone.send("/en/offer/province/", province="TH-74")
    phone.send("/en/offer/pay/", typed="360 baht", per="day")
    assert "The pay is below the lowest pay" in text(phone.get("/en/offer/answer/"))


def test_asked_again_in_thirty_days_by_a_story_that_is_no_voice(desk_of_hers: Desk) -> None:
    # Given she wishes to be asked
    phone = Browser()
    answer_all(phone)
    phone.send("/en/offer/answer/", intent="wait")
    page = text(phone.send("/en/offer/again/", at="/en/offer/done/"))
    code = code_on(page)
    conversation_id = open_story(code)
    # Then nobody has to answer her, it is no voice, no contact, and nothing of the offer is kept with it
    with acting_as(System("test")):
        story = Conversation.objects.get(id=conversation_id)
        assert (story.status, story.waiting_since) == (Status.CLOSED, None)
        assert [row.input_class for row in Message.objects.filter(conversation_id=conversation_id)] == ["engagement"]
        assert not Fact.objects.filter(subject=conversation_id).exists()
        assert not conversation_facts([conversation_id])[conversation_id].is_voice
    # And nothing is asked before the time
    start = clock.now()
    again.sweep()
    assert "What became of the job offer?" not in phone.come_back(code)
    with clock.stopped_at(start + timedelta(days=30)):
        again.sweep()
        again.sweep()
        other = Browser()
        page = other.come_back(code)
        assert page.count("What became of the job offer?") == 1
        # When she was cheated, the desk has to answer from then on
        address = re.search(r"/en/story/ask/[^/]+/", page)
        assert address
        other.send(address[0], code="cheated")
        with acting_as(System("test")):
            assert Conversation.objects.get(id=conversation_id).status == Status.WAITING


def test_a_question_that_nobody_answers_closes_and_a_deleted_story_is_not_asked(desk_of_hers: Desk) -> None:
    silent, deleted = (again.wish_to_be_asked(language="en", once=new_token()) for _ in range(2))
    with acting_as(System("test")):
        shred(deleted.conversation_id)
        assert AskAgain.objects.count() == 1
    start = clock.now()
    with clock.stopped_at(start + timedelta(days=31)):
        again.sweep()
    with clock.stopped_at(start + timedelta(days=91)):
        again.sweep()
    with acting_as(System("test")):
        assert AskAgain.objects.count() == 0
        assert [row.closed_on is not None for row in Ask.objects.filter(ref=silent.conversation_id)] == [True]


def test_the_same_send_makes_one_story(desk_of_hers: Desk) -> None:
    once = new_token()
    first, second = (again.wish_to_be_asked(language="en", once=once) for _ in range(2))
    assert first.claim_code == second.claim_code and second.repeated
    assert Browser().get("/en/offer/again/")["Location"] == "/en/offer/done/"
