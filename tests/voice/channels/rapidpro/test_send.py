"""Messages to a RapidPro that enforces its limits, and what its answers mean."""

import json
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

import pytest

from saphan.voice.channels.contract import NOTHING_TO_ASK, Content, Failed, Outgoing, Response, Sent
from saphan.voice.channels.events import File, Kind, State, Why
from saphan.voice.channels.lengths import cut
from saphan.voice.channels.rapidpro import send, status
from saphan.voice.channels.rapidpro.declaration import RAPIDPRO
from saphan.voice.channels.wire import NoAnswer, speak
from tests.voice.channels.payloads import ADDRESS, AT, account
from tests.voice.channels.rapidpro.provider import TOKEN, RapidPro
from tests.voice.channels.stand_in import StandIn, standing_in

HER = "11111111-2222-4333-8444-000000000001"
WEBHOOK = ADDRESS.format(name="rapidpro")


@pytest.fixture
def service() -> RapidPro:
    return RapidPro()


@pytest.fixture
def there(service: RapidPro) -> Iterator[StandIn]:
    with standing_in(service, "rapidpro") as stand_in:
        yield stand_in


def say(there: StandIn, text: str = "We read it.", to: str = HER, token: str = TOKEN) -> Sent | Failed:
    outgoing = Outgoing(to, text, "en", UUID(int=5))
    return status.sent(speak(send.send(outgoing, account("rapidpro", there.url, token=token))))


def test_a_message_is_taken_as_it_was_written(there: StandIn, service: RapidPro) -> None:
    assert say(there, "Write to @ office. လစာ") == Sent("m-1")
    assert service.taken == [{"contact": HER, "text": "Write to @ office. လစာ"}]


def test_a_long_answer_goes_in_pieces_that_are_all_taken(there: StandIn, service: RapidPro) -> None:
    long = "We read it. နားလည်ပါတယ်။ " * 100
    pieces = cut(long, RAPIDPRO.text_limit, RAPIDPRO.measure)
    assert all(isinstance(say(there, piece), Sent) for piece in pieces)
    assert " ".join(service.texts()).split() == long.split()


def test_limits_are_enforced(there: StandIn, service: RapidPro) -> None:
    assert say(there, "a" * 641) == Failed(Why.TERMINAL, "400")
    assert say(there, "") == Failed(Why.TERMINAL, "400")
    service.left = 0
    assert say(there) == Failed(Why.RETRY, "429", timedelta(seconds=90))
    assert service.taken == []


def test_who_is_gone_a_wrong_token_and_an_old_service_are_told_apart(there: StandIn, service: RapidPro) -> None:
    service.gone = {HER}
    assert say(there) == Failed(Why.GONE, "contact")
    assert say(there, token="revoked") == Failed(Why.ACCOUNT, "403")
    service.is_old = True
    assert say(there) == Failed(Why.ACCOUNT, "405")


def test_away_is_tried_again_and_a_lost_answer_is_not(there: StandIn, service: RapidPro) -> None:
    service.is_down = True
    assert say(there) == Failed(Why.RETRY, "503")
    service.is_down, service.loses_answers = False, True
    with pytest.raises(NoAnswer):
        say(there)
    assert len(service.taken) == 1
    assert status.sent(Response(502)) == Failed(Why.UNKNOWN, "502")
    assert status.sent(Response(404)) == Failed(Why.ACCOUNT, "404")


def test_one_that_fails_at_once_did_not_arrive(there: StandIn, service: RapidPro) -> None:
    service.fails_at_once = True
    assert say(there) == Failed(Why.TERMINAL, "failed")


@pytest.mark.parametrize("state", ["queued", "wired", "errored", "something_new"])
def test_one_that_the_service_goes_on_with_is_not_sent_a_second_time(state: str) -> None:
    assert status.sent(Response(201, {}, json.dumps({"uuid": "m-1", "status": state}).encode())) == Sent("m-1")


def test_a_file_is_fetched_and_only_the_service_itself_learns_who_we_are(there: StandIn) -> None:
    ours = account("rapidpro", there.url, token=TOKEN)
    own = File(Kind.PHOTO, f"{there.url}/media/a.jpg", "image/jpeg")
    fetched = status.fetched(speak(send.fetch(own, ours)), own, ours)
    assert fetched == Content(f"Token {TOKEN}".encode(), "image/jpeg")
    elsewhere = File(Kind.PHOTO, "https://files.example/a.jpg", "image/jpeg")
    assert send.fetch(elsewhere, ours).headers == {}
    assert status.fetched(Response(404), own, ours) == Failed(Why.TERMINAL, "404")
    assert status.fetched(Response(503), own, ours) == Failed(Why.RETRY, "503")


def test_the_self_test_says_whether_the_service_knows_us_and_what_to_enter(there: StandIn, service: RapidPro) -> None:
    known, flow = send.STEPS
    ours = account("rapidpro", there.url, token=TOKEN)

    def asked(token: str = TOKEN) -> bool:
        mine = account("rapidpro", there.url, token=token)
        return known.read(speak(known.ask(mine, WEBHOOK)), mine, WEBHOOK).good

    assert asked() and not asked("wrong")
    service.is_down = True
    assert not asked()
    assert flow.ask(ours, WEBHOOK) is NOTHING_TO_ASK
    found = flow.read(Response(0), ours, WEBHOOK)
    assert found.good and "input.uuid" in str(found.says) and "Authorization" in str(found.says)


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"results": 7}', b'{"results": [7, {}, {"uuid": "", "status": "read"}]}']
)
def test_a_list_that_no_page_describes_says_nothing(body: bytes) -> None:
    assert status.looked(Response(200, {}, body), AT) == () == status.looked(Response(500, {}, body), AT)


def test_a_list_says_how_far_each_message_came() -> None:
    states = {"m-1": "read", "m-2": "failed", "m-3": "wired", "m-4": "delivered"}
    listed = [{"uuid": name, "status": state} for name, state in states.items()]
    found = status.looked(
        Response(200, {}, json.dumps({"results": [*listed, {"id": 7, "status": "read"}]}).encode()), AT
    )
    assert [(each.ref, each.state, each.why) for each in found] == [
        ("m-1", State.READ, None),
        ("m-2", State.FAILED, Why.TERMINAL),
        ("m-4", State.DELIVERED, None),
        ("7", State.READ, None),
    ]
