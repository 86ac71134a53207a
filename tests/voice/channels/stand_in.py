"""A provider's server played on loopback: each test says what it answers, and reads what it was asked."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from django.test import override_settings

from saphan.voice.channels.contract import Request, Response

Rule = Callable[[Request], Response | None]
"""What the provider answers to a request; None breaks the line without an answer."""


@dataclass
class StandIn:
    """url: to hand to an account as its api. asked: every request, in order; url there is path and query only."""

    rule: Rule
    url: str = ""
    asked: list[Request] = field(default_factory=list)


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, *args: object) -> None:
        """Whoever asked went away: some tests do."""


@contextmanager
def standing_in(rule: Rule, channel: str = "telegram") -> Iterator[StandIn]:
    """Serve until the block ends; the channel's interface, and this address, are on loopback meanwhile."""
    stand_in = StandIn(rule)
    server = _Quiet(("127.0.0.1", 0), _handler_of(stand_in))
    stand_in.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        with override_settings(SAPHAN_CHANNEL_SERVERS={channel: stand_in.url}):
            yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler_of(stand_in: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            length = int(self.headers.get("Content-Length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            request = Request(self.command, self.path, headers, self.rfile.read(length))
            stand_in.asked.append(request)
            response = stand_in.rule(request)
            if response is None:
                self.close_connection = True
                return
            self.send_response(response.status)
            for name, value in {"Content-Length": str(len(response.body)), **response.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(response.body)

        do_GET = do_POST = do_PUT = do_DELETE = _answer  # noqa: N815

        def log_message(self, *args: object) -> None:
            """Quiet."""

    return Handler
