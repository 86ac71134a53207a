"""The seam between the desk and one kind of machine: plain data in, a request or words out (docs/adr/0034).

An adapter says what to ask a server and what its answer means; `asking_machines` speaks with the world, through the one
guarded door. One that works in our own house (`here`) asks nobody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise

from saphan.languages.writing import clean
from saphan.voice.channels.contract import Field, Request, Response

TRANSLATE, TRANSCRIBE = "translate", "transcribe"
LONGEST = 20_000  # signs of one text, in and out
Entered = Mapping[str, str]


class NoWords(Exception):
    """The machine gave none. `code` names why; never carries what was asked or answered."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Text:
    """What is to be translated. source, target: language tags."""

    text: str = field(repr=False)
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class Sound:
    """A recording that is to be written down. language: what she speaks, as far as we know."""

    content: bytes = field(repr=False)
    media_type: str
    language: str


@dataclass(frozen=True, slots=True)
class Adapter:
    """One kind of machine. Pure but for `here`, which may load a model.

    source: the page that describes its interface. ask: the request for a text (or a recording), with what was entered.
    read: the words of an answer; raises NoWords. here: the words themselves, without asking anybody; raises NoWords.
    """

    name: str
    label: str | Promise
    does: str
    fields: tuple[Field, ...]
    source: str
    note: str | Promise = ""
    ask: Callable[[Text, Entered], Request] | None = None
    ask_sound: Callable[[Sound, Entered], Request] | None = None
    read: Callable[[Response], str] | None = None
    here: Callable[[Text, Entered], str] | None = None


def address(entered: Entered, path: str) -> str:
    """`path` of the server that was entered, which may or may not end with a slash or with /v1."""
    server = entered["server"].rstrip("/")
    if path.startswith("/v1/") and server.endswith("/v1"):
        server = server.removesuffix("/v1")
    return server + path


def refused(response: Response) -> NoWords:
    """What an answer without words means where the server says no more than an HTTP status."""
    if response.status in (401, 402, 403):
        return NoWords("not_let_in")
    if response.status in (408, 429) or response.status >= 500:
        return NoWords("busy")
    return NoWords("not_done")


def words(found: object) -> str:
    """Without NUL and half letters. Raises NoWords for nothing, for what is no text, and for more than a page holds."""
    said = clean(found) if isinstance(found, str) and len(found) <= LONGEST else ""
    if not said:
        raise NoWords("unreadable")
    return said
