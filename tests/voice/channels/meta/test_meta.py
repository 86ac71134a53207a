"""What WhatsApp and Messenger share: the signature, the challenge, and the numbers of errors."""

import pytest

from saphan.voice.channels.contract import Answer, Choice, Failed, Response
from saphan.voice.channels.events import Why
from saphan.voice.channels.meta import graph, signature
from saphan.voice.channels.signing import hmac_hex
from tests.voice.channels.doors import add_door
from tests.voice.channels.messenger.provider import ENTERED as MESSENGER
from tests.voice.channels.meta.graph import APP_SECRET, VERIFY_TOKEN, no
from tests.voice.channels.payloads import account, payload, received
from tests.voice.channels.whatsapp.provider import ENTERED as WHATSAPP
from tests.voice.given import Desk

BODY = payload("whatsapp", "text.json")
OURS = account("whatsapp", app_secret=APP_SECRET, verify_token=VERIFY_TOKEN)


def opens(body: bytes = BODY, ours: object = OURS, **headers: str) -> bool:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return signature.verify(received("whatsapp", body, named), ours)  # type: ignore[arg-type]


def test_a_known_signature() -> None:
    """RFC 4231, test case 2: not made by our own code."""
    known = "sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    jefe = account("whatsapp", app_secret="Jefe")
    assert opens(b"what do ya want for nothing?", jefe, x_hub_signature_256=known)


def test_the_older_signature_with_sha1_opens_nothing() -> None:
    assert not opens(x_hub_signature=f"sha1={hmac_hex(BODY, APP_SECRET, 'sha1')}")


def asked(ours: object = OURS, **query: str) -> Answer | None:
    text = "&".join(f"hub.{name}={value}" for name, value in query.items())
    return signature.challenge(received("whatsapp", query=text, method="GET"), ours)  # type: ignore[arg-type]


def test_the_challenge_is_said_back_to_whoever_knows_the_token() -> None:
    found = asked(mode="subscribe", challenge="1158201444", verify_token=VERIFY_TOKEN)
    assert found == Answer(200, "text/plain", b"1158201444")


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"mode": "subscribe", "challenge": "1158201444"},
        {"mode": "subscribe", "challenge": "1158201444", "verify_token": "wrong"},
        {"mode": "unsubscribe", "challenge": "1158201444", "verify_token": VERIFY_TOKEN},
        {"mode": "subscribe", "verify_token": VERIFY_TOKEN},
        {"mode": "subscribe", "challenge": "<script>", "verify_token": VERIFY_TOKEN},
        {"mode": "subscribe", "challenge": "1" * 201, "verify_token": VERIFY_TOKEN},
    ],
    ids=range(7),
)
def test_any_other_challenge_is_refused(query: dict[str, str]) -> None:
    assert asked(**query) is None


@pytest.mark.parametrize(("channel", "entered"), [("whatsapp", WHATSAPP), ("messenger", MESSENGER)])
def test_the_challenge_is_answered_at_the_door(desk: Desk, channel: str, entered: dict[str, str]) -> None:
    door = add_door(desk, channel, entered)
    right = f"{door.address}?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token="
    found = door.client.get(right + VERIFY_TOKEN)
    assert (found.status_code, found.content, found["Content-Type"]) == (200, b"1158201444", "text/plain")
    assert door.client.get(right + "wrong").status_code == 403


def test_an_empty_account_answers_no_challenge() -> None:
    assert asked(account("whatsapp"), mode="subscribe", challenge="1", verify_token="") is None


@pytest.mark.parametrize(
    ("answered", "meaning"),
    [
        (no(400, 190), Failed(Why.ACCOUNT, "190")),
        (no(400, 190, 463), Failed(Why.ACCOUNT, "190/463")),
        (no(403, 200), Failed(Why.ACCOUNT, "200")),
        (no(403, 299), Failed(Why.ACCOUNT, "299")),
        (no(400, 4), Failed(Why.RETRY, "4")),
        (no(500, 2), Failed(Why.RETRY, "2")),
        (no(500, 1), Failed(Why.UNKNOWN, "1")),
        (no(400, 98765), Failed(Why.TERMINAL, "98765")),
        (no(500, 98765), Failed(Why.UNKNOWN, "98765")),
        (no(429, 98765), Failed(Why.RETRY, "98765")),
        (Response(200, {}, b"<html>"), Failed(Why.UNKNOWN, "200")),
        (Response(502, {}, b"<html>"), Failed(Why.UNKNOWN, "502")),
        (Response(503, {}, b""), Failed(Why.RETRY, "503")),
        (Response(400, {}, b'{"error": "x"}'), Failed(Why.TERMINAL, "400")),
        (Response(400, {}, b'{"error": {"code": true}}'), Failed(Why.TERMINAL, "400")),
    ],
    ids=range(15),
)
def test_the_numbers_of_errors_mean(answered: Response, meaning: Failed) -> None:
    assert graph.failed(answered, {}) == meaning


def test_the_narrower_meaning_and_the_channels_own_go_before() -> None:
    own = {(190, 7): Why.GONE, 190: Why.WINDOW}
    assert graph.failed(no(400, 190, 7), own).why == Why.GONE
    assert graph.failed(no(400, 190, 8), own).why == Why.WINDOW


def test_nothing_of_the_words_of_an_error_is_taken_over() -> None:
    assert "Worker" not in repr(graph.failed(no(400, 100), {}))


def test_choices_with_numbers() -> None:
    text, choices = graph.with_numbers("What?", (Choice("a", "All of it"), Choice("b", "Nothing")))
    assert text == "What?\n1 All of it\n2 Nothing"
    assert choices == (Choice("a", "1"), Choice("b", "2"))
