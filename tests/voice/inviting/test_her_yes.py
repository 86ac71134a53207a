"""May we ask you questions sometimes? Offered once on her page, kept at her yes, and over at her word."""

from datetime import timedelta
from uuid import UUID

import pytest

from saphan.store import Story, acting_as, clock
from saphan.store.tasks import run_waiting
from saphan.store.turns import patiently
from saphan.voice import services as voice
from saphan.voice.channels.events import Stopped
from saphan.voice.channels.leaving import outbox
from saphan.voice.channels.models import Way
from saphan.voice.consent import POLLS
from saphan.voice.inviting import finding, keeping, sending
from saphan.voice.inviting.judging import IN_HER_CHAT, ON_HER_PAGE
from saphan.voice.linking.models import How, Link
from saphan.voice.models import Consent, Conversation
from saphan.voice.moving import move_story
from saphan.voice.selectors import story as story_page
from tests.voice.channels.conftest import bot, no_pause, provider
from tests.voice.channels.given import SYSTEM, Bot, answer, deliveries, let_pass, stories, way
from tests.voice.channels.telegram.provider import Telegram
from tests.voice.channels.test_sending import HER, Declares, declares, open_to_all, sent, tell
from tests.voice.given import Browser, Desk, a_voice, open_desk

__all__ = ["bot", "declares", "no_pause", "open_to_all", "provider"]
pytestmark = pytest.mark.django_db
LINK = "http://127.0.0.1:8000/en/poll/6f1c7c7e-0000-4000-8000-000000000000/"


@pytest.fixture
def hers(open_to_all: Bot) -> UUID:
    """Her story; she wrote by Telegram, was answered, and lets us write everything there."""
    return stories()[0]


def says(conversation_id: UUID, yes: bool, words: str = IN_HER_CHAT) -> None:
    keeping.say(conversation_id=conversation_id, yes=yes, language="en", by=Story(conversation_id), words=words)


def invited(desk: Desk) -> list[UUID]:
    with acting_as(SYSTEM) as moment:
        return [each.conversation_id for each in finding.invitees(desk.id, moment.now)]


def ways_of(desk: Desk) -> list[UUID | None]:
    with acting_as(SYSTEM) as moment:
        return [each.way_id for each in finding.invitees(desk.id, moment.now)]


def put(desk: Desk) -> list[UUID]:
    with acting_as(SYSTEM) as moment:
        found = finding.invitees(desk.id, moment.now)
        return [each for one in found if (each := sending.put(one, LINK, moment.now))]


def change(conversation_id: UUID, **what: object) -> None:
    with acting_as(SYSTEM):
        Conversation.objects.filter(id=conversation_id).update(**what)


def test_it_is_offered_on_one_day_after_our_answer_and_never_again(hers: UUID) -> None:
    assert keeping.is_offered(hers) and keeping.is_offered(hers)
    clock.pass_time(timedelta(days=1))
    assert not keeping.is_offered(hers)
    assert keeping.could_be_asked(hers)  # it stays among her choices


@pytest.mark.parametrize("what", [{"urgency": 1}, {"urgency": 2}, {"icon": "hurt"}, {"danger_at": "2026-01-01T00:00Z"}])
def test_nobody_who_needs_help_is_offered_it_or_sent_anything(
    open_to_all: Bot, hers: UUID, what: dict[str, object]
) -> None:
    says(hers, True)
    change(hers, **what)
    assert not keeping.could_be_asked(hers) and not keeping.is_offered(hers)
    assert invited(open_to_all.desk) == []


def test_who_wants_few_words_in_her_chat_is_not_asked(bot: Bot) -> None:
    bot.says("No pay since March")
    (chat,) = stories()
    assert not keeping.is_offered(chat)  # nobody has said what may be written there
    answer(bot.desk, story_id=chat)
    for choice in ("neutral", "nothing"):
        bot.presses(choice)
        says(chat, True)
        assert not keeping.could_be_asked(chat) and invited(bot.desk) == []


