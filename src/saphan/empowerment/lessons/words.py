"""What a lesson is made of, once read: its words, its facts with their sources, and the check at its end. Pure."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Literal

STAGES = ("origin", "transit", "arrival", "employment", "exit", "return")
TOPICS = {
    "fees": "fees",
    "contract": "papers",
    "documents": "key",
    "wages": "pay",
    "injury": "hurt",
    "changing": "plan",
    "leaving": "home",
    "pregnancy": "person",
    "phone": "phone",
    "help": "bell",
    "together": "people",
    "scam": "danger",
}
"""What a lesson is about, and the drawing that stands for it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who published what a fact rests on; address: empty where none is known."""

    title: str
    publisher: str
    date: date
    address: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a lesson says that can become untrue. text: in English; corridor: "MM-TH", or "all"."""

    id: str
    text: str
    source: Source
    stale_after: date
    corridor: str = "all"


@dataclass(frozen=True, slots=True)
class Question:
    """One of the two at the end. right: the place of the right answer, from 1."""

    asks: str
    answers: tuple[str, ...]
    right: int
    why: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line. fact: id of the fact that they rest on, in place of words."""

    text: str
    strong: bool = False
    fact: str = ""


Line = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, a list (an item each), or a picture (file; lines: what it shows)."""

    kind: Literal["heading", "paragraph", "bullets", "numbers", "picture"]
    lines: tuple[Line, ...]
    file: str = ""

    @property
    def plain(self) -> str:
        return "\n".join("".join(piece.text for piece in line).strip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class Written:
    """One lesson in one language. made_from: digest of the English that it was made from; empty in English."""

    title: str
    topic: str
    corridors: tuple[str, ...]
    stage: str
    order: int
    language: str
    edition: date
    made_by_machine: bool
    made_from: str
    facts: tuple[Fact, ...]
    check: tuple[Question, ...]
    body: str
    blocks: tuple[Block, ...]

    @property
    def digest(self) -> str:
        """Of all that a learner reads, so that one changed word makes it another text."""
        asked = (part for one in self.check for part in (one.asks, *one.answers, str(one.right), one.why))
        words = (self.title, self.body, *asked)
        return sha256("\0".join(words).encode()).hexdigest()[:32]

    @property
    def spoken(self) -> tuple[str, ...]:
        """As somebody would read it aloud."""
        said = (line for block in self.blocks if block.kind != "picture" for line in block.plain.split("\n"))
        return (self.title, *said)

    def is_for(self, corridor: str) -> bool:
        return "all" in self.corridors or corridor in self.corridors
