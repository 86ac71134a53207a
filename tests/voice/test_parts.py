"""Given she is asked about parts of her story: she ticks, takes back, and nobody without her word reads them."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Story, System
from saphan.voice import services
from saphan.voice.models import Ask, Consent
from saphan.voice.parts import Part
from tests.voice import given
from tests.voice.given import Accepted, Browser, Desk, waiting_tasks

pytestmark = pytest.mark.django_db

PARTS = (Part("said", "They keep our passports"), Part("reach", "+66812345678"), Part("why", "We know a lawyer"))


def asked(desk: Desk, story: Accepted) -> UUID:
    with acting_as(desk.caseworker):
        return services.ask(
            conversation_id=story.conversation_id,
            question="refer",
            ref=uuid4(),
            language="my",
            reader=services.Reader(uuid4(), "service", "Bridge Myanmar"),
            parts=PARTS,
        )


@pytest.mark.parametrize(("question", "needed"), [("claim", "claim"), ("htcds", "concerns")])
def test_what_it_is_about_goes_with_every_yes(
    desk: Desk, phone: Browser, story: Accepted, question: str, needed: str
) -> None:
    """Her own case without its words is no case, and so is a file about her case."""
    with acting_as(desk.caseworker):
        ask_id = services.ask(
            conversation_id=story.conversation_id,
            question=question,
            ref=uuid4(),
            reader=services.Reader(uuid4(), "supplier", "Blue Prawn Foods"),
            parts=(Part(needed, "Please pay me."), Part("name", "Ma Thiri")),
        )
    phone.come_back(story.claim_code)
    refused = phone.send(f"/en/story/ask/{ask_id}/", code="yes", part=["name"])
    assert refused.status_code == 422 and "too, or say no" in refused.content.decode()
    assert consents(story) == []
    phone.send(f"/en/story/ask/{ask_id}/", code="yes", part=[needed, "name"])
    assert consents(story) == [(True, [needed, "name"], False)]


def test_before_she_says_yes_she_reads_what_cannot_be_taken_back(desk: Desk, phone: Browser, story: Accepted) -> None:
    ask_id = asked(desk, story)
    with acting_as(desk.caseworker):
        told = services.ask(
            conversation_id=story.conversation_id,
            question="refer",
            ref=uuid4(),
            reader=services.Reader(uuid4(), "service", "Harbour Clinic", by_record=True),
            parts=PARTS,
            until=clock.today() + timedelta(days=30),
        )
    phone.come_back(story.claim_code)
    assert "What they have read stays read." in phone.get(f"/en/story/ask/{ask_id}/").content.decode()
    page = phone.get(f"/en/story/ask/{told}/").content.decode()
    assert "We may tell them until" in page and "What they heard cannot be taken back." in page


def test_what_she_said_elsewhere_for_nobody_in_particular(desk: Desk, phone: Browser, story: Accepted) -> None:
    with acting_as(System("test")):
        given_there = Consent.objects.create(
            desk_id=desk.id,
            conversation_id=story.conversation_id,
            purpose="disclose",
            given=True,
            language="my",
            how="import",
            on=clock.today(),
        )
    phone.come_back(story.claim_code)
    page = phone.get(f"/en/story/shared/{given_there.id}/").content.decode()
    assert "another hotline" in page and "we do not count on it" not in page


def consents(story: Accepted) -> list[tuple[bool, list[str], bool]]:
    with acting_as(Story(story.conversation_id)):
        rows = Consent.objects.order_by("on", "id")
        return [(row.given, row.parts, row.ended_on is not None) for row in rows]


@pytest.fixture
def story(desk: Desk) -> Accepted:
    return given.a_voice(desk)


def test_her_words_in_a_question_are_sealed(desk: Desk, story: Accepted) -> None:
    asked(desk, story)
    with acting_as(System("test")):
        row = Ask.objects.get()
    assert row.words == "" and b"passports" not in bytes(row.sealed or b"")


def test_she_ticks_some_parts_and_takes_them_back(desk: Desk, phone: Browser, story: Accepted) -> None:
    # Given the question stands on her page
    ask_id = asked(desk, story)
    assert "May others help you too?" in phone.come_back(story.claim_code)
    address = f"/en/story/ask/{ask_id}/"
    page = phone.get(address).content.decode()
    assert all(part.words in page for part in PARTS) and "checked" not in page
    assert "Bridge Myanmar is a team that helps workers." in page

    # When she says yes and ticks nothing, she is asked again; then she ticks two
    assert phone.send(address, code="yes").status_code == 422
    assert consents(story) == []
    phone.send(address, code="yes", part=["said", "why"])
    assert consents(story) == [(True, ["said", "why"], False)]
    assert [name for name, _ in waiting_tasks()][-1] == "casework.take_referral_answer"

    # Then she finds what she agreed to, and takes it back
    shared = phone.get("/en/story/shared/").content.decode()
    assert "They keep our passports" in shared and "+66812345678" not in shared
    with acting_as(Story(story.conversation_id)):
        consent_id = Consent.objects.get().id
    back = f"/en/story/shared/{consent_id}/"
    assert "cannot open it any more" in phone.get(back).content.decode()
    phone.send(back)
    assert consents(story) == [(True, ["said", "why"], True)]
    assert "remedy.take_consent" not in [name for name, _ in waiting_tasks()]


def test_no_keeps_a_no(desk: Desk, phone: Browser, story: Accepted) -> None:
    ask_id = asked(desk, story)
    phone.come_back(story.claim_code)
    phone.send(f"/en/story/ask/{ask_id}/", code="no", part=["said"])
    assert consents(story) == [(False, [], False)]


def test_an_answer_too_late_says_so(desk: Desk, phone: Browser, story: Accepted) -> None:
    ask_id = asked(desk, story)
    phone.come_back(story.claim_code)
    fields = phone.fields(f"/en/story/ask/{ask_id}/")
    with acting_as(System("test")):
        services.close_asks(question="refer", ref=Ask.objects.get().ref)
    assert phone.post(f"/en/story/ask/{ask_id}/", {**fields, "code": "no"}).status_code == 303
    assert consents(story) == []


def test_who_has_only_her_code_reads_no_words_of_hers(desk: Desk, phone: Browser, story: Accepted) -> None:
    # Given she chose a word, and is asked
    services.choose_word(conversation_id=story.conversation_id, word="river")
    ask_id = asked(desk, story)
    phone.come_back(story.claim_code)

    # When somebody has her code and not her word
    answer = phone.get(f"/en/story/ask/{ask_id}/")

    # Then the word is asked for first; with it she reads the parts
    assert answer["Location"] == "/en/story/word/"
    phone.send("/en/story/word/", word="river")
    assert "They keep our passports" in phone.get(f"/en/story/ask/{ask_id}/").content.decode()
    phone.send(f"/en/story/ask/{ask_id}/", code="yes", part=["said"])
    other = Browser()
    other.come_back(story.claim_code)
    hidden = other.get("/en/story/shared/").content.decode()
    assert "They keep our passports" not in hidden and "Your own words are hidden." in hidden
