"""Speaking with servers of others: no look into the house, no waiting for ever, nothing handed on by a redirect."""

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from threading import Thread
from typing import Any

import pytest
from django.test import override_settings

from saphan.voice.channels import wire
from saphan.voice.channels.contract import Request, Response, get, post_form
from saphan.voice.channels.wire import Forbidden, NoAnswer, NotAsked, TooLong, is_public, speak
from tests.voice.channels.stand_in import StandIn, standing_in


def play(request: Request) -> Response | None:
    if request.url == "/away":
        return Response(302, {"Location": "http://127.0.0.1:1/inside"})
    if request.url == "/round":
        return Response(302, {"Location": "/round"})
    if request.url == "/there":
        return Response(307, {"Location": "/end?x=1"})
    if request.url == "/large":
        return Response(200, {}, b"x" * 50_000)
    if request.url == "/cut":
        return Response(200, {"Content-Length": "100"}, b"short")
    if request.url == "/silent":
        return None
    if request.url == "/slow":
        time.sleep(0.6)
    return Response(201, {"X-Kind": "echo"}, request.body or b"-")


@pytest.fixture
def there() -> Iterator[StandIn]:
    with standing_in(play) as stand_in:
        yield stand_in


def test_what_is_asked_comes_whole(there: StandIn) -> None:
    answer = speak(post_form(f"{there.url}/x?y=1", {"a": "လ"}, {"Authorization": "Bearer t"}))
    (asked,) = there.asked
    assert (answer.status, answer.headers["x-kind"]) == (201, "echo")
    assert asked.url == "/x?y=1" and asked.body == answer.body == b"a=%E1%80%9C"
    assert asked.headers["authorization"] == "Bearer t"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0",
        "224.0.0.1", "255.255.255.255", "::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1",
        "2002:a00:1::", "ff02::1", "::", "nonsense",
    ],
)  # fmt: skip
def test_an_address_of_the_house_is_not_public(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "149.154.167.220", "2606:4700::1111"])
def test_an_address_of_the_internet_is(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/", "https://localhost/", "http://example.com/", "https://[::1]/", "https://2130706433/",
        "ftp://example.com/", "file:///etc/passwd", "https://user@example.com/", "https:///x", "https://a:99999/", "",
    ],
)  # fmt: skip
def test_no_name_leads_inside(url: str) -> None:
    with pytest.raises(Forbidden):
        speak(get(url))


