"""From the inbox into her story: begun, gone on with, changed, taken back; groups and what we cannot carry."""

from datetime import timedelta
from uuid import UUID

import pytest

from saphan.store import Story, System, acting_as, clock
from saphan.store.tasks import run_waiting
from saphan.voice import services as voice
from saphan.voice.channels import call_backs
from saphan.voice.channels.accounts import accounts
from saphan.voice.channels.arriving import taking_in
from saphan.voice.channels.models import InboundEvent, Way
from saphan.voice.models import Contact, Conversation, Ending, Link, Message
from tests.voice.channels.given import (
    SYSTEM,
    Bot,
    add_bot,
    deliveries,
    events,
    her_lines,
    let_pass,
    said,
    stories,
    story,
    way,
)
from tests.voice.channels.telegram.provider import Telegram
from tests.voice.given import a_voice


def sent_words(provider: Telegram) -> list[str]:
    return [each["text"] for each in provider.taken]


def test_a_first_message_begins_a_story_of_the_bots_desk(bot: Bot, provider: Telegram) -> None:
    bot.says("They keep our passports")
    begun = story()
    assert (begun.desk_id, begun.channel, begun.language, begun.status) == (bot.desk.id, "telegram", "en", "waiting")
    assert said() == ["They keep our passports"]
    # And she is told that it came, in words that tell a stranger nothing
    assert sent_words(provider) == ["Thank you. We have it. A person will read it."]


def test_she_is_found_again_and_her_handle_stands_sealed(bot: Bot) -> None:
    bot.says("One")
    bot.says("Two")
    assert said() == ["One", "Two"]
    with acting_as(SYSTEM):
        contact = Contact.objects.get()
        handle = Message.objects.get(part="handle")
    assert contact.handle_kind == "telegram"
    assert b"7001001" not in bytes(handle.sealed)


def test_two_people_have_two_stories(bot: Bot) -> None:
    bot.says("One", who=7001001)
    bot.says("Two", who=7001005)
    assert [said(each) for each in stories()] == [["One"], ["Two"]]


def test_the_same_person_at_two_bots_has_two_ways_and_one_contact(bot: Bot) -> None:
    other = Bot(bot.desk, add_bot(bot.desk.id))
    bot.says("One")
    other.says("Two")
    with acting_as(SYSTEM):
        assert (Way.objects.count(), Contact.objects.count(), Conversation.objects.count()) == (2, 1, 2)


def test_what_she_said_earlier_is_taken_in_first(bot: Bot) -> None:
    # Given three messages that arrive in reverse
    updates = [
        bot.update(message=bot.message(text, at=at)) for text, at in (("One", -30), ("Two", -20), ("Three", -10))
    ]
    for update in reversed(updates):
        bot.bring(update)
    run_waiting()
    assert said() == ["One", "Two", "Three"]


def test_a_company_s_line_stays_feedback_with_every_message(bot: Bot) -> None:
    plant = Bot(bot.desk, add_bot(bot.desk.id, run_by="respondent", organisation_id=bot.desk.id))
    plant.says("All is well")
    plant.says("Very well")
    assert [line.input_class for line in her_lines()] == ["feedback", "feedback"]


def test_an_edit_stands_beside_what_she_said_first(bot: Bot) -> None:
    bot.says("Two months", number=11)
    bot.changes("Three months", number=11, at=5)
    assert [(line.text, line.superseded) for line in her_lines()] == [("Two months", True), ("Three months", False)]


def test_an_edit_that_comes_before_its_message_waits_for_it(bot: Bot) -> None:
    # Given an edit whose message has not come
    bot.changes("Three months", number=11)
    assert stories() == []
    # When it comes
    bot.says("Two months", number=11, at=-60)
    run_waiting()
    # Then both stand in order
    assert [(line.text, line.superseded) for line in her_lines()] == [("Two months", True), ("Three months", False)]


