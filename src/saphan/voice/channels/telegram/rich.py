"""The words of a message with headings, lists and tables. Source: https://core.telegram.org/bots/api#richmessage"""

from collections.abc import Iterator
from typing import Any

LINES = ("summary", "text", "caption")
INSIDE = ("blocks", "items")
SAID = ("text", "credit", "expression", "alternative_text")
CARRIES = frozenset({"animation", "audio", "document", "location", "photo", "video", "voice_note"})
Part = dict[str, Any]


def words(message: Part) -> str:
    """A line for each paragraph, point and row. Raises TypeError or AttributeError for what is none of it."""
    return "\n".join(line for line in _lines(message) if line.strip())


def carries_more(part: Part) -> bool:
    """Whether a picture, a recording or a place stands among the words."""
    return bool(CARRIES & part.keys()) or any(carries_more(each) for each in _inside(part))


def _lines(part: Part) -> Iterator[str]:
    yield from (_line(part[name]) for name in LINES if name in part)
    for each in _inside(part):
        yield from _lines(each)
    for row in part.get("cells", []):
        yield " | ".join(_line(cell) for cell in row)
    yield _line(part.get("credit", ""))


def _inside(part: Part) -> Iterator[Part]:
    for name in INSIDE:
        yield from part.get(name, [])


def _line(said: Any) -> str:
    """Plain, or several pieces, or a piece that is bold, a link, a formula."""
    if isinstance(said, str):
        return said
    if isinstance(said, list):
        return "".join(map(_line, said))
    return " ".join(_line(said[name]) for name in SAID if said.get(name))