def test_who_writes_by_no_chat_says_yes_to_a_line_on_her_page(desk: Desk) -> None:
    hers = a_voice(desk)
    phone = Browser()
    assert "May we ask you questions sometimes?</h2>" not in phone.come_back(hers.claim_code)  # nobody has answered her
    answer(desk, story_id=hers.conversation_id)
    assert "May we ask you questions sometimes?</h2>" in phone.get("/en/story/mine/").content.decode()
    address = "/en/story/sometimes/"
    asked = phone.get(address).content.decode()
    assert "on the page of your story" in asked and "to your chat" not in asked
    phone.send(address, may="yes", words="polls-1")  # to sentences that did not stand there
    assert not keeping.says_yes(hers.conversation_id)
    phone.send(address, may="yes")
    assert keeping.yes_to(hers.conversation_id) == ON_HER_PAGE
    (way_id,) = ways_of(desk)
    assert way_id is None and put(desk) == []
    change(hers.conversation_id, danger_at=clock.now())
    assert invited(desk) == []


def test_a_yes_to_her_page_is_none_to_her_chat_and_the_other_way_round(open_to_all: Bot, hers: UUID) -> None:
    says(hers, True, ON_HER_PAGE)
    assert ways_of(open_to_all.desk) == [None]
    says(hers, True)
    assert ways_of(open_to_all.desk) == [way().id]
    with acting_as(SYSTEM):
        assert Consent.objects.filter(purpose=POLLS, ended_on=None).count() == 1
        Way.objects.update(closed_on=clock.today())
    assert invited(open_to_all.desk) == [] and keeping.words_for(hers) == ON_HER_PAGE


def test_a_yes_goes_out_as_neutral_words_once_and_leaves_no_trace_of_the_poll(
    open_to_all: Bot, provider: Telegram, hers: UUID
) -> None:
    assert invited(open_to_all.desk) == []  # nothing said is a no
    says(hers, True)
    (delivery_id,) = put(open_to_all.desk)
    run_waiting()
    let_pass(minutes=5)
    let_pass(days=3)
    # Once, in words that do not tell that she ever wrote to us
    assert sent(provider) == [f"A few questions for workers. No name. Only if you want. {LINK}"]
    (row,) = deliveries(id=delivery_id)
    assert (row.progress, row.sealed, row.message_id) == ("sent", None, None)


def test_where_the_provider_did_not_answer_it_is_not_sent_a_second_time(
    open_to_all: Bot, provider: Telegram, hers: UUID
) -> None:
    says(hers, True)
    provider.loses_answers = True
    put(open_to_all.desk)
    run_waiting()
    let_pass(hours=5)
    assert len(sent(provider)) == 1


def test_taken_back_it_stops_what_waits_in_the_outbox(open_to_all: Bot, provider: Telegram, hers: UUID) -> None:
    says(hers, True)
    (delivery_id,) = put(open_to_all.desk)
    with acting_as(SYSTEM):
        consent_id = Consent.objects.get(purpose=POLLS, given=True, ended_on=None).id
    voice.end_consent(consent_id=consent_id, by=Story(hers))
    run_waiting()
    assert sent(provider) == [] and deliveries(id=delivery_id)[0].progress == "cancelled"
    assert invited(open_to_all.desk) == []
    assert not keeping.is_offered(hers)


def test_so_do_a_no_on_her_page_and_fewer_words_and_stop_in_the_chat(
    open_to_all: Bot, provider: Telegram, hers: UUID
) -> None:
    says(hers, True)
    put(open_to_all.desk)
    says(hers, False)
    run_waiting()
    says(hers, True)
    put(open_to_all.desk)
    with acting_as(SYSTEM):
        Way.objects.update(may_write="neutral")
    run_waiting()
    with acting_as(SYSTEM):
        Way.objects.update(may_write="everything")
    assert len(invited(open_to_all.desk)) == 1
    tell(open_to_all, Stopped("stop-1", clock.now(), HER))
    assert way().closed_on is not None and not keeping.says_yes(hers)
    assert sent(provider) == []