def test_edits_out_of_order_leave_the_last_one_standing(bot: Bot) -> None:
    bot.says("A", number=11, at=-60)
    bot.changes("C", number=11, at=-10)
    bot.changes("B", number=11, at=-20)
    assert {line.text: line.superseded for line in her_lines()} == {"A": True, "B": True, "C": False}


def test_an_edit_of_what_never_came_is_what_she_said(bot: Bot) -> None:
    bot.changes("Three months", number=11)
    for _ in range(9):
        let_pass(minutes=20)
    assert said() == ["Three months"]
    assert [event.stage for event in events()] == ["done"]


def test_what_we_cannot_carry_is_kept_as_what_it_was_and_answered_kindly_once_a_day(
    bot: Bot, provider: Telegram
) -> None:
    bot.says("No pay")
    sticker = {"file_id": "s", "emoji": "😭"}
    bot.says(sticker=sticker)
    bot.says(sticker=sticker)
    bot.says(location={"latitude": 13.5, "longitude": 100.2})
    bot.says(contact={"phone_number": "+66800000001", "first_name": "Agent"})
    kinds = [(line.kind, line.text) for line in her_lines()[1:]]
    assert kinds == [
        ("sticker", "😭"),
        ("sticker", "😭"),
        ("location", "13.500000, 100.200000"),
        ("contact", "Agent\n+66800000001"),
    ]
    for _ in range(3):
        let_pass(seconds=10)
    assert sent_words(provider)[1:] == [
        "We cannot read stickers. Please write it, or send a voice message.",
        "We see the place. Please write what happened there.",
        "We see the card. Please write who this is.",
    ]


def test_a_first_sticker_begins_a_story_too(bot: Bot) -> None:
    bot.says(sticker={"file_id": "s"})
    assert [(line.kind, line.text) for line in her_lines()] == [("sticker", "")]


def test_emoji_alone_are_words_and_nothing_is_nothing(bot: Bot) -> None:
    bot.says("   ")
    assert stories() == []
    bot.says("😭😭")
    assert [(line.kind, line.text) for line in her_lines()] == [("text", "😭😭")]


def test_forwarded_words_are_known_for_somebody_else_s(bot: Bot) -> None:
    bot.says("Breaking news", forward_origin={"type": "hidden_user", "date": 1, "sender_user_name": "x"})
    assert [(line.kind, line.text) for line in her_lines()] == [("forwarded", "Breaking news")]


@pytest.mark.parametrize(
    "text",
    ["\u202eyap oN\u202c", "á\u0300\u0301" * 50, "လစာ ฿ वेतन ប្រាក់", "ÃÂ¡ÃÂ¢", "a\x00b\x07c", "\ud83d", "က" * 4096],
    ids=range(7),
)
def test_hostile_and_mixed_texts_are_kept(bot: Bot, text: str) -> None:
    bot.says(text)
    assert len(said()) == 1
    assert "\x00" not in said()[0]


def test_a_group_is_refused_once_and_nothing_of_it_kept(bot: Bot, provider: Telegram) -> None:
    # Given a group that writes and adds us
    group = {"chat": {"id": -1009, "type": "group", "title": "Night line"}}
    for text in ("/help secret-lamp", "again"):
        bot.bring(bot.update(message=bot.message(text, **group)))
        run_waiting()
    # Then it is told once, and nobody's story begins
    assert sent_words(provider) == ["We do not read groups: others would see it. Please write to us alone."]
    assert provider.taken[0]["chat_id"] == -1009
    assert stories() == [] and deliveries() == []
    # And after a month it may be told again
    let_pass(days=31)
    bot.bring(bot.update(message=bot.message("hello", **group)))
    run_waiting()
    assert len(provider.taken) == 2


def test_a_group_that_cannot_be_told_is_not_told_again(bot: Bot, provider: Telegram) -> None:
    provider.loses_answers = True
    bot.bring(bot.update(message=bot.message("/help", chat={"id": -1009, "type": "group"})))
    run_waiting()
    assert len(provider.taken) == 1
    assert [event.stage for event in events()] == ["done"]


