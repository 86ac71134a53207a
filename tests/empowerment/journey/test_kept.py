"""Given she ticks that it is kept with her story: it is, for one desk to read, and she can take it back."""

from collections.abc import Iterator
from datetime import datetime
from html import unescape
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from saphan.casework import referral_pages
from saphan.casework import services as casework
from saphan.casework.models import FeeObservation
from saphan.casework.referral_parts import Chosen
from saphan.empowerment.journey import selectors, services
from saphan.empowerment.models import JourneyPart, OfferCheck, Review
from saphan.empowerment.refusals import NotNow
from saphan.network import selectors as network
from saphan.store import Staff, System, acting_as
from saphan.store.callers import Story
from saphan.store.tasks import run_waiting
from saphan.vault.models import DataKey, Event, Fact
from saphan.voice import selectors as voice_reads
from saphan.voice import services as voice
from saphan.voice.models import Consent, Conversation, Message, Status
from saphan.voice.moving import move_story
from saphan.voice.selectors import open_story
from tests.empowerment.journey.given import check_an_offer, code_shown, recruiter, review
from tests.signed_in import desk_person, sign_in
from tests.voice.given import Browser, Desk, a_voice, open_desk

pytestmark = pytest.mark.django_db
IN_A_DEMO = "saphan.network.demo_log_ins.are_allowed"
SYSTEM = System("test")


