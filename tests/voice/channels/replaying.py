"""What a channel's tests give so that the same storm can be let loose on each of them.

`tests/voice/channels/<name>/replay.py` has

- `ENTERED`: what is entered on the set-up page, by field;
- `HANDLES`: how twenty people are called there, as `Handle.value`;
- `brought(texts)`: one signed request for each (who, number, text), who being a place in `HANDLES`;
- `Provider`, where the channel sends: a rule for `stand_in.standing_in` with `is_down` and `texts()`, what it took;
- `HAS_TALKS = False`, where each message is a story of its own;
- `TELLS_TIME = False`, where the provider does not say when something was said: then only what comes is in order.

A channel that carries no text has a storm of its own among its tests.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from saphan.store.tasks import run_waiting
from saphan.voice.channels.contract import Request, Response
from saphan.voice.channels.registry import channels

PEOPLE = 20
MESSAGES = int(os.environ.get("SAPHAN_TEST_VOICES", "60"))
GROUND = "db" if MESSAGES <= 1_000 else "fresh_database"
"""A great storm commits: in one long transaction each task would wade through all that are done already."""


@dataclass(frozen=True)
class Brought:
    """One request of the provider. signs: headers that depend on the address that it calls."""

    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    kind: str = "application/json"
    signs: Callable[[str], Mapping[str, str]] = lambda address: {}


@dataclass(frozen=True)
class Text:
    """What one of them says; number: how many were said before by all."""

    who: int
    number: int
    text: str


class PlaysProvider(Protocol):
    is_down: bool

    def __call__(self, request: Request) -> Response | None: ...

    def texts(self) -> list[str]: ...


class SendsNothing:
    """For a channel that only brings."""

    is_down = False

    def __call__(self, request: Request) -> Response | None:
        return Response(404, {}, b"")

    def texts(self) -> list[str]:
        return []


def storms() -> dict[str, Any]:
    """The replay of every channel that has one."""
    named = ((name, f"tests.voice.channels.{name}.replay") for name in channels())
    return {name: import_module(module) for name, module in named if find_spec(module)}


def run_all() -> None:
    """Until nothing waits: one round of `run_waiting` ends after ten thousand tasks."""
    while run_waiting():
        pass


def said_by_all(number: int) -> Iterator[Text]:
    for place in range(number):
        yield Text(place % PEOPLE, place, f"Message {place} of many")


def in_stories(texts: Iterable[Text], *, has_talks: bool) -> list[list[str]]:
    """What stands in each story at the end: one of each person, or one of each message."""
    return list(of_each(texts).values()) if has_talks else [[each.text] for each in texts]


def of_each(texts: Iterable[Text]) -> dict[int, list[str]]:
    """In order, by person."""
    found: dict[int, list[str]] = {who: [] for who in range(PEOPLE)}
    for each in texts:
        found[each.who].append(each.text)
    return found