def test_start_begins_nothing_and_a_message_after_it_does(bot: Bot) -> None:
    bot.says("/start poster7")
    assert stories() == []
    bot.says("hello")
    assert said() == ["hello"]


def test_a_closed_story_is_gone_on_with_for_a_while(bot: Bot) -> None:
    bot.says("One")
    voice.close(conversation_id=stories()[0], by=bot.desk.caseworker)
    let_pass(days=3)
    bot.says("Two")
    assert said() == ["One", "Two"]
    assert story().status == "waiting"


def test_after_a_while_a_new_story_begins_with_the_same_person(bot: Bot) -> None:
    bot.says("One")
    voice.close(conversation_id=stories()[0], by=bot.desk.caseworker)
    let_pass(minutes=1)
    with acting_as(SYSTEM):
        assert Ending.objects.count() == 1
    let_pass(days=20)
    bot.says("Two")
    assert [said(each) for each in stories()] == [["One"], ["Two"]]
    with acting_as(SYSTEM):
        assert Contact.objects.count() == 1
        assert Way.objects.get().conversation_id == stories()[1]


def test_what_she_deleted_is_not_made_again_by_a_provider_that_repeats_it(bot: Bot) -> None:
    # Given a story that she deleted
    first, second = bot.says("One"), bot.says("Two")
    voice.delete_story(conversation_id=stories()[0], by=Story(stories()[0]))
    assert events() == [] and deliveries() == []
    # When the provider brings its messages again
    for update in (first, second):
        bot.bring(update)
    run_waiting()
    # Then there is no story
    assert stories() == []
    with acting_as(SYSTEM):
        assert Way.objects.count() == 0


def test_a_handle_that_was_silent_for_long_is_asked_before_anything_old_is_touched(
    bot: Bot, provider: Telegram
) -> None:
    # Given a story, and an answer that never went out
    bot.says("One")
    former = stories()[0]
    provider.is_down = True
    voice.reply(conversation_id=former, text="The old answer", by=bot.desk.caseworker)
    clock.pass_time(timedelta(days=181))
    provider.is_down = False
    provider.taken.clear()
    # When somebody writes from there
    bot.says("Who are you?")
    let_pass(minutes=2)
    # Then it is a story of its own, the old one is not added to, and nothing old is sent
    assert [said(each) for each in stories()] == [["One"], ["Who are you?"]]
    assert sent_words(provider) == ["Have you written to us before?"]
    with acting_as(SYSTEM):
        assert Contact.objects.count() == 2
        assert Link.objects.count() == 0
    assert way().former_id == former and way().may_write == ""


@pytest.mark.parametrize(("press", "links"), [("it_was_me", 1), ("not_me", 0)])
def test_her_word_links_the_old_story_and_nobody_else_s_does(bot: Bot, press: str, links: int) -> None:
    bot.says("One")
    clock.pass_time(timedelta(days=200))
    bot.says("Two")
    bot.presses(press)
    with acting_as(SYSTEM):
        assert Link.objects.count() == links
    assert way().former_id is None
    bot.presses("it_was_me")  # an old button, pressed again
    with acting_as(SYSTEM):
        assert Link.objects.count() == links


def test_one_who_writes_all_the_time_is_not_asked(bot: Bot) -> None:
    for _ in range(4):
        bot.says("still here")
        clock.pass_time(timedelta(days=85))
    assert len(stories()) == 1


def test_a_renumbered_handle_is_asked_at_its_next_word(bot: Bot) -> None:
    bot.says("One")
    with acting_as(SYSTEM):
        Way.objects.update(renumbered_on=clock.today())
    bot.says("Two")
    assert [said(each) for each in stories()] == [["One"], ["Two"]]


