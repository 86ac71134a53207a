"""The one place from which Saphan speaks with servers of others (docs/adr/0031).

An address of a private network is never asked, whatever its name says: the name is resolved first, every address it
leads to is looked at, and the connection goes to the very address that was looked at. Redirects are followed only
where asked for, each looked at again. Answers have a limit of bytes and of time.
"""

import http.client
import io
import socket
import ssl
import string
import time
from contextlib import closing
from dataclasses import dataclass, replace
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from django.conf import settings

from saphan.voice.channels.contract import MEBIBYTE, Request, Response

SECONDS = 12.0
CONNECT_SECONDS = 8.0
CHUNK = 64 * 1024
REDIRECTS = frozenset({301, 302, 303, 307, 308})
HIDING_ANOTHER = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"), ip_network("2002::/16"))
Address = IPv4Address | IPv6Address


class NotAsked(Exception):
    """Nothing reached the other side. Never carries the address."""


class Forbidden(NotAsked):
    """The address is none that may be asked, or what is to be said there cannot be written in a request."""


class NoAnswer(Exception):
    """It was asked and did not answer whole: what was asked may have been done."""


class TooLong(Exception):
    """The answer is longer than we take."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a request goes, looked at. addresses: every one that the name leads to; the first that answers is asked."""

    host: str
    port: int
    addresses: tuple[str, ...]
    secure: bool
    target: str


def speak(request: Request, *, largest: int = MEBIBYTE, seconds: float = SECONDS, follow: int = 0) -> Response:
    """Ask once and read the answer. largest: bytes of it. follow: how many redirects of a GET.

    Raises NotAsked (nothing was sent), Forbidden, NoAnswer (it may have been done) or TooLong.
    """
    until = time.monotonic() + seconds
    response = _once(request, largest, until)
    for _ in range(follow):
        if response.status not in REDIRECTS or request.method != "GET":
            break
        request = _redirected(request, response)
        response = _once(request, largest, until)
    return response


def _once(request: Request, largest: int, until: float) -> Response:
    place = _look_at(request.url)
    with closing(_connect(place, until)) as line:
        connection = http.client.HTTPConnection(place.host, place.port)
        connection.sock = _InTime(line, until)
        try:
            _send(connection, request, place)
            return _read(connection.getresponse(), largest)
        except (OSError, http.client.HTTPException):
            raise NoAnswer from None


def _look_at(url: str) -> _Place:
    try:
        parts = urlsplit(url)
        host, secure = parts.hostname or "", parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
    except ValueError:
        raise Forbidden from None
    near = f"{host}:{port}" in near_hosts()
    if not host or parts.username is not None or parts.scheme not in ("https", "http") or not (secure or near):
        raise Forbidden
    return _Place(host, port, _resolve(host, port, near=near), secure, _target(parts))


def near_hosts() -> frozenset[str]:
    """`host:port` of what whoever keeps the machine named: they may be near us, and without https."""
    servers = (urlsplit(url) for url in settings.SAPHAN_CHANNEL_SERVERS.values())
    own = {f"{each.hostname}:{each.port or (443 if each.scheme == 'https' else 80)}" for each in servers}
    return frozenset({*settings.SAPHAN_NEAR_HOSTS, *own})


def _resolve(host: str, port: int, *, near: bool) -> tuple[str, ...]:
    try:
        found = [str(each[4][0]) for each in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise NotAsked from None
    if not found or not (near or all(is_public(each) for each in found)):
        raise Forbidden
    return tuple(found)


def is_public(address: str) -> bool:
    """Whether it is an address of the open internet, also when it hides in another kind of address."""
    try:
        found: Address = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif any(found in hiding for hiding in HIDING_ANOTHER):
            return False
    return found.is_global and not found.is_multicast


def _target(parts: SplitResult) -> str:
    """Letters that no request line can carry are written as a browser writes them."""
    return quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=string.punctuation)


def _connect(place: _Place, until: float) -> socket.socket:
    line: socket.socket | None = None
    try:
        line = _line_to(place, until)
        if not place.secure:
            return line
        return ssl.create_default_context().wrap_socket(line, server_hostname=place.host)
    except (OSError, ValueError):
        if line is not None:
            line.close()
        raise NotAsked from None


def _line_to(place: _Place, until: float) -> socket.socket:
    """To the first address that takes it; raises what the last one did."""
    *others, last = place.addresses
    for address in others:
        try:
            return _dialled(address, place.port, until)
        except OSError:
            continue
    return _dialled(last, place.port, until)


def _dialled(address: str, port: int, until: float) -> socket.socket:
    return socket.create_connection((address, port), timeout=min(CONNECT_SECONDS, _left(until)))


class _Pieces(io.RawIOBase):
    """What comes over a line, each piece in the time that is left of the whole."""

    def __init__(self, line: socket.socket, until: float) -> None:
        self._line, self._until = line, until

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        self._line.settimeout(_left(self._until))
        return self._line.recv_into(room)


class _InTime:
    """A line as `http.client` uses one. However slowly its other end speaks, it is over when the time is."""

    def __init__(self, line: socket.socket, until: float) -> None:
        self._line, self._until = line, until

    def sendall(self, content: bytes) -> None:
        self._line.settimeout(_left(self._until))
        self._line.sendall(content)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Pieces(self._line, self._until))

    def close(self) -> None:
        """Whoever opened the line closes it: an answer is still being read when this is called."""


def _send(connection: http.client.HTTPConnection, request: Request, place: _Place) -> None:
    headers = {"User-Agent": "Saphan", "Accept-Encoding": "identity", "Connection": "close", **request.headers}
    try:
        connection.request(request.method, place.target, request.body or None, headers)
    except ValueError:  # a header that none can carry; nothing has left us
        raise Forbidden from None


def _read(found: http.client.HTTPResponse, largest: int) -> Response:
    """Piece by piece, so that no more is held than was said."""
    pieces, length = [], 0
    while piece := found.read1(CHUNK):
        pieces.append(piece)
        length += len(piece)
        if length > largest:
            raise TooLong
    if found.length:  # it was cut off
        raise NoAnswer
    headers = {name.lower(): value for name, value in found.getheaders()}
    return Response(found.status, headers, b"".join(pieces))


def _left(until: float) -> float:
    """Raises TimeoutError when no time is left."""
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _redirected(request: Request, response: Response) -> Request:
    """To another host without what proves who we are. Raises Forbidden."""
    try:
        url = urljoin(request.url, response.headers.get("location", ""))
        former, now = urlsplit(request.url), urlsplit(url)
        is_same = (former.hostname, former.port, former.scheme) == (now.hostname, now.port, now.scheme)
    except ValueError:
        raise Forbidden from None
    if is_same:
        return replace(request, url=url)
    kept = {name: value for name, value in request.headers.items() if name.lower() != "authorization"}
    return replace(request, url=url, headers=kept)
