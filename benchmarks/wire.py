"""A light HTTP client over one kept-open connection, so that the load takes little of the cores it measures."""

import re
import socket
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlencode

HIDDEN = re.compile(r'name="(once|key)" value="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]  # of several with one name the last
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def hidden(self) -> dict[str, str]:
        """What the page's form carries."""
        return dict(HIDDEN.findall(self.text))


class Wire:
    """One visitor after another on one connection; `forget` makes the next one a stranger."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self._socket: socket.socket | None = None
        self._left = b""

    def get(self, path: str) -> Answer:
        return self.send("GET", path)

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        kind = "application/x-www-form-urlencoded"
        return self.send("POST", path, urlencode(fields).encode(), {"Content-Type": kind})

    def send(self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None) -> Answer:
        """Send and wait for the answer; a connection that the server closed is opened anew, once."""
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
        lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        request = "\r\n".join([*lines, "", ""]).encode() + body
        try:
            return self._exchange(request)
        except ConnectionError:
            self.close()
            return self._exchange(request)

    def forget(self) -> None:
        self.cookies.clear()

    def close(self) -> None:
        if self._socket:
            with suppress(OSError):
                self._socket.close()
        self._socket, self._left = None, b""

    def _exchange(self, request: bytes) -> Answer:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), timeout=60)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._socket.sendall(request)
        while b"\r\n\r\n" not in self._left:
            self._read()
        head, self._left = self._left.split(b"\r\n\r\n", 1)
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
        self._keep_cookies(lines)
        is_chunked = headers.get("transfer-encoding") == "chunked"
        body = self._chunks() if is_chunked else self._take(int(headers.get("content-length", "0")))
        if headers.get("connection", "").lower() == "close":
            self.close()
        return Answer(int(first.split()[1]), headers, body)

    def _chunks(self) -> bytes:
        """Pieces, each behind its length, until one of none."""
        body = b""
        while True:
            while b"\r\n" not in self._left:
                self._read()
            size, self._left = self._left.split(b"\r\n", 1)
            piece = self._take(int(size, 16) + 2)[:-2]
            if not piece:
                return body
            body += piece

    def _take(self, length: int) -> bytes:
        while len(self._left) < length:
            self._read()
        taken, self._left = self._left[:length], self._left[length:]
        return taken

    def _read(self) -> None:
        assert self._socket is not None
        read = self._socket.recv(65536)
        if not read:
            raise ConnectionError
        self._left += read

    def _keep_cookies(self, lines: list[str]) -> None:
        for line in lines:
            if line.lower().startswith("set-cookie: "):
                name, _, value = line[12:].split(";", 1)[0].partition("=")
                self.cookies[name] = value
