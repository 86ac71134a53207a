"""One thing that is kept: the words that she read, in her language, and the same as codes for whoever reads another."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import translation
from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Sign:
    """A reason that she was shown: its level, what it said, and by which rule in which edition."""

    level: str
    name: Words
    words: str
    rule: str
    edition: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """In one reader's language. lines: what was asked, and what she said."""

    title: Words
    lines: tuple[tuple[Words, Words], ...]
    signs: tuple[Sign, ...] = ()

    @property
    def as_text(self) -> str:
        said = [f"{asked} {answer}" for asked, answer in self.lines]
        return "\n".join((str(self.title), *(f"{sign.name}: {sign.words}" for sign in self.signs), *said))


Render = Callable[[Mapping[str, Any], str], Rendered]
_renders: dict[str, Render] = {}


def renders(kind: str, render: Render) -> None:
    """Say, in AppConfig.ready(), how the codes of one kind of thing read in a language."""
    _renders[kind] = render


@dataclass(frozen=True, slots=True)
class Thing:
    """kind: offer, contract or review. words: as she read it, in `language`."""

    kind: str
    language: str
    words: str = field(repr=False)
    codes: Mapping[str, Any] = field(repr=False)

    @property
    def as_text(self) -> str:
        return json.dumps([self.kind, self.language, self.words, self.codes], ensure_ascii=False)


def thing(kind: str, codes: Mapping[str, Any], language: str) -> Thing:
    return Thing(kind, language, rendered(kind, codes, language).as_text, codes)


def from_text(text: str) -> Thing:
    return Thing(*json.loads(text))


def rendered(kind: str, codes: Mapping[str, Any], language: str) -> Rendered:
    with translation.override(language):
        return _renders[kind](codes, language)
