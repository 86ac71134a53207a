"""A story by SMS, from the webhook to the desk and back."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client

from saphan.store import acting_as, clock
from saphan.store.tasks import run_waiting
from saphan.voice.channels.leaving import counting, sending
from saphan.voice.channels.leaving.staff import on_its_way
from saphan.voice.channels.models import CallBack
from saphan.voice.models import Consent
from tests.signed_in import desk_person, sign_in
from tests.voice.channels.given import SYSTEM, answer, deliveries, her_lines, said, stories, way
from tests.voice.channels.sms.provider import ABROAD, MEDIA, Twilio
from tests.voice.channels.stand_in import StandIn, standing_in
from tests.voice.channels.twilio_desk import Number, add_number
from tests.voice.given import Desk
from tests.voice.test_media import jpeg


@pytest.fixture
def twilio() -> Twilio:
    return Twilio()


@pytest.fixture
def there(twilio: Twilio) -> Iterator[StandIn]:
    with standing_in(twilio, "sms") as stand_in:
        yield stand_in


@pytest.fixture
def number(desk: Desk, there: StandIn, monkeypatch: pytest.MonkeyPatch) -> Number:
    monkeypatch.setattr(sending, "pause", lambda seconds: clock.pass_time(timedelta(seconds=seconds)))
    return Number(add_number(desk.id))


def words(twilio: Twilio) -> list[str]:
    return [each["Body"] for each in twilio.taken]


def test_she_writes_is_answered_and_it_arrives(desk: Desk, number: Number, twilio: Twilio) -> None:
    # Given somebody who writes an SMS, brought twice
    form = number.says("They keep my passport")
    assert number.post(form).status_code == 200
    run_waiting()
    assert said() == ["They keep my passport"] and words(twilio) == ["Thank you. We have it. A person will read it."]
    # When the desk answers, she is asked first what may be written, and says it by its number
    message_id = answer(desk, "Come to the shelter.")
    assert "1 Everything" in words(twilio)[-1] and words(twilio)[-1].endswith("Send the number.")
    number.says("1")
    # Then the answer goes out, and what Twilio reports stands beside it
    assert words(twilio)[-1] == "Come to the shelter."
    number.reports(f"SM{len(twilio.taken):032x}", "delivered")
    assert on_its_way(desk.caseworker, stories()[0])[message_id].progress == "delivered"


def test_an_unsigned_or_wrongly_signed_sms_leaves_nothing(number: Number) -> None:
    form = {"MessageSid": f"SM{9:032x}", "From": "+66800000001", "Body": "x"}
    assert number.post(form, token="f" * 32).status_code == 403
    assert stories() == []


def test_stop_ends_her_consent_and_what_waits_is_not_sent(desk: Desk, number: Number, twilio: Twilio) -> None:
    # Given somebody to whom everything may be written
    number.says("They keep my passport")
    answer(desk)
    number.says("1")
    sent = len(twilio.taken)
    # When she writes STOP, and the desk answers after that
    number.says("STOP", OptOutType="STOP")
    answer(desk, "Are you well?")
    # Then nothing goes out, and her consent has ended
    assert len(twilio.taken) == sent and way().closed_on is not None
    with acting_as(SYSTEM):
        assert Consent.objects.filter(purpose="write", ended_on__isnull=False).exists()
    # And when she writes again, she can be answered again
    number.says("I am back")
    assert way().closed_on is None and said()[-1] == "I am back"


def test_a_phone_that_is_off_leaves_the_answer_with_the_desk(desk: Desk, number: Number, twilio: Twilio) -> None:
    number.says("They keep my passport")
    message_id = answer(desk)
    number.says("1")
    number.reports(f"SM{len(twilio.taken):032x}", "undelivered", "30003")
    assert on_its_way(desk.caseworker, stories()[0])[message_id].progress == "failed"
    assert deliveries(code="30003")
    # And the account is not paused for it: others are answered
    number.says("And me", "+66800000002")
    assert words(twilio)[-1] == "Thank you. We have it. A person will read it."


def test_the_code_word_asks_for_a_call(number: Number, twilio: Twilio) -> None:
    number.says("They keep my passport")
    number.says("Mango")
    assert words(twilio)[-1] == "Good. We will ring you."
    with acting_as(SYSTEM):
        assert CallBack.objects.filter(how="word", done_on=None).count() == 1


def test_a_picture_is_fetched_with_our_token(number: Number, twilio: Twilio, there: StandIn) -> None:
    twilio.files[MEDIA] = (jpeg(), "image/jpeg")
    number.says("my payslip", NumMedia="1", MediaUrl0=there.url + MEDIA, MediaContentType0="image/jpeg")
    (asked,) = [each for each in there.asked if each.url == MEDIA]
    assert asked.headers["authorization"].startswith("Basic ")
    assert [file.kind for line in her_lines() for file in line.attachments] == ["photo"]


def test_the_length_is_counted_while_an_answer_is_written(desk: Desk, number: Number) -> None:
    number.says("They keep my passport")
    page = sign_in(Client(), desk_person(desk.id))
    (story,) = stories()
    # Given a page with her story, when it is opened, then it says how an SMS is counted
    assert "160 plain Latin signs a part" in page.get(f"/desk/story/{story}/").content.decode()

    def shown(text: str) -> str:
        response = page.post(f"/desk/story/{story}/length/", {"reply": text})
        assert response.status_code == 200
        return " ".join(response.content.decode().split())

    assert "1 SMS</strong> · room for 158 more signs" in shown("Hi")
    assert "2 SMS parts</strong> · room for 145 more signs" in shown("a" * 161)
    assert "dear because of ’ : a part has 70 signs, not 160" in shown("Don’t")
    assert "a part has 67 signs in this script" in shown("ค่าแรง" * 20)
    # And where only news may be written, nothing is counted
    answer(desk)
    number.says("2")
    assert counting.counted(desk.caseworker, story, "Hi") is None
    assert "SMS" not in shown("Hi")


def test_a_message_whose_answer_was_lost_is_found_by_our_own_name_of_it(
    desk: Desk, number: Number, twilio: Twilio, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given an answer that Twilio took, without our hearing of it
    monkeypatch.setattr(settings, "SAPHAN_ADDRESS", "https://saphan.example")
    number.says("They keep my passport")
    message_id = answer(desk, "Come to the shelter.")
    twilio.loses_answers = True
    number.says("1")
    assert words(twilio)[-1] == "Come to the shelter."
    assert on_its_way(desk.caseworker, stories()[0])[message_id].progress == "unknown"
    # When Twilio tells our address how far it came
    query = urlsplit(twilio.taken[-1]["StatusCallback"]).query
    number.reports(f"SM{len(twilio.taken):032x}", "delivered", query=query)
    # Then it is unknown no more
    assert on_its_way(desk.caseworker, stories()[0])[message_id].progress == "delivered"


def test_one_sms_from_a_country_that_is_not_allowed_holds_nobody_up(desk: Desk, number: Number, twilio: Twilio) -> None:
    number.says("hello", who=ABROAD)
    number.says("They keep my passport")
    assert [each["To"] for each in twilio.taken] == ["+66800000001"]


def test_twilio_reads_that_nothing_is_said_at_once(number: Number) -> None:
    answered = number.post({"MessageSid": f"SM{9:032x}", "From": "+66800000001", "Body": "x"})
    assert answered["Content-Type"].startswith("text/xml") and answered.content == b"<Response/>"