def test_the_code_word_asks_for_a_call(bot: Bot, provider: Telegram) -> None:
    # Given a code word of the desk
    accounts.set_words(account_id=bot.account_id, word="Mango", language="", by=accounts.OURSELVES)
    bot.says("hello")
    # When she writes it
    bot.says(" mango ")
    # Then somebody is to ring her, before others
    (call,) = call_backs.waiting_calls(bot.desk.caseworker)
    assert (call.conversation_id, call.how) == (stories()[0], "word")
    assert story().urgency == 1
    assert her_lines()[-1].kind == "call_back"
    let_pass(seconds=10)
    assert sent_words(provider)[-1] == "Good. Please write the number that we may ring."
    # And a second time changes nothing
    bot.says("mango")
    assert len(call_backs.waiting_calls(bot.desk.caseworker)) == 1


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("Mango", "mango."),
        ("Mango", "MANGO !"),
        ("tra\u0301i xoa\u0300i", "Tr\u00e1i xo\u00e0i"),
        ("\u101e\u101b\u1000\u103a\u101e\u102e\u1038", "\u101e\u101b\u1000\u1039\u101e\u102e\u1038"),
    ],
    ids=["a full stop", "shouted", "composed otherwise", "on an old phone"],
)
def test_the_code_word_is_known_however_her_phone_writes_it(bot: Bot, word: str, typed: str) -> None:
    accounts.set_words(account_id=bot.account_id, word=word, language="", by=accounts.OURSELVES)
    bot.says(typed)
    assert len(call_backs.waiting_calls(bot.desk.caseworker)) == 1


@pytest.mark.parametrize("typed", ["man", "no mango", "mango mango", "...", "mango " * 40])
def test_what_is_not_the_word_is_words_of_hers(bot: Bot, typed: str) -> None:
    accounts.set_words(account_id=bot.account_id, word="Mango", language="", by=accounts.OURSELVES)
    bot.says(typed)
    assert call_backs.waiting_calls(bot.desk.caseworker) == ()


