"""What the first worker page weighs on the wire: itself and everything it loads, headers included."""

import gzip
import http.client
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

from benchmarks.ground import ground
from benchmarks.record import record
from saphan.store.embedded import wait_for

LOADING_LINKS = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
IN_CSS = re.compile(rb"""url\(\s*["']?([^"')]+)["']?\s*\)""")


PAGES = {
    "first_page_weight": "/",
    "say_page_weight": "/en/",
    "say_page_weight_burmese": "/my/",
    "before_page_weight_nepali": "/ne/before/",
    "offer_question_weight_burmese": "/my/offer/who/",
    "directory_page_weight_khmer": "/km/who/",
}


def main() -> None:
    with ground():
        _open_a_desk()
        with _server() as port:
            weights = {id: _sizes(port, path) for id, path in PAGES.items()}
    for id, sizes in weights.items():
        how = "with Accept-Encoding: gzip, headers included: " + ", ".join(sorted(sizes))
        record(id, sum(sizes.values()), "bytes", 14 * 1024, "lower", len(sizes), how)


def _open_a_desk() -> None:
    from saphan.network import services

    organisation = services.create_organisation(kind="service", name="Bridge Thailand", country="TH")
    services.open_desk(
        organisation_id=organisation, name="Bridge", country="TH", languages=["en", "my"], time_zone="Asia/Bangkok"
    )


@contextmanager
def _server() -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    subprocess.run(
        [sys.executable, "-m", "saphan.config.command", "django", "collectstatic", "--noinput", "-v", "0"], check=True
    )
    command = [
        sys.executable,
        "-m",
        "gunicorn",
        "saphan.config.wsgi",
        "--bind",
        f"127.0.0.1:{port}",
        "--log-level",
        "error",
    ]
    server = subprocess.Popen(command, env={**os.environ, "SAPHAN_HOSTS": "127.0.0.1"})
    try:
        wait_for(lambda: _answers(port), seconds=30)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def _answers(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _sizes(port: int, path: str) -> dict[str, int]:
    """Bytes by address of the page, of what it names, and of what its style sheets name."""
    sizes: dict[str, int] = {}
    waiting = [path]
    while waiting:
        address = waiting.pop()
        if address in sizes:
            continue
        kind, body, sizes[address] = _fetch(port, address)
        named = _named_in_page(body) if "html" in kind else _named_in_style(body) if "css" in kind else []
        waiting += [urlsplit(urljoin(address, each)).path for each in named if not each.startswith("data:")]
    return sizes


def _fetch(port: int, path: str) -> tuple[str, bytes, int]:
    """Kind, plain body, and bytes on the wire (status line, headers, body)."""
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    wire.request("GET", path, headers={"Accept-Encoding": "gzip", "Accept-Language": "en", "Accept": "text/html"})
    answer = wire.getresponse()
    if answer.status != 200:
        sys.exit(f"{path} answered {answer.status}.")
    sent = answer.read()
    headers = sum(len(name) + len(value) + 4 for name, value in answer.getheaders()) + 19
    body = sent
    if answer.getheader("Content-Encoding") == "gzip":
        body = gzip.decompress(sent)
    return answer.getheader("Content-Type", ""), body, len(sent) + headers


class _Loads(HTMLParser):
    """The addresses that a browser fetches without being asked."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and LOADING_LINKS & set((given.get("rel") or "").split()):
            self.addresses.append(given.get("href") or "")
        if tag in {"script", "img", "iframe", "audio", "video", "source"} and given.get("src"):
            self.addresses.append(given["src"] or "")


def _named_in_page(body: bytes) -> list[str]:
    parser = _Loads()
    parser.feed(body.decode())
    return parser.addresses


def _named_in_style(body: bytes) -> list[str]:
    return [found.decode() for found in IN_CSS.findall(body)]


if __name__ == "__main__":
    main()
