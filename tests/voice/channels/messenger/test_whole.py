"""From a Burmese message to a page's Messenger to an answer that she read, also after her day; signed, once."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from saphan.store import clock
from saphan.voice.channels.leaving import staff
from tests.voice.channels.doors import Door, add_door
from tests.voice.channels.given import answer, deliveries, events, let_pass, said, stories, way
from tests.voice.channels.messenger.provider import AWAY, ENTERED, HER, PAGE, Messenger
from tests.voice.channels.stand_in import standing_in
from tests.voice.given import Desk

WORDS = "လစာ နှစ်လ မရသေးပါ"
GRANTED = {**ENTERED, "longer": "yes"}


@pytest.fixture
def messenger(no_pause: None) -> Iterator[Messenger]:
    provider = Messenger()
    with standing_in(provider, "messenger"):
        yield provider


@pytest.fixture
def line(desk: Desk, messenger: Messenger) -> Door:
    return add_door(desk, "messenger", ENTERED)


def brings(line: Door, *, who: str = HER, **what: Any) -> None:
    at = int(clock.now().timestamp() * 1000)
    item = {"sender": {"id": who}, "recipient": {"id": PAGE}, "timestamp": at, **what}
    line.bring({"object": "page", "entry": [{"id": PAGE, "time": at, "messaging": [item]}]})


def says(line: Door, text: str, *, mid: str, **more: Any) -> None:
    brings(line, message={"mid": mid, "text": text}, **more)


def open_to_all(line: Door, who: str = HER) -> None:
    says(line, WORDS, mid="m_first", who=who)
    answer(line.desk, "Thank you for writing.")
    brings(line, message={"mid": "m_pressed", "text": "1", "quick_reply": {"payload": "saphan:everything"}}, who=who)
    let_pass(minutes=1)


def sent(messenger: Messenger) -> list[str]:
    return [each["message"]["text"] for each in messenger.taken if "text" in each["message"]]


def has_read(line: Door, **ago: float) -> None:
    until = clock.now() - timedelta(**ago)
    brings(line, read={"watermark": int(until.timestamp() * 1000)})


def progress(message_id: object) -> str:
    (row,) = deliveries(message_id=message_id)
    return row.progress


def test_a_message_begins_a_story_and_its_answer_is_delivered_and_read(line: Door, messenger: Messenger) -> None:
    # Given somebody who wrote, and said that everything may be written there
    open_to_all(line)
    assert said() == [WORDS]
    # When the desk answers
    message_id = answer(line.desk, "ဖတ်ပြီးပါပြီ။")
    assert (sent(messenger)[-1], progress(message_id)) == ("ဖတ်ပြီးပါပြီ။", "sent")
    # Then it is delivered by its name, and read by the time until which she read
    ref = f"m_ours-{len(messenger.taken):04d}"
    brings(line, delivery={"mids": [ref], "watermark": int(clock.now().timestamp() * 1000)})
    assert progress(message_id) == "delivered"
    clock.pass_time(timedelta(minutes=2))
    has_read(line)
    assert progress(message_id) == "read"


def test_what_was_sent_after_she_read_is_not_read(line: Door, messenger: Messenger) -> None:
    open_to_all(line)
    first = answer(line.desk, "We read it.")
    clock.pass_time(timedelta(minutes=10))
    second = answer(line.desk, "We come on Monday.")
    clock.pass_time(timedelta(minutes=1))
    # When it is told late that she read between the two
    has_read(line, minutes=6)
    # Then one is read and the other is not
    assert (progress(first), progress(second)) == ("read", "sent")


def test_a_reading_of_somebody_who_was_not_written_to_is_nothing(line: Door) -> None:
    has_read(line)
    assert [each.stage for each in events()] == ["done"]


def test_after_a_day_the_answer_waits_and_a_template_asks_her(line: Door, messenger: Messenger) -> None:
    open_to_all(line)
    let_pass(days=2)
    message_id = answer(line.desk, "We come on Monday.")
    shown = staff.on_its_way(line.desk.caseworker, stories()[0])[message_id]
    assert (shown.progress, shown.may_offer_template) == ("window", True)
    staff.offer_template(delivery_id=shown.delivery_id, by=line.desk.caseworker)
    let_pass(minutes=1)
    assert messenger.taken[-1]["message"]["template"]["name"] == "news"
    says(line, "?", mid="m_again")
    let_pass(minutes=1)
    assert sent(messenger)[-1] == "We come on Monday."


def test_where_human_agent_was_granted_a_persons_answer_goes_for_seven_days(desk: Desk, messenger: Messenger) -> None:
    # Given a desk to whose app Meta granted it, and somebody who wrote six days ago
    line, messenger.human_agent = add_door(desk, "messenger", GRANTED), True
    open_to_all(line)
    let_pass(days=6)
    messenger.late.add(HER)
    # When the desk answers, it goes, and is said to be a person's
    message_id = answer(desk, "We come on Monday.")
    let_pass(hours=12)
    assert (progress(message_id), messenger.taken[-1]["tag"]) == ("sent", "HUMAN_AGENT")
    # And on the eighth day nothing goes
    let_pass(days=2)
    assert progress(answer(desk, "Are you there?")) == "window"


def test_what_the_house_says_itself_is_no_persons_and_keeps_to_the_day(desk: Desk, messenger: Messenger) -> None:
    line, messenger.human_agent = add_door(desk, "messenger", GRANTED), True
    says(line, WORDS, mid="m_first")
    let_pass(days=2)
    messenger.late.add(HER)
    taken = len(messenger.taken)
    answer(desk, "Thank you for writing.")
    let_pass(hours=12)
    assert len(messenger.taken) == taken
    assert {row.progress for row in deliveries() if row.words == "ask_what"} == {"window"}


def test_whoever_blocked_us_is_not_written_to_again(line: Door) -> None:
    says(line, WORDS, mid="m_first", who=AWAY)
    answer(line.desk, "Thank you for writing.")
    assert way().closed_on is not None


def test_a_lost_answer_is_unknown_until_its_echo_says_that_it_was_taken(line: Door, messenger: Messenger) -> None:
    open_to_all(line)
    messenger.loses_answers = True
    message_id = answer(line.desk, "We read it.")
    assert progress(message_id) == "unknown"
    taken = messenger.taken[-1]["message"]
    echo = {"is_echo": True, "mid": f"m_ours-{len(messenger.taken):04d}", **taken}
    brings(line, message=echo, who=PAGE)
    assert progress(message_id) == "sent"
    clock.pass_time(timedelta(minutes=1))
    has_read(line)
    assert progress(message_id) == "read" and said() == [WORDS]


def test_everything_again_in_another_order_changes_nothing(line: Door, messenger: Messenger) -> None:
    open_to_all(line)
    message_id = answer(line.desk, "We read it.")
    edit = {"mid": "m_first", "text": "လစာ သုံးလ မရသေးပါ", "num_edit": 1}
    brings(line, message_edit=edit)
    clock.pass_time(timedelta(minutes=1))
    has_read(line)
    before = (said(), len(events()), sent(messenger), progress(message_id))
    line.bring_all_again()
    let_pass(minutes=1)
    assert (said(), len(events()), sent(messenger), progress(message_id)) == before
    assert said() == [WORDS, "လစာ သုံးလ မရသေးပါ"] and before[-1] == "read"
