"""What a payload becomes, for the tests of the chats of other companies."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from saphan.voice.channels.events import Parsed, Reached, Said
from saphan.voice.channels.registry import channels
from tests.voice.channels.payloads import account, payload, received


@dataclass(frozen=True)
class Reader:
    """entered: on the set-up page, where it matters to what is read."""

    name: str
    entered: Mapping[str, str] = field(default_factory=dict)

    def parsed(self, body: bytes) -> tuple[Parsed, ...]:
        return channels()[self.name].parse(received(self.name, body), account(self.name, **self.entered))

    def read(self, file: str) -> tuple[Parsed, ...]:
        return self.parsed(payload(self.name, file))

    def first(self, file: str) -> Parsed | None:
        return next(iter(self.read(file)), None)

    def said(self, file: str) -> Said:
        """The only event of a file."""
        (event,) = self.read(file)
        assert isinstance(event, Said)
        return event

    def reached(self, file: str) -> Reached:
        event = self.first(file)
        assert isinstance(event, Reached)
        return event
