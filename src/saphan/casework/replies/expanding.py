"""Short codes in a reply box: `/ack` alone on a line stands for the words of a reply. Pure."""

import re
from collections.abc import Mapping

CODE = r"[a-z][a-z0-9-]{1,19}"
_LINE = re.compile(rf"^[ \t]*/({CODE})[ \t]*\r?$", re.MULTILINE)


def codes_in(text: str) -> tuple[str, ...]:
    """Each code once, in order, without its stroke."""
    return tuple(dict.fromkeys(_LINE.findall(text)))


def expanded(text: str, words: Mapping[str, str]) -> str:
    """The text with the words of each code in its place. Raises KeyError for a code without words."""
    return _LINE.sub(lambda found: words[found[1]], text)
