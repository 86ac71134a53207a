"""What a phone keeps for when it has no net: pages that rooms name, and what these load, as one file a language.

A room says in its AppConfig.ready() which of its addresses belong to the pack. Such a page is the same for everybody:
it is asked for without any cookie, and handed to every phone. It has no form that counts once (`once`).
"""

import base64
import gzip
import hashlib
import io
import json
import logging
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.html import strip_tags

LARGEST = 1_500_000  # bytes that a phone keeps for one language, sounds not counted
STANDS_FOR = 600  # seconds
KEPT_HEADERS = (
    *("Content-Type", "Content-Security-Policy", "Referrer-Policy", "Permissions-Policy"),
    *("X-Content-Type-Options", "X-Frame-Options", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"),
)
ASKED_BY = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "wsgi.url_scheme")
IN_PACK = "saphan.pack"
NAMED = re.compile(rb'(?:href|src)="([^"?#]+)"')
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.S)
PERSONAL = re.compile(rb'name="(?:once|csrfmiddlewaretoken)"')

Addresses = Callable[[str], list[str]]
_named: dict[str, Addresses] = {}
log = logging.getLogger("saphan.web.offline")


def add_pages(name: str, of: Addresses) -> None:
    """Register pages of a room. of(language): their addresses, the most useful first; empty where there are none."""
    _named[name] = of


def addresses(language: str) -> list[str]:
    """Every address of the pack once, in the order in which rooms were registered."""
    return list(dict.fromkeys(address for of in _named.values() for address in of(language)))


@dataclass(frozen=True, slots=True)
class Item:
    """One page, sheet, script or picture. title: what a page is called; "" for everything else."""

    address: str
    headers: Mapping[str, str]
    content: bytes
    title: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """version: of its content, so that other content is another pack. left_out: addresses that cannot be in it.

    packed: the whole as it travels, JSON in gzip.
    """

    language: str
    items: tuple[Item, ...]
    left_out: tuple[str, ...]
    version: str
    packed: bytes

    @property
    def size(self) -> int:
        """Bytes that lie on the phone."""
        return sum(len(item.content) for item in self.items)

    @property
    def pages(self) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.title)


_made: dict[tuple[str, str], tuple[float, Pack]] = {}


def pack_for(request: HttpRequest, language: str) -> Pack:
    """The pack, made anew every ten minutes, as whoever asks by this name of ours may read it."""
    return pack_of(language, {name: request.META[name] for name in ASKED_BY if name in request.META})


def is_for_pack(request: HttpRequest) -> bool:
    """Whether we ask ourselves: this page is handed to every phone."""
    return IN_PACK in request.META


def pack_of(language: str, like: Mapping[str, Any]) -> Pack:
    """like: what WSGI said of a request: by which name we are reached."""
    key = (language, str(connection.settings_dict["NAME"]))
    at, pack = _made.get(key, (0.0, None))
    if pack is None or time.monotonic() - at > STANDS_FOR:
        pack = make(language, like)
        _made[key] = (time.monotonic(), pack)
    return pack


def make(language: str, like: Mapping[str, Any]) -> Pack:
    """Ask ourselves for every page and what it loads, as a stranger without a cookie would."""
    items: dict[str, Item] = {}
    left_out: list[str] = []
    for address in addresses(language):
        fits = _with_parts(address, items, like)
        if fits is None:
            left_out.append(address)
        else:
            items |= fits
    if left_out:
        log.warning("Of the pages named for a pack %d cannot be in it", len(left_out))
    found = tuple(items.values())
    rows = [_row(item) for item in found]
    version = hashlib.sha256(_written(rows)).hexdigest()[:16]
    content = _written({"version": version, "items": rows})
    return Pack(language, found, tuple(left_out), version, gzip.compress(content, 9, mtime=0))


def _with_parts(address: str, have: Mapping[str, Item], like: Mapping[str, Any]) -> dict[str, Item] | None:
    """The page and what it loads, as far as that is not there yet; None where it cannot be kept, or has no room."""
    page = _fetch(address, like)
    if page is None or PERSONAL.search(page.content):
        return None
    found = {address: page}
    for part in _parts(page.content):
        if part not in have and (kept := _fetch(part, like)):
            found[part] = kept
    size = sum(len(item.content) for item in (*have.values(), *found.values()))
    return found if size <= LARGEST else None


def _parts(page: bytes) -> Iterator[str]:
    for named in dict.fromkeys(NAMED.findall(page)):
        if named.startswith(settings.STATIC_URL.encode()):
            yield named.decode()


def _fetch(address: str, like: Mapping[str, Any]) -> Item | None:
    response = _handler().get_response(WSGIRequest({**_asked(address), **like}))
    if response.status_code != 200:
        return None
    content = _content(response)
    headers = {name: response.headers[name] for name in KEPT_HEADERS if name in response.headers}
    return Item(address, headers, content, _title(content) if headers["Content-Type"].startswith("text/html") else "")


@cache
def _handler() -> WSGIHandler:
    return WSGIHandler()


def _asked(address: str) -> dict[str, Any]:
    path, _, query = address.partition("?")
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": unquote(path).encode().decode("latin-1"),
        "QUERY_STRING": query,
        "SERVER_PROTOCOL": "HTTP/1.1",
        IN_PACK: True,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
    }


def _content(response: HttpResponseBase) -> bytes:
    if isinstance(response, HttpResponse):
        return response.content
    return b"".join(response)


def _title(page: bytes) -> str:
    found = HEADING.search(page.decode())
    return " ".join(strip_tags(found[1]).split()) if found else ""


def _row(item: Item) -> dict[str, Any]:
    """a: its address. h: headers. t: what it is called. b: text, or x: other content in base64."""
    row: dict[str, Any] = {"a": item.address, "h": dict(item.headers)} | ({"t": item.title} if item.title else {})
    if item.headers["Content-Type"].startswith(("text/", "image/svg")):
        return {**row, "b": item.content.decode()}
    return {**row, "x": base64.b64encode(item.content).decode()}


def _written(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
