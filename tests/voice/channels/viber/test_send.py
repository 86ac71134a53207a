"""Messages to a Viber that enforces its limits, and what its answers mean."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest

from saphan.voice.channels.contract import Account, Choice, Content, Failed, Response, Sent, Step
from saphan.voice.channels.events import File, Kind, Why
from saphan.voice.channels.viber import setting_up, status
from tests.voice.channels.asking import fetched, told, tried
from tests.voice.channels.payloads import ADDRESS, account
from tests.voice.channels.stand_in import StandIn, standing_in
from tests.voice.channels.viber.provider import HER, LEFT, NOBODY, OLD_PHONE, SENDER, TOKEN, Viber

OURS = ADDRESS.format(name="viber")
CHOICES = (Choice("everything", "အားလုံး"), Choice("neutral", "သတင်းရှိကြောင်းသာ"), Choice("nothing", "Nothing"))


@pytest.fixture
def viber() -> Viber:
    return Viber()


@pytest.fixture
def there(viber: Viber) -> Iterator[StandIn]:
    with standing_in(viber, "viber") as stand_in:
        yield stand_in


def say(there: StandIn, text: str = "We read it.", to: str = HER, token: str = TOKEN, **more: object) -> Sent | Failed:
    ours = account("viber", there.url, token=token, sender=SENDER)
    return told("viber", ours, text, to, **more)  # type: ignore[arg-type]


def test_a_message_is_taken_and_has_a_name(there: StandIn, viber: Viber) -> None:
    assert say(there, "လစာ အကြောင်း") == Sent("5910000000000000001")
    (taken,) = viber.taken
    assert (taken["receiver"], taken["text"], taken["sender"]) == (HER, "လစာ အကြောင်း", {"name": SENDER})
    assert "keyboard" not in taken and "tracking_data" not in taken


def test_choices_are_buttons_that_write_her_words_and_tell_us_which_one(there: StandIn, viber: Viber) -> None:
    assert isinstance(say(there, "What may we write?", choices=CHOICES), Sent)
    (taken,) = viber.taken
    assert [button["ActionBody"] for button in taken["keyboard"]["Buttons"]] == [each.label for each in CHOICES]
    assert json.loads(taken["tracking_data"]) == {each.label: each.code for each in CHOICES}


def test_whoever_left_or_is_not_there_is_gone(there: StandIn) -> None:
    assert say(there, to=LEFT) == Failed(Why.GONE, "6")
    assert say(there, to=NOBODY) == Failed(Why.GONE, "5")
    assert say(there, to=OLD_PHONE) == Failed(Why.TERMINAL, "11")


def test_a_wrong_token_and_a_bot_that_may_not_are_matters_of_the_account(there: StandIn, viber: Viber) -> None:
    assert say(there, token="00000000-00000000-00000000") == Failed(Why.ACCOUNT, "2")
    for code in (7, 8, 9, 10, 15, 23, 24):
        viber.account_says = code
        assert say(there) == Failed(Why.ACCOUNT, str(code))


def test_too_many_without_an_answer_wait(there: StandIn, viber: Viber) -> None:
    viber.without_reply[HER] = 100
    assert say(there) == Failed(Why.RETRY, "12")
    viber.without_reply.clear()
    assert isinstance(say(there), Sent)


@pytest.mark.parametrize(
    ("answered", "meaning"),
    [
        (Response(200, {}, b"<html>"), Failed(Why.UNKNOWN, "200")),
        (Response(200, {}, b'{"status": false}'), Failed(Why.UNKNOWN, "200")),
        (Response(200, {}, b'{"status": "ok"}'), Failed(Why.UNKNOWN, "200")),
        (Response(200, {}, b'{"status": 99, "status_message": "generalError"}'), Failed(Why.UNKNOWN, "99")),
        (Response(200, {}, b'{"status": 21}'), Failed(Why.TERMINAL, "21")),
        (Response(200, {}, b'{"status": 0}'), Sent("")),
        (Response(429, {"retry-after": "60"}, b""), Failed(Why.RETRY, "429", timedelta(minutes=1))),
        (Response(502, {}, b"<html>"), Failed(Why.UNKNOWN, "502")),
        (Response(401, {}, b""), Failed(Why.ACCOUNT, "401")),
    ],
    ids=range(9),
)
def test_other_answers_mean(answered: Response, meaning: Sent | Failed) -> None:
    assert status.sent(answered) == meaning


def fetch(there: StandIn, path: str) -> Content | Failed:
    file = File(Kind.PHOTO, there.url + path, "image/jpeg")
    return fetched("viber", file, account("viber", there.url, token=TOKEN))


def test_a_picture_is_fetched_without_our_token(there: StandIn) -> None:
    assert fetch(there, "/media/one.jpg") == Content(b"\xff\xd8picture", "image/jpeg")
    assert "x-viber-auth-token" not in there.asked[-1].headers


def test_a_picture_whose_time_is_over_is_not_asked_for_again(there: StandIn, viber: Viber) -> None:
    assert fetch(there, "/media/two.jpg") == Failed(Why.TERMINAL, "404")
    viber.is_over = True
    assert fetch(there, "/media/one.jpg") == Failed(Why.TERMINAL, "403")
    viber.is_down = True
    assert fetch(there, "/media/one.jpg") == Failed(Why.RETRY, "503")


def test_setting_up_finds_each_fault_and_mends_it(there: StandIn, viber: Viber) -> None:
    ours = account("viber", there.url, token=TOKEN, sender=SENDER)
    known, connect, comes = setting_up.STEPS

    def found(step: Step, address: str = OURS, given: Account = ours) -> bool:
        return tried(step, given, address).good

    # Given a right token and no webhook, when each step is tried, then it says what is so
    assert found(known) and not found(comes)
    assert not found(connect, "http://saphan.example/in/viber/")
    # And a door that does not open for Viber's own try is told
    viber.door_says = lambda: 403
    assert "reach" in str(tried(connect, ours, OURS).says)
    viber.door_says = lambda: 200
    assert found(connect) and found(comes) and not found(comes, OURS + "other/")
    # And nobody's name or picture was asked for
    asked = json.loads(there.asked[-3].body)
    assert (asked["send_name"], asked["send_photo"]) == (False, False)
    # And reports that are not told, a suspended bot and a wrong token are said to be so
    viber.event_types = ["delivered"]
    assert not found(comes)
    viber.account_says = 9
    assert "suspended" in str(tried(known, ours, OURS).says)
    assert not found(comes) and found(connect)
    wrong = account("viber", there.url, token="wrong", sender=SENDER)
    assert not any(found(step, given=wrong) for step in setting_up.STEPS)
