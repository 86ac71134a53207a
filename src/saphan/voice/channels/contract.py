"""The seam between the core and one channel: bytes in, plain data out, no database and no network (docs/adr/0031).

A channel is a folder with `declaration.py`, `parse.py`, `send.py` and `status.py`, put together as `CHANNEL` in its
`__init__.py`. It says what to ask and what an answer means; the core speaks with the world. How to add one:
docs/how-to/add-a-channel.md.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Protocol
from urllib.parse import parse_qsl, urlencode
from uuid import UUID

from django.utils.functional import Promise

from saphan.voice.channels.events import File, Kind, Parsed, Reached, Said, State, Why

Words = str | Promise
MEBIBYTE = 1024 * 1024


class NotRead(ValueError):
    """Well signed, and not what the provider's pages describe. Never carries what was sent."""


class Cut(NotRead):
    """It ends too early or is no JSON at all: the provider is told to send it again."""


class Cost(StrEnum):
    """What one answer costs the desk."""

    FREE = "free"
    MESSAGE = "message"
    PART = "part"
    CONVERSATION = "conversation"
    MINUTE = "minute"


# What comes in


@dataclass(frozen=True, slots=True)
class Received:
    """One request as it came. address: the whole address that the provider called, with its query.

    headers: names in small letters. at: our time (UTC).
    """

    method: str
    address: str = field(repr=False)
    query: tuple[tuple[str, str], ...] = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    at: datetime

    def header(self, name: str) -> str:
        """Empty when it did not come."""
        return self.headers.get(name.lower(), "")

    def asked(self, name: str) -> str:
        """One value of the query; empty when it did not come."""
        return dict(self.query).get(name, "")

    def json(self) -> dict[str, Any]:
        """Raises Cut for bytes that are no JSON, NotRead for JSON that is no object."""
        try:
            content = json.loads(self.body)
        except (ValueError, RecursionError):
            raise Cut from None
        if not isinstance(content, dict):
            raise NotRead
        return content

    def form(self) -> tuple[tuple[str, str], ...]:
        """Fields of a posted form, in order. Raises Cut."""
        try:
            return tuple(parse_qsl(self.body.decode(), keep_blank_values=True, max_num_fields=200))
        except ValueError:
            raise Cut from None


@dataclass(frozen=True, slots=True)
class Account:
    """What one desk entered on the set-up page, opened. api: where the provider's interface stands, without a slash.

    languages: of the desk, the most spoken first. address: of our webhook, for providers that are told it each time.
    """

    id: UUID
    settings: Mapping[str, str] = field(repr=False)
    api: str = field(default="", repr=False)
    languages: tuple[str, ...] = ()
    address: str = field(default="", repr=False)

    def __getitem__(self, name: str) -> str:
        """Empty when nothing was entered."""
        return self.settings.get(name, "")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the provider is told at once."""

    status: int = 200
    content_type: str = "text/plain"
    body: bytes = b""


class StoryState(StrEnum):
    """All that a machine on the telephone may say of a story to whoever types its code."""

    NO_SUCH_CODE = "no_such_code"
    MISTYPED = "mistyped"
    WAITING = "waiting"
    READ = "read"
    ANSWERED = "answered"
    CLOSED = "closed"


class Inside(Protocol):
    """What `answer` may ask of the house, for channels that speak back at once (telephone)."""

    def story_state(self, code: str) -> StoryState:
        """Counts wrong codes as the pages do."""

    def on_duty_until(self) -> datetime | None:
        """None when nobody of this desk is on duty now."""

    def read_aloud(self, code: str, language: str) -> str:
        """Address of the recording of one sentence of the telephone; empty where none was accepted."""


# What goes out


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: what is read, and the code that comes back as `Said.choice`."""

    code: str
    label: str


@dataclass(frozen=True, slots=True)
class Template:
    """A message that the provider approved beforehand, for when the window is closed. It says nothing of her."""

    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message to one handle. Not longer than the declaration's limit; no more choices than its buttons.

    once: the same for each try of the same message. template: send this instead of text. late: the window is over, and
    a person's answer may still go.
    """

    to: str = field(repr=False)
    text: str = field(repr=False)
    language: str
    once: UUID
    choices: tuple[Choice, ...] = ()
    template: Template | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What to ask a provider. Addresses carry tokens with some of them, so nothing of it is shown."""

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)


NOTHING_TO_ASK = Request("", "")


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail of the house. headers: beside the usual ones."""

    to: str = field(repr=False)
    subject: str
    text: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Response:
    """What a provider answered. headers: names in small letters."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)

    @property
    def ok(self) -> bool:
        return 200 <= self.status < 300

    def json(self) -> dict[str, Any]:
        """Empty for anything but a JSON object."""
        try:
            content = json.loads(self.body)
        except (ValueError, RecursionError):
            return {}
        return content if isinstance(content, dict) else {}


@dataclass(frozen=True, slots=True)
class Sent:
    """The provider took it. ref: its name of the message; empty when it gives none."""

    ref: str = ""
    state: State = State.SENT


