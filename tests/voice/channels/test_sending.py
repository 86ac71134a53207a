"""From the desk's answer to her phone: once, in her hours, as she allowed; and what is known of it afterwards."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from saphan.network.models import Notice
from saphan.store import Staff, Story, acting_as, clock
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import defer, run_waiting
from saphan.voice import services as voice
from saphan.voice.channels import registry
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.arriving import inbox
from saphan.voice.channels.contract import Request, Response, Sent
from saphan.voice.channels.events import Began, Event, Reached, State, Stopped, Why
from saphan.voice.channels.leaving import hours, outbox, sending, settling, staff, waiting
from saphan.voice.channels.models import ChannelAccount, Delivery, Way
from saphan.voice.channels.refusals import NotWaiting
from saphan.voice.inbound import Handle
from saphan.voice.models import Consent, Contact, Conversation, Message
from saphan.voice.taking_back import take_back_reply
from tests.voice.channels.given import (
    SYSTEM,
    Bot,
    add_bot,
    answer,
    deliveries,
    let_pass,
    said,
    stories,
    story,
    way,
)
from tests.voice.channels.telegram.provider import BLOCKED, Telegram
from tests.voice.given import Desk, a_voice, open_desk

Declares = Callable[..., None]
HER = Handle("telegram", "7001001")


@pytest.fixture
def declares(monkeypatch: pytest.MonkeyPatch) -> Declares:
    """The channel is another one for this test: a window, templates, a key for each try…"""

    def change(**declared: Any) -> None:
        it = registry.channels()["telegram"]
        changed = replace(it, declaration=replace(it.declaration, **declared))
        monkeypatch.setitem(registry.channels(), "telegram", changed)

    return change


@pytest.fixture
def open_to_all(bot: Bot, provider: Telegram) -> Bot:
    """She wrote, was answered once, and said that everything may be written there."""
    bot.says("No pay since March")
    answer(bot.desk, "Thank you for writing.")
    bot.presses("everything")
    let_pass(minutes=1)
    provider.taken.clear()
    return bot


def sent(provider: Telegram) -> list[str]:
    return [each["text"] for each in provider.taken]


def progress(**only: Any) -> list[str]:
    return [row.progress for row in deliveries(**only)]


def tell(bot: Bot, *events: Event) -> None:
    found = accounts.opened(bot.account_id)
    assert found is not None
    inbox.keep(found, events)
    run_waiting()


def reached(state: State, number: int = 901, **more: Any) -> Reached:
    return Reached(f"{number}:{state}", clock.now(), f"7001001:{number}", state, **more)


# What may be written there


def test_before_she_said_what_may_be_written_the_answer_waits_and_she_is_asked(bot: Bot, provider: Telegram) -> None:
    # Given somebody who wrote
    bot.says("No pay since March")
    provider.taken.clear()
    # When the desk answers, twice
    first = answer(bot.desk, "Your wage is 400 a day.")
    let_pass(minutes=1)
    answer(bot.desk, "We can come on Sunday.")
    let_pass(minutes=1)
    # Then nothing of it is in the chat; she is asked once, with buttons
    assert sent(provider) == [
        "There is an answer for you. What may we write in this chat?",
        "There is news for you.",
    ]
    assert [button[0]["text"] for button in provider.taken[0]["reply_markup"]["inline_keyboard"]] == [
        "Everything",
        "Only that there is news",
        "Nothing",
    ]
    shown = staff.on_its_way(bot.desk.caseworker, stories()[0])
    assert str(shown[first].words) == "Waits until she says what may be written there."


def test_everything_lets_the_answers_go_in_order(bot: Bot, provider: Telegram) -> None:
    bot.says("No pay")
    answer(bot.desk, "One.")
    answer(bot.desk, "Two.")
    provider.taken.clear()
    bot.presses("everything")
    let_pass(minutes=1)
    assert sent(provider) == ["One.", "Two."]
    with acting_as(SYSTEM):
        consent = Consent.objects.get(purpose="write")
    assert (consent.given, consent.parts, consent.how) == (True, ["everything"], "chat")
    assert said() == ["No pay"], "an answer to our question is none of her words"


@pytest.mark.parametrize("typed", ["2", "၂", "๒.", "Only that there is news", "neutral"])
def test_only_news_gives_her_a_number_and_tells_no_more(bot: Bot, provider: Telegram, typed: str) -> None:
    # Given a question that is open
    bot.says("No pay")
    answer(bot.desk, "Your wage is 400 a day.")
    provider.taken.clear()
    # When she types the second choice
    bot.says(typed)
    let_pass(minutes=1)
    # Then she gets a number that opens her story, and the answer is not in the chat
    (told,) = sent(provider)
    code = "".join(sign for sign in told.partition("number: ")[2] if sign.isdecimal())
    assert voice_opens(code) == stories()[0]
    assert said() == ["No pay"]
    # And of the next answer she reads that there is one
    later = answer(bot.desk, "We can come on Sunday.")
    let_pass(minutes=2)
    assert sent(provider)[1:] == ["There is news for you."]
    assert str(staff.on_its_way(bot.desk.caseworker, stories()[0])[later].words).startswith("She was only told")


def voice_opens(code: str) -> UUID:
    from saphan.voice.returning import open_story

    return open_story(code)


def test_nothing_is_nothing_from_then_on(bot: Bot, provider: Telegram) -> None:
    bot.says("No pay")
    answer(bot.desk)
    provider.taken.clear()
    bot.presses("nothing")
    let_pass(minutes=1)
    assert len(sent(provider)) == 1 and sent(provider)[0].startswith("Good. We write nothing more here.")
    answer(bot.desk, "Another answer.")
    bot.says(sticker={"file_id": "s"})
    let_pass(minutes=2)
    assert len(sent(provider)) == 1
    with acting_as(SYSTEM):
        assert [(row.given, row.parts) for row in Consent.objects.filter(purpose="write")] == [(False, ["nothing"])]
    # But she may change her mind
    bot.says("0")
    let_pass(minutes=1)
    assert sent(provider)[-1] == "There is an answer for you. What may we write in this chat?"
    bot.presses("everything")
    answer(bot.desk, "We can come on Sunday.")
    let_pass(minutes=1)
    assert sent(provider)[-1] == "We can come on Sunday."


def test_a_number_is_only_an_answer_while_a_question_is_open(bot: Bot) -> None:
    bot.says("2")
    assert said() == ["2"]
    answer(bot.desk)
    bot.says("we are 12")
    assert said() == ["2", "we are 12"]


def test_without_buttons_the_choices_have_numbers(bot: Bot, provider: Telegram, declares: Declares) -> None:
    declares(buttons=0)
    bot.says("No pay")
    answer(bot.desk)
    let_pass(minutes=1)
    assert sent(provider)[-1].splitlines()[1:] == [
        "1 Everything",
        "2 Only that there is news",
        "3 Nothing",
        "Send the number.",
    ]


def test_her_language_is_hers(bot: Bot, provider: Telegram) -> None:
    bot.says("លុយខែមិនទាន់បាន")
    assert story().language == "km"


# Going out


def test_a_long_answer_goes_in_pieces_in_order(open_to_all: Bot, provider: Telegram) -> None:
    long = " ".join(f"Sentence {number} of many." for number in range(400))
    message_id = answer(open_to_all.desk, long)
    for _ in range(3):
        let_pass(minutes=1)
    assert len(sent(provider)) == 3
    assert " ".join(sent(provider)) == long
    assert progress(message_id=message_id) == ["sent"] * 3


def test_a_story_that_came_by_the_web_sends_nothing(bot: Bot, provider: Telegram) -> None:
    voiced = a_voice(bot.desk)
    answer(bot.desk, story_id=voiced.conversation_id)
    assert deliveries() == [] and provider.taken == []


def test_one_answer_to_many_goes_after_what_was_written_to_one(open_to_all: Bot, provider: Telegram) -> None:
    by, one = open_to_all.desk.caseworker, stories()[0]
    for text, bulk in (("To all.", True), ("To you.", False)):
        voice.reply(conversation_id=one, text=text, by=by, bulk=bulk)
    run_waiting()
    let_pass(minutes=1)
    assert sent(provider) == ["To you.", "To all."]


def test_the_text_is_opened_to_be_sent_and_stands_nowhere_else(open_to_all: Bot) -> None:
    from django.db import connection

    answer(open_to_all.desk, "zzz-heron-lamp")
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(d)::text FROM voice_delivery d")
        rows = "".join(row for (row,) in cursor.fetchall())
        cursor.execute("SELECT args::text FROM procrastinate_jobs")
        jobs = "".join(row for (row,) in cursor.fetchall())
    assert "heron" not in rows + jobs and "7001001" not in rows + jobs


def test_a_provider_that_is_away_is_not_knocked_at_by_each(open_to_all: Bot, provider: Telegram) -> None:
    # Given a provider that is down, and five answers
    provider.is_down = True
    for number in range(5):
        answer(open_to_all.desk, f"Answer {number}.")
    # Then one was tried and all wait
    assert progress(progress="waiting") == ["waiting"] * 5
    assert sum(row.attempts for row in deliveries(progress="waiting")) == 1
    # When it is there again
    provider.is_down = False
    for _ in range(8):
        let_pass(minutes=1)
    assert sent(provider) == [f"Answer {number}." for number in range(5)]


def test_too_many_waits_as_long_as_it_says(open_to_all: Bot, provider: Telegram) -> None:
    provider.busy_for = 300
    answer(open_to_all.desk)
    let_pass(minutes=4)
    provider.busy_for = 0
    assert sent(provider) == []
    let_pass(minutes=2)
    assert len(sent(provider)) == 1


def test_what_is_away_for_too_long_is_told_to_the_desk(open_to_all: Bot, provider: Telegram) -> None:
    # Given a provider that is down for four days
    provider.is_down = True
    message_id = answer(open_to_all.desk)
    for _ in range(80):
        let_pass(hours=1)
    # Then the desk knows that it did not arrive, she waits again, and nothing goes out when it comes back
    shown = staff.on_its_way(open_to_all.desk.caseworker, stories()[0])[message_id]
    assert (shown.progress, shown.may_send_again) == ("failed", True)
    assert story().status == "waiting"
    provider.is_down = False
    let_pass(hours=1)
    assert sent(provider) == []


def test_a_lost_answer_is_not_sent_again_by_itself(open_to_all: Bot, provider: Telegram) -> None:
    # Given a provider that takes the message and whose answer is lost
    provider.loses_answers = True
    message_id = answer(open_to_all.desk)
    provider.loses_answers = False
    for _ in range(3):
        let_pass(hours=1)
    # Then it went out once, and the desk reads that we do not know
    assert len(sent(provider)) == 1
    shown = staff.on_its_way(open_to_all.desk.caseworker, stories()[0])[message_id]
    assert shown.progress == "unknown" and shown.may_send_again
    # When somebody decides to send it again
    staff.send_again(delivery_id=shown.delivery_id, by=open_to_all.desk.caseworker)
    run_waiting()
    assert len(sent(provider)) == 2
    with pytest.raises(NotWaiting):
        staff.send_again(delivery_id=shown.delivery_id, by=open_to_all.desk.caseworker)


def test_with_a_key_for_each_try_a_lost_answer_is_tried_again(
    open_to_all: Bot, provider: Telegram, declares: Declares
) -> None:
    declares(retry_key=True)
    provider.loses_answers = True
    answer(open_to_all.desk)
    provider.loses_answers = False
    let_pass(minutes=2)
    assert progress()[-1] == "sent"


def test_when_the_provider_has_forgotten_the_key_what_may_have_arrived_is_not_tried_again(
    open_to_all: Bot, provider: Telegram, declares: Declares
) -> None:
    # Given a message that was taken, its answer lost, and a provider that knows a key for a day
    declares(retry_key=True, retry_key_for=timedelta(hours=24))
    before = len(provider.taken)
    provider.loses_answers = True
    message_id = answer(open_to_all.desk)
    # When the provider is away for longer
    provider.loses_answers, provider.is_down = False, True
    for _ in range(5):
        let_pass(hours=5)
    assert progress()[-1] == "unknown"
    provider.is_down = False
    let_pass(hours=2)
    # Then it is not sent a second time before somebody says so
    assert len(provider.taken) == before + 1
    shown = staff.on_its_way(open_to_all.desk.caseworker, stories()[0])[message_id]
    staff.send_again(delivery_id=shown.delivery_id, by=open_to_all.desk.caseworker)
    run_waiting()
    assert (len(provider.taken), progress()[-1]) == (before + 2, "sent")


def test_who_dies_between_asking_and_hearing_leaves_an_unknown(
    open_to_all: Bot, provider: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given a worker that is killed after the provider was asked
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    voice.reply(conversation_id=stories()[0], text="We come.", by=open_to_all.desk.caseworker)
    with monkeypatch.context() as dying:
        dying.setattr(sending, "_settle", killed)
        with pytest.raises(KeyboardInterrupt):
            sending.send_out(open_to_all.account_id)
    assert progress()[-1] == "sending"
    # When its lease is over
    let_pass(minutes=3)
    # Then nobody sends it again
    assert progress()[-1] == "unknown"
    assert sent(provider) == ["We come."]


def test_two_senders_do_not_send_at_once(open_to_all: Bot, provider: Telegram) -> None:
    with acting_as(SYSTEM) as moment:
        ChannelAccount.objects.update(busy_until=moment.now + timedelta(minutes=1))
    voice.reply(conversation_id=stories()[0], text="We come.", by=open_to_all.desk.caseworker)
    run_waiting()
    assert sent(provider) == []
    let_pass(minutes=2)
    assert sent(provider) == ["We come."]


def test_a_revoked_token_loses_nothing_and_rings_who_can_mend_it(open_to_all: Bot, provider: Telegram) -> None:
    # Given a token that was revoked
    provider.token = "110201543:another-one-that-is-as-long-as-it-must-be"
    answer(open_to_all.desk, "One.")
    answer(open_to_all.desk, "Two.")
    # Then all waits, and the lead is rung once
    assert progress(progress="waiting") == ["waiting"] * 2
    assert Notice.objects.filter(kind=settling.TROUBLE, staff_id=open_to_all.desk.lead_id).count() == 1
    (card,) = accounts.accounts_of(lead_of(open_to_all.desk))
    assert card.trouble == "account"
    # When the new one is entered
    accounts.change_account(
        account_id=open_to_all.account_id, entered={"token": provider.token}, by=lead_of(open_to_all.desk)
    )
    for _ in range(2):
        let_pass(minutes=1)
    assert sent(provider) == ["One.", "Two."]


def lead_of(desk: Desk) -> Staff:
    return Staff(desk.lead_id, desk.id, frozenset({"lead"}))


def test_whoever_blocked_us_is_not_written_to_and_her_consent_has_ended(bot: Bot, provider: Telegram) -> None:
    # Given somebody who said that everything may be written, and then blocked us
    who = int(BLOCKED)
    bot.says("No pay", who=who)
    bot.presses("everything", who=who)
    with acting_as(SYSTEM):
        Way.objects.update(may_write="everything")
    message_id = answer(bot.desk)
    # Then the desk reads it, nothing more is sent, and the consent ended
    assert staff.on_its_way(bot.desk.caseworker, stories()[0])[message_id].progress == "failed"
    assert [card.is_open for card in staff.ways_of(bot.desk.caseworker, stories()[0])] == [False]
    with acting_as(SYSTEM):
        assert Consent.objects.get(purpose="write", ended_on=None).given is False
    count = len(deliveries())
    answer(bot.desk, "Another.")
    assert len(deliveries()) == count
    # Until she writes again
    bot.says("I am back", who=who)
    assert way().closed_on is None


def test_a_network_s_stop_closes_the_way(open_to_all: Bot, provider: Telegram) -> None:
    provider.is_down = True
    answer(open_to_all.desk)
    tell(open_to_all, Stopped("s1", clock.now(), Handle("telegram", "7001001")))
    provider.is_down = False
    let_pass(minutes=5)
    assert sent(provider) == []
    assert progress()[-1] == "cancelled"
    tell(open_to_all, Stopped("s2", clock.now(), Handle("telegram", "7001001")))
    with acting_as(SYSTEM):
        assert Consent.objects.filter(purpose="write", ended_on=None).count() == 1


def test_a_stop_ends_what_was_allowed_and_she_is_asked_anew_when_she_is_back(
    open_to_all: Bot, provider: Telegram
) -> None:
    # Given somebody who allowed everything, and stopped
    tell(open_to_all, stopped("s1", 0))
    # When she writes again, and is answered
    let_pass(minutes=1)
    open_to_all.says("I am back")
    answer(open_to_all.desk, "Your wage is 400 a day.")
    let_pass(minutes=1)
    # Then nothing of the answer is in the chat before she says so
    assert sent(provider) == ["There is an answer for you. What may we write in this chat?"]
    assert progress()[-2:] == ["asking", "sent"]


def test_who_wanted_nothing_is_not_asked_after_a_stop(bot: Bot, provider: Telegram) -> None:
    bot.says("No pay")
    bot.presses("nothing")
    tell(bot, stopped("s1", 0), Began("b1", clock.now(), HER))
    provider.taken.clear()
    answer(bot.desk)
    let_pass(minutes=1)
    assert way().closed_on is None and sent(provider) == []


def stopped(name: str, seconds: int) -> Stopped:
    return Stopped(name, clock.now() + timedelta(seconds=seconds), HER)


def test_the_last_thing_she_did_counts_and_not_the_last_that_came(open_to_all: Bot, provider: Telegram) -> None:
    # Given a stop, and what she wrote before it, which comes late
    let_pass(minutes=5)
    tell(open_to_all, stopped("s1", 0))
    open_to_all.says("said before", at=-60)
    tell(open_to_all, Began("b1", clock.now() - timedelta(seconds=60), HER))
    # Then her words are kept, and the way stays closed
    assert said()[-1] == "said before" and way().closed_on is not None
    # When she comes back, and an older stop comes after that
    let_pass(minutes=5)
    open_to_all.says("I am back")
    tell(open_to_all, stopped("s2", -60))
    # Then the way is open, and what she allowed has ended all the same
    assert (way().closed_on, way().may_write) == (None, "")
    # And of two stops the later one counts
    let_pass(minutes=5)
    tell(open_to_all, stopped("s3", -90), stopped("s4", -30))
    open_to_all.says("between them", at=-60)
    assert way().closed_on is not None


def test_an_answer_that_a_stop_held_back_is_none_and_she_waits_again(open_to_all: Bot, provider: Telegram) -> None:
    provider.is_down = True
    answer(open_to_all.desk)
    assert story().status == "answered"
    tell(open_to_all, stopped("s1", 0))
    assert (progress()[-1], story().status) == ("cancelled", "waiting")


def test_a_question_that_never_reached_her_is_asked_anew(bot: Bot, provider: Telegram) -> None:
    # Given a question that waited for the morning, and a stop in the night
    bot.says("No pay")
    let_pass(hours=10)
    answer(bot.desk, "One.")
    tell(bot, stopped("s1", 0))
    provider.taken.clear()
    # When she is back and is answered, and it is refused
    let_pass(hours=8)
    bot.says("I am back")
    provider.refuses = True
    answer(bot.desk, "Two.")
    assert sent(provider) == []
    # Then with the next answer she is asked, and not only told that there is news
    provider.refuses = False
    answer(bot.desk, "Three.")
    let_pass(minutes=1)
    assert sent(provider) == ["There is an answer for you. What may we write in this chat?"]


def test_of_a_machine_elsewhere_she_is_told_once(open_to_all: Bot, provider: Telegram) -> None:
    for _ in range(3):
        assert outbox.name_machine(stories()[0], "X")
        let_pass(minutes=1)
    assert outbox.name_machine(stories()[0], "Y")
    let_pass(minutes=1)
    assert sent(provider) == [f"A computer may translate your words: {name}." for name in "XY"]


def test_what_she_forbade_while_it_was_tried_does_not_go_out(open_to_all: Bot, provider: Telegram) -> None:
    # Given two answers that are being tried, one of them only as news
    with acting_as(SYSTEM):
        Way.objects.update(may_write="neutral")
    answer(open_to_all.desk, "One.")
    let_pass(minutes=1)
    with acting_as(SYSTEM):
        Way.objects.update(may_write="everything")
    answer(open_to_all.desk, "Two.")
    let_pass(minutes=1)
    provider.taken.clear()
    # When the provider says "later", and meanwhile she has said "nothing"
    with acting_as(SYSTEM):
        Way.objects.update(may_write="nothing")
        Delivery.objects.filter(message_id__isnull=False).update(progress="waiting")
    let_pass(minutes=1)
    # Then neither goes out, and none waits for a word that she has given
    assert sent(provider) == []
    assert set(progress(message_id__isnull=False)) == {"cancelled"}


def test_what_cannot_be_read_of_an_answer_is_unknown_and_holds_up_no_other(
    open_to_all: Bot, provider: Telegram, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(response: Response) -> Sent:
        raise ZeroDivisionError(response.body)

    it = registry.channels()["telegram"]
    monkeypatch.setitem(registry.channels(), "telegram", replace(it, sent=broken))
    for text in ("One.", "Two."):
        voice.reply(conversation_id=stories()[0], text=text, by=open_to_all.desk.caseworker)
    run_waiting()
    let_pass(minutes=1)
    assert sent(provider) == ["One.", "Two."]
    assert progress()[-2:] == ["unknown", "unknown"]
    assert "ZeroDivisionError" in caplog.text and "7001001" not in caplog.text


# Windows and templates


def test_when_the_window_is_closed_it_waits_and_a_template_is_offered(
    open_to_all: Bot, provider: Telegram, declares: Declares
) -> None:
    # Given a channel with a window of a day, approved words, and somebody who wrote two days ago
    declares(window=timedelta(hours=24), templates=True)
    by = open_to_all.desk.caseworker
    let_pass(days=2)
    message_id = answer(open_to_all.desk, "We come.")
    shown = staff.on_its_way(by, stories()[0])[message_id]
    assert (shown.progress, shown.may_offer_template, sent(provider)) == ("window", False, [])
    # When the desk has a template and offers it
    set_template(open_to_all)
    shown = staff.on_its_way(by, stories()[0])[message_id]
    assert shown.may_offer_template
    staff.offer_template(delivery_id=shown.delivery_id, by=by)
    let_pass(minutes=1)
    with pytest.raises(NotWaiting):
        staff.offer_template(delivery_id=shown.delivery_id, by=by)
    # And a template that was refused may be offered anew, when the desk has mended its name
    with acting_as(SYSTEM):
        Delivery.objects.filter(is_template=True).update(progress="failed")
    staff.offer_template(delivery_id=shown.delivery_id, by=by)
    let_pass(minutes=1)
    # Then she reads only that there is news, and when she writes, the answer goes out
    assert [(each.is_template, each.progress) for each in deliveries()][-1] == (True, "sent")
    provider.taken.clear()
    open_to_all.says("yes?")
    let_pass(minutes=1)
    assert sent(provider) == ["We come."]


def set_template(bot: Bot) -> None:
    """Telegram has no templates; the core only reads what stands in the account."""
    import json

    from saphan.vault import sealing
    from saphan.vault.sealing import Cell
    from saphan.vault.services import key_of_desk

    found = accounts.opened(bot.account_id)
    assert found is not None
    given = {**found.account.settings, "template": "news", "template_languages": "en_GB, my, fil"}
    with acting_as(SYSTEM):
        cell = Cell("voice_channel_account", "sealed", bot.account_id)
        sealed = sealing.seal_bytes(json.dumps(given).encode(), key_of_desk(bot.desk.id), cell)
        ChannelAccount.objects.filter(id=bot.account_id).update(sealed=sealed)
    found = accounts.opened(bot.account_id)
    assert found is not None
    assert [sending._template(found, language).language for language in ("my", "tl", "th")] == ["my", "fil", "en_GB"]


def test_a_window_that_the_provider_finds_closed_waits_too(open_to_all: Bot, provider: Telegram) -> None:
    message_id = answer(open_to_all.desk, "We come.")
    number = provider.last_id
    tell(open_to_all, reached(State.FAILED, number, why=Why.WINDOW, code="131047"))
    assert staff.on_its_way(open_to_all.desk.caseworker, stories()[0])[message_id].progress == "window"


# What providers tell afterwards


def test_reports_go_forward_whatever_their_order(open_to_all: Bot, provider: Telegram) -> None:
    message_id = answer(open_to_all.desk, "We come.")
    number = provider.last_id
    tell(open_to_all, reached(State.READ, number))
    tell(open_to_all, reached(State.DELIVERED, number), reached(State.SENT, number))
    assert progress(message_id=message_id) == ["read"]
    with acting_as(SYSTEM):
        assert Message.objects.get(id=message_id).seen_by_her_on == clock.today()
    tell(open_to_all, reached(State.FAILED, number))
    assert progress(message_id=message_id) == ["read"], "what was read has arrived"


def test_a_report_that_comes_before_we_know_the_name_of_the_message_waits(open_to_all: Bot, provider: Telegram) -> None:
    number = provider.last_id + 1
    tell(open_to_all, reached(State.DELIVERED, number))
    message_id = answer(open_to_all.desk, "We come.")
    let_pass(minutes=1)
    assert progress(message_id=message_id) == ["delivered"]


def test_a_report_about_nothing_of_ours_is_let_go(open_to_all: Bot) -> None:
    from tests.voice.channels.given import events

    tell(open_to_all, reached(State.DELIVERED, 4))
    assert events(stage="waiting")
    for _ in range(9):
        let_pass(minutes=20)
    assert not events(stage="waiting")


def test_a_failure_reported_later_is_not_sent_again_by_itself(open_to_all: Bot, provider: Telegram) -> None:
    message_id = answer(open_to_all.desk, "We come.")
    tell(open_to_all, reached(State.FAILED, provider.last_id, why=Why.RETRY, code="30008"))
    let_pass(hours=1)
    assert progress(message_id=message_id) == ["failed"]
    assert len(sent(provider)) == 1
    assert story().status == "waiting"
    # And the account, which takes others, was not paused by it
    assert account().paused_until is None and account().troubles == 0


def account() -> ChannelAccount:
    with acting_as(SYSTEM):
        return ChannelAccount.objects.get()


def test_a_run_gives_way_after_a_few_seconds_and_goes_on_in_its_turn(
    open_to_all: Bot, provider: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given five answers, and a provider that takes two seconds for each
    assert sending.A_RUN <= 5
    ticks = iter(range(0, 10_000, 2))
    monkeypatch.setattr(sending.time, "monotonic", lambda: float(next(ticks)))
    runs: list[int] = []
    send_out = sending.send_out

    def counted(account_id: UUID) -> None:
        before = len(provider.taken)
        send_out(account_id)
        runs.append(len(provider.taken) - before)

    monkeypatch.setattr(sending, "send_out", counted)
    for number in range(5):
        voice.reply(conversation_id=story().id, text=f"Answer {number}", by=open_to_all.desk.caseworker)
    run_waiting()
    # Then each run sends a few, and whatever waits in between has its turn
    assert sent(provider) == [f"Answer {number}" for number in range(5)]
    assert max(runs) <= 2 and len([run for run in runs if run]) >= 3


def test_an_unknown_message_that_is_reported_is_known(open_to_all: Bot, provider: Telegram) -> None:
    message_id = answer(open_to_all.desk, "We come.")
    with acting_as(SYSTEM):
        Delivery.objects.filter(message_id=message_id).update(progress="unknown")
    tell(open_to_all, reached(State.DELIVERED, provider.last_id))
    assert progress(message_id=message_id) == ["delivered"]


# Taking back


def test_a_reply_that_waits_is_taken_back_for_good(open_to_all: Bot, provider: Telegram) -> None:
    provider.is_down = True
    message_id = answer(open_to_all.desk, "To the wrong person.")
    taken = take_back_reply(message_id=message_id, by=open_to_all.desk.caseworker)
    provider.is_down = False
    let_pass(minutes=5)
    assert not taken.was_seen and sent(provider) == []


def test_a_reply_that_went_out_counts_as_seen_and_the_mistake_is_said(open_to_all: Bot, provider: Telegram) -> None:
    message_id = answer(open_to_all.desk, "To the wrong person.")
    taken = take_back_reply(message_id=message_id, by=open_to_all.desk.caseworker)
    let_pass(minutes=1)
    assert taken.was_seen
    assert sent(provider)[1:] == ["What we wrote last was a mistake. Please forget it. We are sorry."]


def test_a_story_that_is_gone_takes_what_waits_along(open_to_all: Bot, provider: Telegram) -> None:
    provider.is_down = True
    answer(open_to_all.desk)
    voice.delete_story(conversation_id=stories()[0], by=Story(stories()[0]))
    provider.is_down = False
    let_pass(minutes=5)
    assert deliveries() == [] and sent(provider) == []


# Hours


BANGKOK = ZoneInfo("Asia/Bangkok")


@pytest.mark.parametrize(
    ("codes", "hour", "minutes_ago", "may"),
    [
        ((), 12, 600, True),
        ((), 3, 600, False),
        ((), 3, 10, True),
        (("evening",), 12, 600, False),
        (("evening",), 19, 600, True),
        (("night",), 23, 600, True),
        (("night",), 3, 600, True),
    ],
)
def test_when_a_message_may_arrive(codes: tuple[str, ...], hour: int, minutes_ago: int, may: bool) -> None:
    now = datetime(2026, 3, 2, hour, 5, tzinfo=BANGKOK).astimezone(UTC)
    assert hours.may_arrive(codes, now, now - timedelta(minutes=minutes_ago), BANGKOK) is may


@pytest.mark.parametrize(
    ("codes", "hour", "then"),
    [
        ((), 3, (2, 8)),
        ((), 22, (3, 8)),
        (("evening",), 12, (2, 18)),
        (("morning", "night"), 12, (2, 22)),
        (("x",), 9, (3, 8)),
    ],
)
def test_else_it_waits_for_the_next_hour_that_is_safe(codes: tuple[str, ...], hour: int, then: tuple[int, int]) -> None:
    now = datetime(2026, 3, 2, hour, 5, tzinfo=BANGKOK).astimezone(UTC)
    day, at = then
    assert hours.next_time(codes, now, BANGKOK) == datetime(2026, 3, day, at, 0, tzinfo=BANGKOK)


def test_at_night_nothing_arrives_unless_she_writes(open_to_all: Bot, provider: Telegram) -> None:
    # Given two in the night where her desk is, and an answer to something said in the morning
    let_pass(hours=10)
    answer(open_to_all.desk, "We come.")
    assert sent(provider) == []
    # When it is day there
    let_pass(hours=7)
    assert sent(provider) == ["We come."]


def test_her_own_hours_hold(open_to_all: Bot, provider: Telegram) -> None:
    with acting_as(SYSTEM):
        Contact.objects.update(safe_times=["evening"])
    let_pass(hours=1)
    answer(open_to_all.desk, "We come.")
    assert sent(provider) == [] and clock.now().hour == 10
    let_pass(hours=2)  # 19:00 in Bangkok
    assert sent(provider) == ["We come."]


def test_her_own_hours_hold_by_her_own_clock(open_to_all: Bot, provider: Telegram) -> None:
    with acting_as(SYSTEM):
        Contact.objects.update(safe_times=["midday"], clock=180)  # in the Gulf
    let_pass(hours=1)
    answer(open_to_all.desk, "We come.")
    assert sent(provider) == ["We come."] and clock.now().hour == 10  # 13:00 there, and 17:00 in Bangkok


def test_waiting_grows_and_has_an_end() -> None:
    assert [waiting.after(tries).total_seconds() for tries in (1, 2, 3, 30)] == [20, 40, 80, 1800]
    assert waiting.after(1, timedelta(hours=2)) == timedelta(hours=2)


# Who may


def test_a_stranger_sees_and_sends_nothing(open_to_all: Bot, provider: Telegram) -> None:
    message_id = answer(open_to_all.desk)
    (row,) = deliveries(message_id=message_id)
    other = open_desk("Bridge Nepal", "NP").caseworker
    analyst = Staff(open_to_all.desk.lead_id, open_to_all.desk.id, frozenset({"analyst"}))
    assert staff.on_its_way(other, stories()[0]) == {}
    assert staff.ways_of(other, stories()[0]) == ()
    for by in (other, analyst):
        with pytest.raises(NotAllowed):
            staff.send_again(delivery_id=row.id, by=by)
        with pytest.raises(NotAllowed):
            staff.offer_template(delivery_id=row.id, by=by)
    with pytest.raises(NotAllowed):
        staff.on_its_way(analyst, stories()[0])


def test_an_account_that_ended_sends_nothing(open_to_all: Bot, provider: Telegram) -> None:
    accounts.end_account(account_id=open_to_all.account_id, by=lead_of(open_to_all.desk))
    answer(open_to_all.desk)
    with acting_as(SYSTEM):
        defer(sending.SEND, account_id=open_to_all.account_id)
    run_waiting()
    assert sent(provider) == []


def test_an_answer_that_waits_at_an_account_that_ends_is_none(open_to_all: Bot, provider: Telegram) -> None:
    provider.is_down = True
    message_id = answer(open_to_all.desk)
    accounts.end_account(account_id=open_to_all.account_id, by=lead_of(open_to_all.desk))
    shown = staff.on_its_way(open_to_all.desk.caseworker, stories()[0])[message_id]
    assert (str(shown.words), story().status) == ("Was not sent.", "waiting")


def test_what_the_provider_says_of_an_error_is_kept_as_a_code(open_to_all: Bot, provider: Telegram) -> None:
    def rule(request: Request) -> Response:
        return Response(400, {}, b'{"ok": false, "description": "Bad Request: zzz-lamp of 7001001"}')

    from tests.voice.channels.stand_in import standing_in

    with standing_in(rule):
        answer(open_to_all.desk)
    (row,) = deliveries(progress="failed")
    assert (row.why, row.code) == ("terminal", "400")


def test_a_bot_without_a_desk_to_speak_for_is_not_asked(bot: Bot) -> None:
    assert add_bot(bot.desk.id) != bot.account_id
    with acting_as(SYSTEM):
        assert Conversation.objects.count() == 0


def test_an_old_phone_is_answered_in_its_letters(open_to_all: Bot, provider: Telegram) -> None:
    from saphan.languages.zawgyi import to_zawgyi

    words = "ကျွန်တော်တို့ ဖတ်ပြီးပါပြီ။ " * 300
    with acting_as(SYSTEM):
        Conversation.objects.update(reads_zawgyi=True, language="my")
    answer(open_to_all.desk, words)
    let_pass(minutes=1)
    assert len(sent(provider)) > 1
    assert "".join("".join(sent(provider)).split()) == "".join(to_zawgyi(words).split())


def test_after_a_restore_nothing_is_sent_again_by_itself(open_to_all: Bot, provider: Telegram) -> None:
    """What waited when the back-up was made may have gone out since."""
    provider.is_down = True
    message_id = answer(open_to_all.desk, "We come.")
    sending.doubt_what_waited()
    provider.is_down = False
    let_pass(hours=1)
    assert sent(provider) == []
    shown = staff.on_its_way(open_to_all.desk.caseworker, stories()[0])[message_id]
    assert (shown.progress, shown.may_send_again) == ("unknown", True)
