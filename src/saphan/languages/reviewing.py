"""Which translations a named native reviewer has accepted. Pure: reads and writes files beside the catalogues.

Beside `<room>/locale/<language>/LC_MESSAGES/django.po` stands `accepted.tsv`: the hash of each accepted sentence with
its translation, the day, the reviewer, and the sentence for whoever reads the file. The hash is over the very words, so
a translation that is changed later is machine-made again until somebody accepts the new one.
"""

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

MARK = "#. machine-made, not yet reviewed by a native speaker\n"
FILE = "accepted.tsv"


class CannotAccept(Exception):
    """Nothing was accepted; the words say why, to whoever runs the command."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One translation, as one reviewer read it."""

    digest: str
    on: str
    by: str
    sentence: str


@dataclass(frozen=True, slots=True, order=True)
class State:
    """How far one room is in one language."""

    language: str
    room: str
    sentences: int
    accepted: int
    by: tuple[str, ...]

    @property
    def is_accepted(self) -> bool:
        return self.accepted == self.sentences


def catalogue(file: Path) -> Catalog:
    """Read a .po file. Raises PoFileError with the line that cannot be read."""
    with file.open("rb") as text:
        return read_po(text, locale=file.parts[-3], abort_invalid=True)


def entries(file: Path) -> list[Message]:
    """The sentences of a catalogue, in its order."""
    return [message for message in catalogue(file) if message.id]


def catalogues(source: Path) -> Iterator[Path]:
    """Every catalogue of every room, by language and room."""
    return iter(sorted(source.glob("*/locale/*/LC_MESSAGES/django.po"), key=lambda file: (file.parts[-3], _room(file))))


def each(words: str | Sequence[str] | None) -> tuple[str, ...]:
    """The forms of a sentence: one, or those for each number."""
    return (words,) if isinstance(words, str) else tuple(words or ())


def digest(message: Message) -> str:
    """Of context, English and translation together, every form of them."""
    words = (message.context or "", *each(message.id), "→", *each(message.string))
    return sha256("\0".join(words).encode()).hexdigest()[:32]


def acceptances(file: Path) -> dict[str, Acceptance]:
    """What was ever accepted of a catalogue, by hash; words changed since are in here under their old hash."""
    beside = file.with_name(FILE)
    if not beside.exists():
        return {}
    rows = csv.reader(beside.read_text().splitlines()[1:], delimiter="\t")
    return {row[0]: Acceptance(*row) for row in rows}


def state(file: Path) -> State:
    known = acceptances(file)
    ours = entries(file)
    found = [known[digest(message)] for message in ours if digest(message) in known]
    return State(file.parts[-3], _room(file), len(ours), len(found), tuple(sorted({one.by for one in found})))


@cache
def is_accepted(source: Path, language: str, rooms: tuple[str, ...]) -> bool:
    """Whether a native reviewer has accepted every sentence that these rooms have in a language. English is the source.

    Looked up once for as long as the process runs. Without any list beside a catalogue no catalogue is read.
    """
    if language == "en":
        return True
    files = [source / room / "locale" / language / "LC_MESSAGES" / "django.po" for room in rooms]
    if not all(file.with_name(FILE).exists() for file in files if file.exists()):
        return False
    return any(file.exists() for file in files) and all(state(file).is_accepted for file in files if file.exists())


def accept(file: Path, *, by: str, on: date, only: Collection[str] | None = None) -> int:
    """Keep that this reviewer accepts the catalogue as it stands, or the English sentences of `only`; returns how many.

    Raises CannotAccept for a reviewer without a name, a catalogue or sentence that is not there, and an empty
    translation. Nothing is written then.
    """
    if not by.strip() or any(sign in by for sign in "\t\n"):
        raise CannotAccept("Who accepts them? Give the reviewer's name.")
    if not file.exists():
        raise CannotAccept(f"There is no catalogue {file.parts[-3]} of {_room(file)}.")
    ours = entries(file)
    chosen = ours if only is None else [message for message in ours if each(message.id)[0] in only]
    _refuse_what_is_not_there(chosen, only)
    known = acceptances(file)
    new = [_accepted(message, by.strip(), on) for message in chosen if digest(message) not in known]
    still = {digest(message) for message in ours}
    _write(file, [one for one in (*known.values(), *new) if one.digest in still])
    _mark(file, ours)
    return len(new)


def keep(file: Path, read: Collection[Acceptance]) -> int:
    """Keep acceptances that were given elsewhere, of words that still stand; returns how many were new."""
    ours = entries(file)
    still = {digest(message) for message in ours}
    known = acceptances(file)
    new = {one.digest: one for one in read if one.digest in still and one.digest not in known}
    if new:
        _write(file, [one for one in (*known.values(), *new.values()) if one.digest in still])
        _mark(file, ours)
    return len(new)


def _refuse_what_is_not_there(chosen: Sequence[Message], only: Collection[str] | None) -> None:
    if strange := sorted(set(only or ()) - {each(message.id)[0] for message in chosen}):
        raise CannotAccept("\n".join(["These sentences are not in the catalogue:", *strange]))
    if empty := [each(message.id)[0] for message in chosen if not all(each(message.string))]:
        raise CannotAccept("\n".join(["These have no translation yet:", *empty]))


def _accepted(message: Message, by: str, on: date) -> Acceptance:
    return Acceptance(digest(message), on.isoformat(), by, each(message.id)[0])


def _write(file: Path, kept: Sequence[Acceptance]) -> None:
    text = io.StringIO()
    rows = csv.writer(text, delimiter="\t", lineterminator="\n")
    rows.writerow(("hash", "on", "by", "sentence"))
    rows.writerows(astuple(one) for one in sorted(kept, key=lambda one: (one.sentence, one.digest)))
    file.with_name(FILE).write_text(text.getvalue())


def _mark(file: Path, ours: Sequence[Message]) -> None:
    """Take the machine's mark from what is accepted, and give it to everything else."""
    known = acceptances(file)
    head, *blocks = file.read_text().strip().split("\n\n")
    marked = [
        block.replace(MARK, "") if digest(message) in known else MARK + block.replace(MARK, "")
        for block, message in zip(blocks, ours, strict=True)
    ]
    file.write_text("\n\n".join([head, *marked]) + "\n")


def _room(file: Path) -> str:
    return file.parts[-5]
