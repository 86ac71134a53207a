"""Senders that never give up: reports of a system, and a worker's first page, each until it has an answer.

Plain connections, because a server that is killed in the middle is what they are made for.
"""

import http.client
import json
import random
import re
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode
from uuid import uuid4

GIVE_UP = 60.0  # seconds for one voice
A_PAGE_IN = 4  # of four voices, one comes by the web form
FIELD = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
DIGITS = re.compile(r"<span>(\d{4})</span>")


@dataclass
class Given:
    """What we were given for each voice, by its own word: the claim code. tries: requests in all."""

    codes: dict[str, str] = field(default_factory=dict)
    tries: int = 0
    lost: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Line:
    """One connection, opened again whenever it breaks; cookies as a browser keeps them."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.open: http.client.HTTPConnection | None = None
        self.cookies = SimpleCookie()

    def ask(self, method: str, path: str, body: str = "", **headers: str) -> tuple[int, str, str]:
        """Status, body, and where to go next. Raises OSError or HTTPException when the line breaks."""
        if self.open is None:
            self.open = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={one.value}" for name, one in self.cookies.items())
        try:
            self.open.request(method, path, body.encode(), sent)
            answer = self.open.getresponse()
            content = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self.open.close()
            self.open = None
            raise
        for one in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(one)
        return answer.status, content, answer.headers.get("Location", "")


def send_all(port: int, key: str, voices: list[str], given: Given, senders: int = 8) -> list[threading.Thread]:
    """Start as many senders; each takes the next voice until none is left."""
    waiting = list(reversed(voices))

    def work() -> None:
        report, page = Line(port), Line(port)
        while True:
            try:
                voice = waiting.pop()
            except IndexError:
                return
            by_page = int(voice.rsplit("-", 1)[1]) % A_PAGE_IN == 0
            _until_given(voice, given, _page(page, voice) if by_page else _report(report, key, voice))

    threads = [threading.Thread(target=work, daemon=True) for _ in range(senders)]
    for thread in threads:
        thread.start()
    return threads


def _until_given(voice: str, given: Given, send: Callable[[], str]) -> None:
    end = time.monotonic() + GIVE_UP
    while time.monotonic() < end:
        given.tries += 1
        with suppress(OSError, http.client.HTTPException):
            if code := send():
                with given.lock:
                    given.codes[voice] = code
                return
        time.sleep(random.uniform(0.05, 0.3))
    given.lost.append(voice)


def _report(line: Line, key: str, voice: str) -> Callable[[], str]:
    """One report with one Idempotency-Key, however often it is sent."""
    once = str(uuid4())
    content = json.dumps({"text": voice, "language": "en", "channel": "phone", "icon": "pay"})

    def send() -> str:
        status, answer, _ = line.ask(
            *("POST", "/api/v1/voice", content),
            Authorization=f"Bearer {key}",
            Idempotency_Key=once,
            Content_Type="application/json",
        )
        return str(json.loads(answer)["claim_code"]) if status == 202 else ""

    return send


def _page(line: Line, voice: str) -> Callable[[], str]:
    """The first page, filled in and sent; the same form again when no answer came back, as a browser would."""
    line.cookies.clear()
    form, onward = "", ""

    def send() -> str:
        nonlocal form, onward
        if not form:
            status, page, _ = line.ask("GET", "/en/")
            form = urlencode({**dict(FIELD.findall(page)), "said": voice}) if status == 200 else ""
        if form and not onward:
            _, _, onward = line.ask("POST", "/en/", form, Content_Type="application/x-www-form-urlencoded")
        if not onward:
            return ""
        status, page, _ = line.ask("GET", onward)
        return "".join(DIGITS.findall(page)) if status == 200 else ""

    return send
