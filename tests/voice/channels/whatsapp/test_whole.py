"""From a Nepali message on WhatsApp, past the end of its day, to an answer that she read; once, in any order."""

from collections.abc import Iterator
from typing import Any

import pytest

from saphan.store import clock
from saphan.voice.channels.leaving import sentences, staff
from tests.voice.channels.doors import Door, add_door
from tests.voice.channels.given import answer, deliveries, events, let_pass, said, stories, way
from tests.voice.channels.stand_in import standing_in
from tests.voice.channels.whatsapp.provider import ACCOUNT, ENTERED, HER, LATE, NUMBER, WhatsApp
from tests.voice.given import Desk

WORDS = "तलब दुई महिनादेखि आएको छैन"


@pytest.fixture
def whatsapp() -> Iterator[WhatsApp]:
    provider = WhatsApp()
    with standing_in(provider, "whatsapp") as there:
        provider.url = there.url
        yield provider


@pytest.fixture
def line(desk: Desk, whatsapp: WhatsApp, no_pause: None) -> Door:
    return add_door(desk, "whatsapp", ENTERED)


def brings(line: Door, **value: Any) -> None:
    about = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": NUMBER}}
    change = {"field": "messages", "value": {**about, **value}}
    line.bring({"object": "whatsapp_business_account", "entry": [{"id": ACCOUNT, "changes": [change]}]})


def says(line: Door, text: str = "", *, ref: str, who: str = HER, **more: Any) -> None:
    message = {"from_user_id": who, "id": ref, "timestamp": str(int(clock.now().timestamp())), "type": "text"}
    brings(line, messages=[{**message, "text": {"body": text}, **more}])


def presses(line: Door, choice: str) -> None:
    reply = {"type": "button_reply", "button_reply": {"id": choice, "title": "1"}}
    says(line, ref=f"wamid.pressed.{choice}", type="interactive", interactive=reply)


def reports(line: Door, ref: str, *states: str, code: int = 0) -> None:
    more = {"errors": [{"code": code}]} if code else {}
    at = str(int(clock.now().timestamp()))
    brings(line, statuses=[{"id": ref, "status": state, "timestamp": at, **more} for state in states])


def open_to_all(line: Door) -> None:
    says(line, WORDS, ref="wamid.first")
    answer(line.desk, "Thank you for writing.")
    presses(line, "everything")
    let_pass(minutes=1)


def sent(whatsapp: WhatsApp) -> list[str]:
    return [each["text"]["body"] for each in whatsapp.taken if each["type"] == "text"]


def test_a_message_begins_a_story_and_its_answer_is_read(line: Door, whatsapp: WhatsApp) -> None:
    # Given somebody who wrote, and said that everything may be written there
    open_to_all(line)
    assert said() == [WORDS]
    # When the desk answers, and WhatsApp reports from the end to the beginning, twice
    message_id = answer(line.desk, "हामीले पढ्यौं।")
    ref = f"wamid.{len(whatsapp.taken):04d}"
    reports(line, ref, "read", "sent", "delivered", "read")
    # Then it went out once, to her id, and is read
    assert sent(whatsapp)[-1] == "हामीले पढ्यौं।" and whatsapp.taken[-1]["recipient"] == HER
    assert [row.progress for row in deliveries(message_id=message_id)] == ["read"]


def test_the_question_what_may_be_written_fits_into_buttons(line: Door, whatsapp: WhatsApp) -> None:
    says(line, WORDS, ref="wamid.first")
    answer(line.desk, "Thank you for writing.")
    asked = [each for each in whatsapp.taken if each["type"] == "interactive" and "wrote_before" not in str(each)]
    assert len(asked) == 1, "the provider refuses titles of more than 20 letters"


def test_after_a_day_the_answer_waits_a_template_asks_her_and_then_it_goes(line: Door, whatsapp: WhatsApp) -> None:
    # Given somebody who wrote two days ago
    open_to_all(line)
    let_pass(days=2)
    taken = len(whatsapp.taken)
    message_id = answer(line.desk, "We come on Monday.")
    shown = staff.on_its_way(line.desk.caseworker, stories()[0])[message_id]
    assert (shown.progress, shown.may_offer_template, len(whatsapp.taken)) == ("window", True, taken)
    # When the approved words are offered
    staff.offer_template(delivery_id=shown.delivery_id, by=line.desk.caseworker)
    let_pass(minutes=1)
    assert whatsapp.taken[-1]["template"] == {"name": "news", "language": {"code": "en"}}
    # Then nothing of hers stood in them, and when she writes, the answer goes out
    says(line, "?", ref="wamid.again")
    let_pass(minutes=1)
    assert sent(whatsapp)[-1] == "We come on Monday."