def test_a_name_with_one_address_inside_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever owns a name may let it lead to two places, and to another one a moment later."""
    # Given a name that leads outside and inside at once
    both = [(0, 0, 0, "", ("1.1.1.1", 443)), (0, 0, 0, "", ("10.0.0.1", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: both)
    # When it is asked, then nothing is connected
    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: pytest.fail("connected"))
    with pytest.raises(Forbidden):
        speak(get("https://two.example/"))


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    # Given a name that leads to the internet when it is looked up
    asked: list[Any] = []
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: [(0, 0, 0, "", ("1.1.1.1", 443))])

    def connect(where: tuple[str, int], timeout: float) -> socket.socket:
        asked.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    # When it is asked, then the connection goes to the address and not to the name
    with pytest.raises(NotAsked):
        speak(get("https://moving.example/"))
    assert asked == [("1.1.1.1", 443)]


def test_a_machine_nearby_is_asked_when_its_keeper_named_it(there: StandIn) -> None:
    host = there.url.removeprefix("http://")
    with override_settings(SAPHAN_CHANNEL_SERVERS={}, SAPHAN_NEAR_HOSTS=frozenset({host})):
        assert speak(get(f"{there.url}/x")).status == 201
    with override_settings(SAPHAN_CHANNEL_SERVERS={}), pytest.raises(Forbidden):
        speak(get(f"{there.url}/x"))


def test_nobody_there_was_not_asked_and_no_answer_may_have_been(there: StandIn) -> None:
    with override_settings(SAPHAN_NEAR_HOSTS=frozenset({"127.0.0.1:1"})), pytest.raises(NotAsked):
        speak(get("http://127.0.0.1:1/"))
    with pytest.raises(NotAsked):
        speak(get("https://no-such-name.invalid/"))
    for path in ("/silent", "/cut"):
        with pytest.raises(NoAnswer):
            speak(get(there.url + path))


def test_a_certificate_that_is_not_theirs_is_not_spoken_with(there: StandIn) -> None:
    with (
        override_settings(SAPHAN_NEAR_HOSTS=frozenset({there.url.removeprefix("http://")})),
        pytest.raises(NotAsked),
    ):
        speak(get(there.url.replace("http:", "https:")))


def test_an_answer_has_a_length_and_a_time(there: StandIn) -> None:
    with pytest.raises(TooLong):
        speak(get(f"{there.url}/large"), largest=1000)
    with pytest.raises(NoAnswer):
        speak(get(f"{there.url}/slow"), seconds=0.2)
    assert len(speak(get(f"{there.url}/large")).body) == 50_000


def test_a_redirect_is_followed_when_asked_for_and_looked_at_again(there: StandIn) -> None:
    assert speak(get(f"{there.url}/there")).status == 307
    assert speak(get(f"{there.url}/there"), follow=1).status == 201
    assert speak(get(f"{there.url}/round"), follow=3).status == 302
    with pytest.raises(Forbidden):
        speak(get(f"{there.url}/away"), follow=1)


def test_what_proves_us_stays_with_whom_it_was_for() -> None:
    asked = get("https://a.example/x", {"Authorization": "Bearer t", "Accept": "*/*"})
    elsewhere = wire._redirected(asked, Response(302, {"location": "https://b.example/y"}))
    assert (elsewhere.url, elsewhere.headers) == ("https://b.example/y", {"Accept": "*/*"})
    same = wire._redirected(asked, Response(302, {"location": "/z"}))
    assert (same.url, same.headers["Authorization"]) == ("https://a.example/z", "Bearer t")


DRIPPING = {
    "a header without an end": (b"HTTP/1.1 200 OK\r\nX: ", b"a"),
    "the length of a piece without an end": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"0"),
    "a body letter by letter": (b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n", b"x"),
}


@pytest.mark.parametrize("said", DRIPPING.values(), ids=DRIPPING)
def test_who_answers_drop_by_drop_holds_us_no_longer_than_was_said(said: tuple[bytes, bytes]) -> None:
    # Given a server that never stops speaking, one letter after the other
    begins, drop = said
    with socket.create_server(("127.0.0.1", 0)) as server:
        Thread(target=drips, args=(server, begins, drop), daemon=True).start()
        host = f"127.0.0.1:{server.getsockname()[1]}"
        # When it is asked, then it is over when the time is
        began = time.monotonic()
        with override_settings(SAPHAN_NEAR_HOSTS=frozenset({host})), pytest.raises(NoAnswer):
            speak(get(f"http://{host}/"), seconds=0.3)
        assert time.monotonic() - began < 1


def drips(server: socket.socket, begins: bytes, drop: bytes) -> None:
    line, _ = server.accept()
    with line, suppress(OSError):
        line.sendall(begins)
        for _ in range(40):
            time.sleep(0.05)
            line.sendall(drop)


def test_an_address_with_letters_of_her_language_is_asked(there: StandIn) -> None:
    assert speak(get(f"{there.url}/รูป ที่ 1.jpg?a=ก&b=%20")).status == 201
    assert there.asked[0].url == (
        "/%E0%B8%A3%E0%B8%B9%E0%B8%9B%20%E0%B8%97%E0%B8%B5%E0%B9%88%201.jpg?a=%E0%B8%81&b=%20"
    )


def test_what_no_request_can_carry_is_not_asked(there: StandIn) -> None:
    def astray(request: Request) -> Response:
        return Response(302, {"Location": "https://[away/"})

    for header in ("Bearer \u200bt", "Bearer t\nX: y"):
        with pytest.raises(Forbidden):
            speak(get(there.url, {"Authorization": header}))
    with pytest.raises(Forbidden):
        speak(get("https://[::1"))
    with standing_in(astray) as elsewhere, pytest.raises(Forbidden):
        speak(get(elsewhere.url), follow=1)
    assert there.asked == []


def test_a_name_with_several_addresses_is_asked_at_the_first_that_answers(
    there: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of several servers is down, or it is named by IPv6 too, which we may not have."""
    # Given a name that leads to two places, and nobody at the first
    port, resolve = int(there.url.rpartition(":")[2]), socket.getaddrinfo

    def two(host: str, *rest: Any, **more: Any) -> list[Any]:
        places = ("127.0.0.2", "127.0.0.1") if host == "two.example" else (host,)
        return [found for place in places for found in resolve(place, port, type=socket.SOCK_STREAM)]

    monkeypatch.setattr(socket, "getaddrinfo", two)
    # When it is asked, then the second answers
    with override_settings(SAPHAN_NEAR_HOSTS=frozenset({f"two.example:{port}"})):
        assert speak(get(f"http://two.example:{port}/")).status == 201
