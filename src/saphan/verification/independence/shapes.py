"""What goes in and what comes out, as values. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple
from uuid import UUID

SAME_PERSON: Final = "same_person"  # several stories of one voice; inside a voice, so never between two
RULED_TOGETHER: Final = "ruled_together"
SAME_HANDLE: Final = "same_handle"
SAME_PHONE: Final = "same_phone"
SAME_BROWSER: Final = "same_browser"
SAME_TEXT: Final = "same_text"
ALIKE_TEXT: Final = "alike_text"
BURST: Final = "burst"
BEGAN_TOGETHER: Final = "began_together"

HARD: Final = (RULED_TOGETHER, SAME_PERSON, SAME_HANDLE, SAME_PHONE, SAME_BROWSER, SAME_TEXT)
SOFT: Final = (ALIKE_TEXT, BURST, BEGAN_TOGETHER)
REASONS: Final = (*HARD, *SOFT)


class Trace(NamedTuple):
    """What was kept of one story of a voice.

    began: whole hours since 1970, UTC. source: the door it came by, b"" when unknown. met: an outreach worker met her
    and wrote it down. vouched: a representative with a checked mandate speaks for her. handles, phones, browsers:
    keyed marks. texts: signatures of what she said (`languages.fingerprint`).
    """

    voice: UUID
    began: int
    channel: str = ""
    source: bytes = b""
    met: bool = False
    vouched: bool = False
    handles: frozenset[bytes] = frozenset()
    phones: frozenset[bytes] = frozenset()
    browsers: frozenset[bytes] = frozenset()
    texts: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """A verifier's word on two voices. Of several on the same two the last counts."""

    left: UUID
    right: UUID
    together: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two voices may be one. strength: 0..1, and 1 for a hard reason. left began before right."""

    left: UUID
    right: UUID
    reasons: tuple[str, ...]
    strength: float


@dataclass(frozen=True, slots=True)
class Cluster:
    """One independent voice: the earliest first. ties: why they are one, enough of them to hold it together.

    leans: what ties it to clusters that began before it without making them one. doubt: how far it leans, 0..1.
    anchored is not known here: whoever was called back or met leans on nobody (mass.py).
    """

    voices: tuple[UUID, ...]
    ties: tuple[Tie, ...] = ()
    leans: tuple[Tie, ...] = ()
    doubt: float = 0.0

    @property
    def id(self) -> UUID:
        """The voice that stands for it: the smallest, whoever began first."""
        return min(self.voices)


class Voice(NamedTuple):
    """Every story of one voice, taken together. began, source: of the earliest."""

    id: UUID
    began: int
    source: bytes
    excused: bool
    handles: frozenset[bytes]
    phones: frozenset[bytes]
    browsers: frozenset[bytes]
    texts: tuple[bytes, ...]

    @property
    def place(self) -> tuple[int, UUID]:
        """Where it stands in time; of two in one hour the smaller id is the earlier."""
        return self.began, self.id


def voices_in(traces: Iterable[Trace]) -> dict[UUID, Voice]:
    """One voice per person, earliest first. excused: met, or spoken for by a checked mandate, in any story."""
    stories: dict[UUID, list[Trace]] = {}
    for trace in traces:
        stories.setdefault(trace.voice, []).append(trace)
    heard = sorted((_voice(told) for told in stories.values()), key=lambda voice: voice.place)
    return {voice.id: voice for voice in heard}


def _voice(told: Sequence[Trace]) -> Voice:
    if len(told) == 1:  # nearly always
        return _of_one(told[0])
    first = min(told, key=lambda trace: (trace.began, trace.source))
    return Voice(
        id=first.voice,
        began=first.began,
        source=first.source,
        excused=any(trace.met or trace.vouched for trace in told),
        handles=frozenset().union(*(trace.handles for trace in told)),
        phones=frozenset().union(*(trace.phones for trace in told)),
        browsers=frozenset().union(*(trace.browsers for trace in told)),
        texts=tuple(sorted({text for trace in told for text in trace.texts if text})),
    )


def _of_one(told: Trace) -> Voice:
    texts = tuple(sorted({text for text in told.texts if text})) if told.texts else ()
    excused = told.met or told.vouched
    return Voice(told.voice, told.began, told.source, excused, told.handles, told.phones, told.browsers, texts)


@dataclass(frozen=True, slots=True)
class Rulings:
    """The last word on each two voices."""

    together: frozenset[tuple[UUID, UUID]]
    apart: frozenset[tuple[UUID, UUID]]

    def part(self, one: UUID, other: UUID) -> bool:
        return (min(one, other), max(one, other)) in self.apart

    def parted(self) -> frozenset[UUID]:
        """Every voice that somebody was ruled apart from."""
        return frozenset(voice for two in self.apart for voice in two)


def last_word(rulings: Iterable[Ruling]) -> Rulings:
    """rulings: oldest first."""
    last: dict[tuple[UUID, UUID], bool] = {}
    for ruling in rulings:
        if ruling.left != ruling.right:
            last[min(ruling.left, ruling.right), max(ruling.left, ruling.right)] = ruling.together
    together = frozenset(two for two, one in last.items() if one)
    return Rulings(together, frozenset(last.keys() - together))
