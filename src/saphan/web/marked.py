"""Everything marked for translation, and where it stands. Needs Django's settings."""

import io
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

KEYWORDS: Mapping[str, tuple[int | tuple[int, str], ...] | None] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
}
PATTERNS = ("*.py", "templates/**/*.html", "templates/**/*.txt")
DATA = "data/*.toml"
WORDS_OF_DATA = re.compile(r"^# words: (.+)$", re.MULTILINE)  # the keys of a file of data whose sentences are read


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """One sentence at one place. file: below the folder that was asked for; words: the English ones.

    context: what tells it from the same words elsewhere, or "".
    """

    file: Path
    line: int
    words: str
    context: str = ""


def places(source: Path) -> Iterator[Place]:
    """Every place below `source` where something is marked, file by file."""
    for file in sorted(found for pattern in PATTERNS for found in source.rglob(pattern)):
        for line, words, _comments, context in extract("python", io.BytesIO(_as_python(file)), keywords=KEYWORDS):
            yield Place(file, line, first(words), context or "")
    for file in sorted(source.rglob(DATA)):
        yield from _of_data(file)


@cache
def places_of(room: Path) -> Mapping[str, tuple[Place, ...]]:
    """The places of each sentence of a room, looked up once for as long as the process runs."""
    found: dict[str, list[Place]] = {}
    for place in places(room):
        found.setdefault(place.words, []).append(place)
    return {words: tuple(each) for words, each in found.items()}


def first(words: str | Sequence[str]) -> str:
    """The one form, or that for one thing."""
    return words if isinstance(words, str) else words[0]


def _of_data(file: Path) -> Iterator[Place]:
    """Each such key stands with its sentence in one line."""
    told = file.read_text(encoding="utf-8")
    if (keys := WORDS_OF_DATA.search(told)) is None:
        return
    names = "|".join(map(re.escape, keys[1].split()))
    for number, line in enumerate(told.splitlines(), 1):
        if re.match(rf"({names}) = ", line):
            yield Place(file, number, *tomllib.loads(line).values())


def _as_python(file: Path) -> bytes:
    text = file.read_text()
    if file.suffix == ".py":
        return text.encode()
    lines = templatize(text, origin=str(file)).splitlines()
    return "\n".join(line.lstrip() for line in lines).encode()  # a template's indentation is not Python's