@dataclass(frozen=True, slots=True)
class Failed:
    """It was not sent, or we cannot know. code: the provider's own, never its words. after: not before then."""

    why: Why
    code: str = ""
    after: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A file that was fetched."""

    body: bytes = field(repr=False)
    media_type: str = ""


def get(url: str, headers: Mapping[str, str] | None = None) -> Request:
    return Request("GET", url, headers or {})


def post_json(url: str, content: Any, headers: Mapping[str, str] | None = None) -> Request:
    body = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
    return Request("POST", url, {"Content-Type": "application/json", **(headers or {})}, body)


def post_form(url: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None) -> Request:
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    return Request("POST", url, {**kind, **(headers or {})}, urlencode(fields).encode())


def by_status(response: Response) -> Failed:
    """What a failed send means where the provider says no more than an HTTP status.

    500, 502 and 504 may come after the message was taken; 503 says that it was not.
    """
    code, after = str(response.status), _retry_after(response)
    if response.status in (408, 425, 429, 503):
        return Failed(Why.RETRY, code, after)
    if response.status in (401, 402, 403):
        return Failed(Why.ACCOUNT, code)
    if response.status >= 500:
        return Failed(Why.UNKNOWN, code)
    return Failed(Why.TERMINAL, code)


def _retry_after(response: Response) -> timedelta | None:
    seconds = response.headers.get("retry-after", "")
    return timedelta(seconds=int(seconds)) if seconds.isdecimal() and len(seconds) < 7 else None


# What a channel is


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to enter on the set-up page. secret: never shown again, and without it the channel is closed.

    pattern: the whole of it must match. made: we make it ourselves when it is left empty.
    """

    name: str
    label: Words
    help: Words = ""
    secret: bool = False
    optional: bool = False
    pattern: str = r"\S+"
    made: Callable[[], str] | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What one step of the self-test found, in words for the desk."""

    good: bool
    says: Words


@dataclass(frozen=True, slots=True)
class Step:
    """One step of set-up or self-test: what to ask, and how to read the answer. address: of our webhook.

    acts: it changes something at the provider, and is done only when the desk presses its button. Where there is
    nothing to ask, `ask` gives NOTHING_TO_ASK, and `read` has an empty answer to look at.
    """

    name: str
    label: Words
    ask: Callable[[Account, str], Request]
    read: Callable[[Response, Account, str], Finding]
    acts: bool = False


@dataclass(frozen=True, slots=True)
class Declaration:
    """What a channel can carry, what it costs, and who learns what.

    label: for the desk. to_her: its name on her page, where that is another.
    order: its place in lists. handle_kind: at most 12 letters; channels that share people's handles share it.
    text_limit: of one message, in what `measure` counts. parts: what one text is charged as. window: how long after
    her last message we may write freely; None for ever. longer: how long what a person wrote may go, where the provider
    allowed it to this account, which then has "yes" in its field `longer`. learns: one plain line for her: what the
    provider, the phone's next user and the lock screen learn. rate, rate_each: messages a second in all, and to one
    handle. retry_key: a message with the same `once` is sent once however often we try. retry_key_for: how long the
    provider knows it again; None for ever. tells: the states that it reports back.
    hers: she can choose it herself; False for what others send about her.
    largest: bytes of one webhook. source: the page of the provider that describes its format.
    """

    name: str
    label: Words
    order: int
    handle_kind: str
    learns: Words
    carries_in: frozenset[Kind]
    carries_out: frozenset[Kind]
    fields: tuple[Field, ...]
    source: str
    api: str = ""
    text_limit: int = 4000
    measure: Callable[[str], int] = len
    parts: Callable[[str], int] = lambda text: 1
    buttons: int = 0
    window: timedelta | None = None
    longer: timedelta | None = None
    templates: bool = False
    cost: Cost = Cost.FREE
    cost_note: Words = ""
    rate: float = 10.0
    rate_each: float = 1.0
    retry_key: bool = False
    retry_key_for: timedelta | None = None
    tells: frozenset[State] = frozenset()
    largest: int = MEBIBYTE
    largest_file: int = 20 * MEBIBYTE
    note: Words = ""
    hers: bool = True
    to_her: Words = ""

    @property
    def secrets(self) -> tuple[str, ...]:
        """Fields without which nothing may come in."""
        return tuple(each.name for each in self.fields if each.secret and not each.optional)


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel put together. Every function is pure; what is None the channel cannot do.

    verify: on the bytes as they came, in constant time; asked only when every secret field is filled.
    parse: every event of one request, and `Unread` for parts that it does not know. Raises Cut, or NotRead for all.
    challenge: for GET; None as its answer refuses.
    answer: what the provider is told after the events are kept; None for an empty 200.
    send, sent: one message, and what the provider's answer to it means.
    fetch, fetched: a file; fetched may ask once more, up to three times in all.
    look, looked: how far what went out since then came, where a provider tells nothing by itself and may be asked.
    acknowledge: a letter to whoever is named in `Said.answers`, with these words and nothing else.
    """

    declaration: Declaration
    verify: Callable[[Received, Account], bool]
    parse: Callable[[Received, Account], tuple[Parsed, ...]]
    send: Callable[[Outgoing, Account], Request] | None = None
    sent: Callable[[Response], Sent | Failed] = by_status
    challenge: Callable[[Received, Account], Answer | None] | None = None
    answer: Callable[[Received, Account, Inside], Answer | None] | None = None
    fetch: Callable[[File, Account], Request] | None = None
    fetched: Callable[[Response, File, Account], Request | Content | Failed] | None = None
    acknowledge: Callable[[Said, Account, str], "Letter"] | None = None
    look: Callable[[datetime, Account], tuple[Request, ...]] | None = None
    looked: Callable[[Response, datetime], tuple[Reached, ...]] | None = None
    steps: tuple[Step, ...] = ()