def test_a_day_that_whatsapp_says_is_over_waits_too(line: Door, whatsapp: WhatsApp) -> None:
    says(line, WORDS, ref="wamid.first", who=LATE)
    answer(line.desk, "Thank you for writing.")
    assert {row.progress for row in deliveries() if row.code == "131047"} == {"window"}


def test_a_failure_that_is_reported_later_is_told_to_the_desk(line: Door, whatsapp: WhatsApp) -> None:
    open_to_all(line)
    message_id = answer(line.desk, "We read it.")
    reports(line, f"wamid.{len(whatsapp.taken):04d}", "failed", code=131026)
    (row,) = deliveries(message_id=message_id)
    assert (row.progress, row.code) == ("failed", "131026")
    assert way().closed_on is None, "the code does not say that she blocked us"


def test_a_lost_answer_is_unknown_until_a_report_says_that_it_was_taken(line: Door, whatsapp: WhatsApp) -> None:
    # Given an answer that WhatsApp took, and whose acknowledgement was lost
    open_to_all(line)
    whatsapp.loses_answers = True
    message_id = answer(line.desk, "We read it.")
    (row,) = deliveries(message_id=message_id)
    taken = len(whatsapp.taken)
    assert row.progress == "unknown"
    # When its report comes, with what we gave along
    at = str(int(clock.now().timestamp()))
    report = {"id": f"wamid.{taken:04d}", "status": "delivered", "timestamp": at}
    brings(line, statuses=[{**report, "biz_opaque_callback_data": "no id of ours"}])
    assert deliveries(message_id=message_id)[0].progress == "unknown"
    brings(line, statuses=[{**report, "status": "sent", "biz_opaque_callback_data": str(row.id)}])
    # Then it is known that it was sent, it is not sent again, and what is reported further on finds it by its name
    assert deliveries(message_id=message_id)[0].progress == "sent"
    reports(line, report["id"], "read")
    let_pass(minutes=1)
    assert (deliveries(message_id=message_id)[0].progress, len(whatsapp.taken)) == ("read", taken)


def test_everything_again_in_another_order_changes_nothing(line: Door, whatsapp: WhatsApp) -> None:
    # Given a conversation with an edit, reports and a batch
    open_to_all(line)
    answer(line.desk, "We read it.")
    reports(line, f"wamid.{len(whatsapp.taken):04d}", "sent", "delivered", "read")
    says(line, "One more thing", ref="wamid.second")
    before = (said(), len(events()), sent(whatsapp), [row.progress for row in deliveries()])
    # When all of it comes twice again, shuffled
    line.bring_all_again()
    let_pass(minutes=1)
    # Then nothing is lost, and nothing is there twice
    assert (said(), len(events()), sent(whatsapp), [row.progress for row in deliveries()]) == before


def test_a_number_that_changed_hands_shows_nothing_old(line: Door, whatsapp: WhatsApp) -> None:
    """Another owner of the number has another id: she is somebody new, and the former one is not written to."""
    open_to_all(line)
    says(line, "New here", ref="wamid.other", who="TH.1000000000000000777")
    assert len(stories()) == 2
    # And when WhatsApp says that the former id has ended, what waits for it is not sent
    change = {"type": "user_changed_user_id", "user_id": "TH.1000000000000000778", "previous_user_id": HER}
    at = str(int(clock.now().timestamp()))
    brings(line, messages=[{"id": "wamid.change", "timestamp": at, "type": "system", "system": change}])
    taken = len(whatsapp.taken)
    answer(line.desk, "For the former one.", stories()[0])
    let_pass(minutes=1)
    assert len(whatsapp.taken) == taken


def test_a_voice_note_is_fetched_and_stands_beside_her_words(line: Door, whatsapp: WhatsApp) -> None:
    whatsapp.files["300000000000011"] = b"no recording at all"
    note = {"mime_type": "audio/ogg; codecs=opus", "id": "300000000000011", "voice": True}
    says(line, ref="wamid.voice", type="audio", audio=note)
    let_pass(minutes=1)
    assert [each.stage for each in events()] == ["done"]
    # What is no recording is said to be none, as yet in the desk's first language
    assert sent(whatsapp)[-1] == sentences.written(sentences.NOT_OPENED, "my", 0, {})[0]
