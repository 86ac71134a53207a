"""A report as PDF, or as pictures of its pages, set by typst. No request waits for this."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from saphan.languages.catalogue import by_code
from saphan.store.refusals import Refusal
from saphan.web import letters

TEMPLATE = Path(__file__).parent / "report.typ"
LETTERS = {
    "Latn": "Noto Sans",
    "Mymr": "Noto Sans Myanmar",
    "Khmr": "Noto Sans Khmer",
    "Thai": "Noto Sans Thai",
}
"""By script; typst joins, stacks and orders their signs, and breaks lines between words by itself."""
ACCESSIBLE = "ua-1"


class CannotBeSet(Refusal):
    """The machine has no typst, or no letters of this language; the way out names which."""

    code = "cannot_be_set"


def has_typst() -> bool:
    """True where the extra `[pdf]` is installed."""
    return find_spec("typst") is not None


def can_be_set(language: str) -> bool:
    """True where this machine has typst, and letters of this language."""
    return has_typst() and {_family(language), LETTERS["Latn"]} <= families()


def as_pdf(told: dict[str, Any]) -> bytes:
    """The same told is the same bytes: its date is the edition's. Tagged, with language and title (PDF/UA-1)."""
    return bytes(_compiled(told, format="pdf", pdf_standards=[ACCESSIBLE]))


def as_pictures(told: dict[str, Any], ppi: float = 80) -> list[bytes]:
    """One PNG a page."""
    made = _compiled(told, format="png", ppi=ppi)
    return [bytes(page) for page in made] if isinstance(made, list) else [bytes(made)]


def _compiled(told: dict[str, Any], **how: Any) -> Any:
    if not can_be_set(told["language"]):
        raise CannotBeSet("letters" if has_typst() else "typst")
    import typst

    inputs = {"told": json.dumps({**told, "letters": _family(told["language"])}, ensure_ascii=False)}
    return typst.compile(str(TEMPLATE), sys_inputs=inputs, font_paths=_folders(), **how)


def _family(language: str) -> str:
    return LETTERS[by_code()[language].scripts[0]]


@cache
def families() -> frozenset[str]:
    """Which letters this machine has, its own and those of the wheel that phones get theirs from."""
    import typst

    return frozenset(typst.Fonts(font_paths=_folders()).families())


@cache
def _folders() -> list[str]:
    """The machine's own go first; a wheel's have one weight only."""
    import typst

    if set(LETTERS.values()) <= set(typst.Fonts().families()):
        return []
    place = letters.folder()
    return [str(place)] if place else []