@pytest.fixture
def desk(day_one: datetime, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setattr(IN_A_DEMO, lambda: True)
    yield open_desk("Bridge Nepal", "NP")


@pytest.fixture
def phone(desk: Desk) -> Browser:
    return Browser()


def parts(story: UUID | None = None) -> list[JourneyPart]:
    with acting_as(SYSTEM):
        found = JourneyPart.objects.order_by("kept_on", "id")
        return list(found.filter(conversation_id=story) if story else found)


def consents(story: UUID) -> list[Consent]:
    with acting_as(SYSTEM):
        return list(Consent.objects.filter(conversation_id=story))


def take_back(phone: Browser, consent: Consent) -> str:
    address = f"/en/story/shared/{consent.id}/"
    answer = phone.send(address)
    assert answer.status_code == 302 or answer.status_code == 303
    return unescape(phone.get("/en/story/shared/").content.decode())


def test_without_a_tick_nothing_is_kept_and_no_story_begins(phone: Browser) -> None:
    page = check_an_offer(phone)
    assert "Ask me again in 30 days" in page
    assert "We cannot find it again." in unescape(review(phone, recruiter()))
    with acting_as(SYSTEM):
        assert not Conversation.objects.exists() and not Consent.objects.exists()
        assert OfferCheck.objects.count() == FeeObservation.objects.count() == 1
        assert Review.objects.get().conversation_id is None
    assert parts() == []


def test_with_a_tick_a_story_begins_that_is_no_voice_yet(phone: Browser, desk: Desk) -> None:
    page = unescape(check_an_offer(phone, keep="yes"))
    story = open_story(code_shown(page))
    assert "It is kept with your story." in page and "Ask me again" not in page
    (part,) = parts()
    assert (part.kind, part.conversation_id, part.desk_id, part.reader_id) == ("offer", story, desk.id, desk.id)
    assert b"Kathmandu" not in bytes(part.sealed) and b"400" not in bytes(part.sealed)
    with acting_as(SYSTEM):
        kept = Conversation.objects.get()
        assert kept.status == Status.CLOSED and kept.waiting_since is None
        assert Message.objects.get().input_class == "engagement"
        assert not Fact.objects.filter(kind="voice.received").exists()
        # what is counted is as anonymous as anybody's
        assert FeeObservation.objects.get().conversation_id is None
    (consent,) = consents(story)
    assert (consent.purpose, consent.given, consent.draft_id) == ("journey", True, part.id)

    # When she speaks up with the same code, it is a voice from that day on, and one contact
    again = Browser()
    again.come_back(code_shown(page))
    for text in ("They lock the gate", "And no pay"):
        again.send("/en/story/write/", at="/en/story/mine/", said=text)
    with acting_as(SYSTEM):
        assert Conversation.objects.get().status == Status.WAITING
        assert Fact.objects.filter(kind="voice.received").count() == 1


def test_the_same_form_twice_is_kept_once_under_the_same_code(phone: Browser) -> None:
    phone.get("/en/offer/")
    phone.send("/en/offer/where/", origin="NP", destination="MY", finish="yes")
    fields = {**phone.fields("/en/offer/answer/"), "intent": "wait", "keep": "yes"}
    cookie = phone.cookies["page"].value
    first = phone.post("/en/offer/answer/", fields).content.decode()
    phone.cookies["page"] = cookie  # the second tap left before the first answer came
    second = phone.post("/en/offer/answer/", fields).content.decode()
    assert code_shown(second) == code_shown(first)
    with acting_as(SYSTEM):
        kept = Conversation.objects.get().id
    assert len(parts(kept)) == len(parts()) == 1


def test_into_the_story_that_is_open_in_this_browser(phone: Browser, desk: Desk) -> None:
    story = open_story(phone.say("They keep my papers"))
    page = unescape(review(phone, recruiter(), keep="yes", fee="4 lakh npr", origin="NP", destination="MY"))
    assert "It is kept with your story." in page and "This is your code." not in page
    check_an_offer(phone, keep="yes")
    assert {part.kind for part in parts(story)} == {"offer", "review"}
    with acting_as(SYSTEM):
        assert Conversation.objects.count() == 1
        assert Review.objects.get().conversation_id == story
        # what she paid stays nobody's; the copy says it
        assert set(FeeObservation.objects.values_list("source", "conversation_id")) == {
            ("offer", None),
            ("review", None),
        }
    shown = selectors.beside(desk.caseworker, [story])
    said = [line for one in shown if one.kind == "review" for line in one.content.lines]
    assert ("How much did you pay them in all?", "400,000 NPR") in said
    assert ("On which way was it?", "Nepal → Malaysia") in said


def test_she_reads_it_in_her_words_and_takes_one_thing_back(phone: Browser) -> None:
    story = open_story(phone.say())
    review(phone, recruiter(), keep="yes")
    check_an_offer(phone, keep="yes")
    page = unescape(phone.get("/en/before/kept/").content.decode())
    assert "Golden Path Overseas" in page and "How much must you pay in all? 400,000 NPR" in page
    assert "The most that the law allows is 10,000 NPR. They ask more." in page
    shared = unescape(phone.get("/en/story/shared/").content.decode())
    assert "Bridge Nepal" in shared and "400,000 NPR" in shared and "Golden Path" in shared

    # When she takes the review back
    of = {part.id: part.kind for part in parts(story)}
    (hers,) = [each for each in consents(story) if of[each.draft_id] == "review"]  # type: ignore[index]
    after = take_back(phone, hers)

    # Then its copy and key are gone, the review is nobody's, and the offer is kept
    assert "Golden Path" not in after and "400,000 NPR" in after
    assert [part.kind for part in parts(story)] == ["offer"]
    with acting_as(SYSTEM):
        assert Review.objects.get().conversation_id is None
        assert not DataKey.objects.filter(subject_id=hers.draft_id).exists()
        assert Consent.objects.get(id=hers.id).ended_on is not None
        named = Event.objects.filter(object_id=Review.objects.get().id)
        assert not named.exists()


def test_her_deletion_takes_all_of_it(phone: Browser) -> None:
    story = open_story(phone.say())
    review(phone, recruiter(), keep="yes")
    check_an_offer(phone, keep="yes")
    ids = [part.id for part in parts(story)]
    voice.delete_story(conversation_id=story, by=Story(story))
    assert parts() == []
    with acting_as(SYSTEM):
        assert not DataKey.objects.filter(subject_id__in=[story, *ids]).exists()
        assert not Review.objects.exists()
        assert FeeObservation.objects.count() == OfferCheck.objects.count() == 1  # nobody's, as they were


def test_a_tie_may_be_lost_and_never_made(phone: Browser) -> None:
    review(phone, recruiter())
    story = open_story(phone.say())
    with pytest.raises(DatabaseError), transaction.atomic(), acting_as(SYSTEM):
        Review.objects.update(conversation_id=story)
    with acting_as(SYSTEM):
        assert Review.objects.get().conversation_id is None


# -- who reads it


def test_a_caseworker_sees_it_on_the_case_and_it_is_written_down(phone: Browser, desk: Desk) -> None:
    story = open_story(phone.say())
    check_an_offer(phone, keep="yes")
    review(phone, recruiter(), keep="yes")
    nok = desk_person(desk.id, "caseworker")
    by = Staff(nok.id, desk.id, frozenset({"caseworker"}))
    case_id = casework.open_case(conversation_id=story, by=by)
    page = unescape(sign_in(Client(), nok).get(reverse("casework:case", args=[case_id])).content.decode())
    assert "Before she left" in page and "An offer that she checked" in page
    assert "400,000 NPR" in page and "Golden Path Overseas" in page
    assert "The most that the law allows is 10,000 NPR. They ask more." in page
    assert "far_over_cap, " in page
    with acting_as(SYSTEM):
        read = Event.objects.filter(act="vault.opened", caller_id=nok.id, detail__why="journey_read")
        assert set(read.values_list("object_id", flat=True)) == {part.id for part in parts(story)}


def test_the_database_shows_it_to_those_who_work_with_her_story_and_to_nobody_else(phone: Browser, desk: Desk) -> None:
    check_an_offer(phone, keep="yes")
    there = open_desk("Bridge Malaysia", "MY")
    for role in ("caseworker", "lead", "verifier", "analyst", "moderator", "outreach", "administrator"):
        may = role in ("caseworker", "lead")
        for at, sees in ((desk.id, int(may)), (there.id, 0)):
            with acting_as(Staff(desk.lead_id, at, frozenset({role}))):
                assert (role, JourneyPart.objects.count()) == (role, sees)
                assert DataKey.objects.filter(kind="journey").count() == sees


def test_after_a_move_no_desk_reads_it_until_she_says_yes(phone: Browser, desk: Desk) -> None:
    story = open_story(phone.say())
    check_an_offer(phone, keep="yes")
    (part,) = parts(story)
    there = open_desk("Bridge Malaysia", "MY")
    move_story(conversation_id=story, to_desk_id=there.id)
    for one in (desk, there):
        with acting_as(one.caseworker):
            assert not JourneyPart.objects.exists()
    with acting_as(there.caseworker):
        assert not DataKey.objects.filter(subject_id=part.id).exists()
    page = unescape(phone.get("/en/before/kept/").content.decode())
    assert "Bridge Malaysia cannot read this yet." in page and "400,000 NPR" in page

    # When she says yes to the new one
    phone.send("/en/before/kept/", part=part.id)
    with acting_as(there.caseworker):
        assert JourneyPart.objects.count() == DataKey.objects.filter(subject_id=part.id).count() == 1
    with acting_as(desk.caseworker):
        assert not JourneyPart.objects.exists() and not DataKey.objects.filter(subject_id=part.id).exists()
    former, now = sorted(consents(story), key=lambda each: each.ended_on is None)
    assert former.ended_on and not now.ended_on and former.recipient_id != now.recipient_id
    assert "Bridge Malaysia can read this." in unescape(phone.get("/en/before/kept/").content.decode())


# -- an earlier story at another desk


@pytest.fixture
def earlier(phone: Browser, desk: Desk) -> str:
    """What she kept at home, under the code of the story that began with it."""
    return code_shown(check_an_offer(phone, keep="yes"))


@pytest.fixture
def abroad(earlier: str) -> Desk:
    return open_desk("Bridge Malaysia", "MY")


def speaks_to(desk: Desk) -> tuple[Browser, UUID]:
    accepted = a_voice(desk, "They lock the gate")
    phone = Browser()
    phone.come_back(accepted.claim_code)
    return phone, accepted.conversation_id


def test_she_brings_it_to_another_desk_with_its_code_and_a_yes_and_neither_desk_sees_the_other(
    earlier: str, desk: Desk, abroad: Desk
) -> None:
    phone, story = speaks_to(abroad)
    page = unescape(phone.send("/en/before/kept/", code=earlier).content.decode())
    assert "May Bridge Malaysia read this?" in page and "400,000 NPR" in page
    assert parts(story) == []  # looking is no yes
    (at_home,) = parts()
    fields = {**phone.fields("/en/before/kept/"), "code": earlier, "part": str(at_home.id)}
    for _ in range(2):
        page = unescape(phone.post("/en/before/kept/", fields).content.decode())
    assert "Bridge Malaysia can read this." in page
    (brought,) = parts(story)
    with acting_as(abroad.caseworker):
        assert [each.id for each in JourneyPart.objects.all()] == [brought.id]
        assert not Conversation.objects.filter(id=at_home.conversation_id).exists()
    with acting_as(desk.caseworker):
        assert [each.id for each in JourneyPart.objects.all()] == [at_home.id]
        assert not Conversation.objects.filter(id=story).exists() and not Consent.objects.filter(draft_id=brought.id)
    shown = selectors.beside(abroad.caseworker, [story])
    assert "NP-MY.far_over_cap" in [sign.rule for one in shown for sign in one.content.signs]

    # When she takes it back here, it stays where she kept it first
    (hers,) = consents(story)
    take_back(phone, hers)
    assert parts() == [at_home]


def test_a_wrong_code_brings_nothing_and_her_word_guards_what_it_guards(earlier: str, abroad: Desk) -> None:
    phone, story = speaks_to(abroad)
    answer = phone.send("/en/before/kept/", code="1234 5678")
    assert answer.status_code == 422 and "This code opens nothing here." in unescape(answer.content.decode())
    voice.choose_word(conversation_id=open_story(earlier), word="mango")
    (at_home,) = parts()
    for word in ("", "papaya"):
        answer = phone.send("/en/before/kept/", code=earlier, word=word, part=str(at_home.id))
        assert answer.status_code == 422 and "400,000" not in answer.content.decode()
    assert parts(story) == []
    assert "400,000 NPR" in phone.send("/en/before/kept/", code=earlier, word="mango").content.decode()


def test_what_another_story_keeps_is_not_to_be_had_without_its_code(earlier: str, abroad: Desk) -> None:
    phone, story = speaks_to(abroad)
    (at_home,) = parts()
    assert phone.send("/en/before/kept/", part=str(at_home.id)).status_code == 409
    with pytest.raises(NotNow):
        services.bring(part_id=at_home.id, from_id=story, conversation_id=story, once="x" * 24)
    assert parts() == [at_home]


def test_it_is_a_part_that_she_may_let_be_referred(phone: Browser, desk: Desk) -> None:
    story = open_story(phone.say())
    assert referral_pages.referral_form(desk.caseworker, story).parts == ()
    check_an_offer(phone, keep="yes")
    (part,) = referral_pages.referral_form(desk.caseworker, story).parts
    assert part.code == "before" and "400,000 NPR" in part.words
    abroad = open_desk("Bridge Malaysia", "MY")
    organisation_id = network.desk(abroad.id).organisation_id
    chosen = Chosen(frozenset({"before"}), frozenset(), "You are there now")
    casework.propose_referral(
        conversation_id=story, recipient_id=organisation_id, chosen=chosen, until=None, by=desk.caseworker
    )
    (asked,) = voice_reads.story(story, word_given=True).questions
    voice.answer(ask_id=asked.id, code="yes", parts=["before"], by=Story(story))
    run_waiting()
    (incoming, _) = referral_pages.referrals(abroad.caseworker)
    page = referral_pages.referral_page(abroad.caseworker, incoming[0].id)
    assert [(each.code, "400,000 NPR" in each.words) for each in page.parts] == [("before", True)]
    with acting_as(abroad.caseworker):
        assert not JourneyPart.objects.exists()
