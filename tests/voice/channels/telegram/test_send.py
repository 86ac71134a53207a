"""Messages to a Telegram that enforces its limits, and what its answers mean."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from saphan.voice.channels.contract import Account, Choice, Content, Failed, Response, Sent, Step
from saphan.voice.channels.events import File, Kind, Why
from saphan.voice.channels.telegram import send, status
from tests.voice.channels.asking import fetched, told, tried
from tests.voice.channels.payloads import ADDRESS, account
from tests.voice.channels.stand_in import StandIn, standing_in
from tests.voice.channels.telegram.provider import BLOCKED, NOBODY, TOKEN, Telegram

OURS = ADDRESS.format(name="telegram")


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
def there(telegram: Telegram) -> Iterator[StandIn]:
    with standing_in(telegram) as stand_in:
        yield stand_in


def say(there: StandIn, text: str = "We read it.", to: str = "7001001", **more: object) -> Sent | Failed:
    return told("telegram", account("telegram", there.url, token=TOKEN), text, to, **more)  # type: ignore[arg-type]


def test_a_message_is_taken_and_has_a_name(there: StandIn, telegram: Telegram) -> None:
    assert say(there, "လစာ အကြောင်း") == Sent("7001001:901")
    assert [(each["chat_id"], each["text"]) for each in telegram.taken] == [(7001001, "လစာ အကြောင်း")]
    assert telegram.taken[0]["link_preview_options"] == {"is_disabled": True}


def test_choices_are_buttons(there: StandIn, telegram: Telegram) -> None:
    say(there, choices=(Choice("everything", "Everything"), Choice("neutral", "Only neutral words")))
    assert telegram.taken[0]["reply_markup"]["inline_keyboard"] == [
        [{"text": "Everything", "callback_data": "everything"}],
        [{"text": "Only neutral words", "callback_data": "neutral"}],
    ]


def test_whoever_blocked_us_or_is_not_there_is_gone(there: StandIn) -> None:
    assert say(there, to=BLOCKED) == Failed(Why.GONE, "403")
    assert say(there, to=NOBODY) == Failed(Why.GONE, "400")


def test_too_many_wait_as_long_as_telegram_says(there: StandIn, telegram: Telegram) -> None:
    telegram.busy_for = 7
    assert say(there) == Failed(Why.RETRY, "429", timedelta(seconds=7))


@pytest.mark.parametrize(
    ("answered", "meaning"),
    [
        (Response(200, {}, b"<html>"), Failed(Why.UNKNOWN, "200")),
        (Response(502, {}, b"<html>"), Failed(Why.UNKNOWN, "502")),
        (Response(500, {}, b'{"ok": false, "error_code": 500, "description": "x"}'), Failed(Why.UNKNOWN, "500")),
        (
            Response(404, {}, b'{"ok": false, "error_code": 404, "description": "Not Found"}'),
            Failed(Why.ACCOUNT, "404"),
        ),
        (Response(429, {}, b'{"ok": false, "parameters": {"retry_after": "x"}}'), Failed(Why.RETRY, "429")),
        (Response(429, {}, b'{"ok": false, "parameters": []}'), Failed(Why.RETRY, "429")),
        (
            Response(400, {}, b'{"ok": false, "description": "Forbidden: user is deactivated"}'),
            Failed(Why.GONE, "400"),
        ),
    ],
    ids=range(7),
)
def test_other_answers_mean(answered: Response, meaning: Failed) -> None:
    assert status.sent(answered) == meaning


def fetch(there: StandIn, ref: str) -> Content | Failed:
    return fetched("telegram", File(Kind.VOICE, ref, "audio/ogg"), account("telegram", there.url, token=TOKEN))


def test_a_voice_note_is_fetched_by_its_path(there: StandIn) -> None:
    assert fetch(there, "voice-1") == Content(b"OggS", "audio/ogg")


def test_a_file_that_is_gone_is_not_asked_for_again(there: StandIn) -> None:
    assert fetch(there, "another") == Failed(Why.TERMINAL, "400")


def test_a_file_that_is_away_for_a_moment_is_asked_for_again(there: StandIn, telegram: Telegram) -> None:
    telegram.is_late_with_files = True
    assert fetch(there, "voice-1") == Failed(Why.RETRY, "400")
    telegram.is_late_with_files = False
    assert fetch(there, "voice-1") == Content(b"OggS", "audio/ogg")


@pytest.mark.parametrize("path", ['"../x"', '"https://other.example/"', "7", "null"])
def test_a_path_that_leads_elsewhere_is_not_followed(path: str) -> None:
    answer = Response(200, {}, b'{"ok": true, "result": {"file_path": %s}}' % path.encode())
    assert status.fetched(answer, File(Kind.VOICE, "v"), account("telegram")) == Failed(Why.TERMINAL, "no_path")


def test_setting_up_finds_each_fault_and_mends_it(there: StandIn, telegram: Telegram) -> None:
    ours = account("telegram", there.url, token=TOKEN, secret="s3cret-of-our-address")
    known, connect, comes = send.STEPS

    def found(step: Step, address: str = OURS, given: Account = ours) -> bool:
        return tried(step, given, address).good

    # Given a right token and no webhook, when each step is tried, then it says what is so
    assert found(known) and not found(comes)
    assert not found(connect, "http://saphan.example/in/telegram/")
    assert found(connect) and found(comes)
    # And a wrong token is said to be one
    wrong = account("telegram", there.url, token="110201543:wrong")
    assert not found(known, given=wrong) and not found(comes, given=wrong)
    assert there.asked[-1].method == "GET"


def test_a_person_is_no_bot_and_late_messages_are_told() -> None:
    known, _, comes = send.STEPS
    person = Response(200, {}, b'{"ok": true, "result": {"id": 1, "is_bot": false}}')
    assert not known.read(person, account("telegram"), OURS).good
    waiting = f'{{"ok": true, "result": {{"url": "{OURS}", "pending_update_count": 4, "last_error_date": 9}}}}'
    assert not comes.read(Response(200, {}, waiting.encode()), account("telegram"), OURS).good