def test_what_fails_is_tried_again_and_keeps_nobody_from_her_turn(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a message that cannot be taken in for now
    from saphan.voice.channels.arriving import hers

    kept = hers.take_said

    def stumble(found: object, event: object, now: object) -> object:
        if getattr(event, "text", "") == "One":
            raise ZeroDivisionError("One")
        return kept(found, event, now)  # type: ignore[arg-type]

    monkeypatch.setattr(hers, "take_said", stumble)
    bot.says("One")
    bot.says("Two")
    assert said() == ["Two"]
    # When what was in its way is gone
    monkeypatch.setattr(hers, "take_said", kept)
    let_pass(minutes=5)
    # Then it is there
    assert said() == ["Two", "One"]


def test_what_never_can_be_taken_in_is_left_and_the_lead_is_told(bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    from saphan.network.models import Notice
    from saphan.voice.channels.arriving import hers

    monkeypatch.setattr(hers, "take_said", lambda *_: 1 / 0)
    bot.says("One")
    for _ in range(taking_in.MOST_TRIES + 2):
        let_pass(minutes=31)
    assert [event.stage for event in events()] == ["unread"]
    assert bytes(events()[0].sealed) != b""
    assert Notice.objects.filter(kind=taking_in.STUCK, staff_id=bot.desk.lead_id).exists()


def test_what_came_is_forgotten_after_a_month(bot: Bot) -> None:
    bot.says("One")
    let_pass(days=31)
    assert events() == []
    assert said() == ["One"]


def test_what_nobody_could_read_is_kept_as_long_as_words_are_and_no_longer(bot: Bot) -> None:
    assert bot.post(b'{"update_id": 7, "message": {"chat": "lamp"}}').status_code == 200
    let_pass(days=700)
    assert [event.stage for event in events()] == ["unread"]
    let_pass(days=31)
    assert events() == []


def test_a_web_story_with_her_number_is_not_added_to_by_a_message_from_it(bot: Bot) -> None:
    """Whoever typed the number on a page may not be its owner."""
    from saphan.voice.inbound import Handle

    a_voice(bot.desk, "typed on a page", handle=Handle("telegram", "7001001"))
    bot.says("from the phone")
    assert [said(each) for each in stories()] == [["typed on a page"], ["from the phone"]]


def test_a_story_that_moved_is_written_on_at_its_new_desk(bot: Bot) -> None:
    from saphan.voice.moving import move_story
    from tests.voice.given import open_desk

    bot.says("One")
    other = open_desk("Bridge Nepal", "NP")
    with acting_as(System("test")):
        move_story(conversation_id=stories()[0], to_desk_id=other.id)
    bot.says("Two")
    assert said() == ["One", "Two"]
    assert (story().desk_id, way().desk_id) == (other.id, other.id)


def test_a_call_that_was_missed_is_somebody_to_ring(bot: Bot) -> None:
    from saphan.voice.channels.arriving import inbox
    from saphan.voice.channels.events import Rang
    from saphan.voice.inbound import Handle

    found = accounts.opened(bot.account_id)
    assert found is not None
    inbox.keep(found, [Rang("call-1", clock.now(), Handle("phone", "+66800000001"), "my")])
    run_waiting()
    (call,) = call_backs.waiting_calls(bot.desk.caseworker)
    assert (call.how, call.language) == ("missed", "my")
    assert [line.kind for line in her_lines()] == ["call"]
    # Somebody rings in vain, then reaches her
    call_backs.rang_in_vain(call_id=call.id, by=bot.desk.caseworker)
    assert call_backs.waiting_calls(bot.desk.caseworker)[0].tries == 1
    call_backs.called_back(call_id=call.id, by=bot.desk.caseworker)
    assert call_backs.waiting_calls(bot.desk.caseworker) == ()


def test_a_deleted_message_is_taken_back(bot: Bot) -> None:
    from saphan.voice.channels.arriving import inbox
    from saphan.voice.channels.events import Deleted
    from saphan.voice.inbound import Handle

    def deletes(event_id: str, number: int) -> None:
        found = accounts.opened(bot.account_id)
        assert found is not None
        inbox.keep(found, [Deleted(event_id, clock.now(), Handle("telegram", "7001001"), f"7001001:{number}")])
        run_waiting()

    # Given a message, edited once
    bot.says("Two months", number=11)
    bot.changes("Three months", number=11)
    bot.says("It is the night line", number=12)
    # When she deletes it
    deletes("d1", 11)
    # Then its words are gone in every version, and the desk sees that there were some
    assert [(line.kind, line.text) for line in her_lines()] == [
        ("gone", ""),
        ("gone", ""),
        ("text", "It is the night line"),
    ]
    # And an edit or a repetition that comes late brings nothing back
    bot.changes("Four", number=11, at=9)
    assert [line.text for line in her_lines()] == ["", "", "It is the night line"]
    # And a deletion that comes before its message takes it back when it comes
    deletes("d2", 13)
    bot.says("said and deleted", number=13)
    run_waiting()
    assert said()[-1] == ""


def test_a_message_that_comes_long_after_it_was_taken_back_is_not_kept(bot: Bot) -> None:
    """A provider brings things in any order, and was away for half a day."""
    from saphan.voice.channels.arriving import inbox
    from saphan.voice.channels.events import Deleted
    from saphan.voice.inbound import Handle

    bot.says("It is the day line", number=10)
    found = accounts.opened(bot.account_id)
    assert found is not None
    inbox.keep(found, [Deleted("d1", clock.now(), Handle("telegram", "7001001"), "7001001:11")])
    run_waiting()
    for _ in range(6):
        let_pass(minutes=31)
    bot.says("said and deleted", number=11, at=-20_000)
    assert said() == ["It is the day line"]


def test_an_event_whose_story_is_unknown_is_one_of_nobody(bot: Bot) -> None:
    taking_in.take_in(UUID(int=5))
    with acting_as(SYSTEM):
        assert InboundEvent.objects.count() == 0