def test_called_off_nothing_goes(open_to_all: Bot, provider: Telegram, hers: UUID) -> None:
    says(hers, True)
    waiting = put(open_to_all.desk)
    with acting_as(SYSTEM) as moment:
        sending.call_off(waiting, moment.now)
    run_waiting()
    assert sent(provider) == []


def test_one_person_in_two_stories_is_one_and_a_no_in_one_counts_for_both(open_to_all: Bot, hers: UUID) -> None:
    other = a_voice(open_to_all.desk).conversation_id
    with acting_as(SYSTEM):
        row = way()
        copy = Way(**{f.attname: getattr(row, f.attname) for f in Way._meta.fields if f.attname != "id"})
        copy.conversation_id, copy.handle_index = other, b"another"
        copy.save(force_insert=True)
        Link.objects.create(
            desk_id=open_to_all.desk.id,
            conversation_id=other,
            earlier_id=hers,
            how=How.CODE,
            on=clock.today(),
            here_on=clock.today(),
            there_on=clock.today(),
            agreed_on=clock.today(),
        )
    says(hers, True)
    says(other, True)
    assert len(invited(open_to_all.desk)) == 1
    clock.pass_time(timedelta(days=1))
    says(other, False)
    assert invited(open_to_all.desk) == []


def test_somebody_else_may_hold_the_phone_by_now(open_to_all: Bot, hers: UUID) -> None:
    says(hers, True)
    clock.pass_time(timedelta(days=400))
    assert invited(open_to_all.desk) == []


def test_a_window_that_is_over_stays_shut(open_to_all: Bot, provider: Telegram, hers: UUID, declares: Declares) -> None:
    says(hers, True)
    declares(window=timedelta(hours=24))
    assert len(invited(open_to_all.desk)) == 1
    with acting_as(SYSTEM):
        Way.objects.update(heard_at=clock.now() - timedelta(hours=23))
    put(open_to_all.desk)
    clock.pass_time(timedelta(hours=2))
    run_waiting()
    assert sent(provider) == [] and [row.progress for row in deliveries(words="invited")] == ["cancelled"]
    assert invited(open_to_all.desk) == [] and not keeping.could_be_asked(hers)


def test_at_another_desk_she_is_asked_anew(open_to_all: Bot, hers: UUID) -> None:
    says(hers, True)
    there = open_desk("Bridge Myanmar", "MM")

    def move() -> None:
        with acting_as(SYSTEM):
            move_story(conversation_id=hers, to_desk_id=there.id)

    patiently(move)
    assert invited(open_to_all.desk) == [] and invited(there) == []


def test_her_pages(open_to_all: Bot, hers: UUID) -> None:
    phone = Browser()
    page = phone.come_back(_code(open_to_all))
    assert "May we ask you questions sometimes?" in page
    address = "/en/story/sometimes/"
    asked = phone.get(address).content.decode()
    assert asked.index("No questions, please") < asked.index("Yes, you may ask me")
    assert "It is not a report." in asked and "You can stop at any time" in asked
    phone.send(address, may="perhaps")
    assert not keeping.says_yes(hers)
    phone.send(address, may="yes")
    assert "We ask you sometimes. You can stop here." in phone.get("/en/story/mine/").content.decode()
    assert keeping.says_yes(hers)
    shared = phone.get("/en/story/shared/").content.decode()
    assert "We may ask you questions sometimes." in shared
    assert "In your chat we may write: Everything" in shared and "send 0 there" in shared
    assert "another hotline" not in shared
    (consent,) = [each for each in story_page(hers, word_given=True).agreed if each.for_questions]
    back = f"/en/story/shared/{consent.id}/"
    assert "From now on we send you no questions." in phone.get(back).content.decode()
    phone.send(back)
    assert "Good. We send you no questions." in phone.get("/en/story/shared/").content.decode()
    assert not keeping.says_yes(hers)
    change(hers, urgency=2)
    assert "We cannot send you anything now." in phone.get(address).content.decode()
    phone.send(address, may="yes")
    assert not keeping.says_yes(hers)


def _code(open_to_all: Bot) -> str:
    with acting_as(SYSTEM):
        return outbox.new_code(stories()[0], "en")["code"].replace(" ", "")
