"""Who can talk with her: her own language first, then the one of her pages, then one that is close. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import IntEnum

from saphan.languages.catalogue import in_group, language, offered


class Fit(IntEnum):
    """How well somebody can talk with her; less is better."""

    HERS = 0  # the language that she speaks
    PAGES = 1  # the one whose pages she reads
    CLOSEST = 2  # one that people who speak hers often understand


@dataclass(frozen=True, slots=True)
class Spoken:
    """The language in which somebody can talk with her, and how well that fits."""

    fit: Fit
    language: str


def alike(code: str) -> frozenset[str]:
    """The language itself, and those whose speakers read each other (Malay and Indonesian)."""
    found = language(code)
    return frozenset({code, *in_group(found.group)}) if found and found.group else frozenset({code})


def close_to(code: str) -> tuple[str, ...]:
    """Languages to try with who speaks this one, the closest first, without itself."""
    return tuple(one for one in offered(code) if one != code)


def spoken_with(languages: Collection[str], speaks: str, pages: str) -> Spoken | None:
    """What somebody who knows `languages` can speak with her; None when there is nothing.

    speaks: her language. pages: the language in which she reads us, the same in most stories.
    """
    for fit, wanted in ((Fit.HERS, (speaks,)), (Fit.PAGES, (pages,)), (Fit.CLOSEST, close_to(speaks))):
        known = next((one for one in wanted if one and alike(one) & set(languages)), None)
        if known is not None:
            return Spoken(fit, known)
    return None


def answered_in(speaks: str, pages: str, readable: Iterable[str]) -> str:
    """In which of the `readable` languages we write to who speaks this one, and reads `pages` now."""
    there = tuple(readable)
    if speaks in there:
        return speaks
    near = [one for one in close_to(speaks) if one in there]
    return pages if pages in near or not near else near[0]
