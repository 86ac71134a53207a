"""In which languages workers are asked, the part of an address that says which, and words in one of them."""

from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from django.urls import register_converter

from saphan.languages.switched_on import ROOMS, for_the_polled
from saphan.voice.speaking import LanguageInAddress

Words = TypeVar("Words")


@cache
def polled_languages() -> frozenset[str]:
    """Codes of those whose catalogue of this room is there; English always."""
    return frozenset(one.code for one in for_the_polled(ROOMS))


def in_language(words: Mapping[str, Words], language: str) -> Words:
    """In hers; else in English, else in whichever there is."""
    return words.get(language) or words.get("en") or next(iter(words.values()))


class LanguagePolled(LanguageInAddress):
    """The first part of the address of a poll: `/my/`."""

    def to_python(self, value: str) -> str:
        if value not in polled_languages():
            raise ValueError
        return super().to_python(value)


register_converter(LanguagePolled, "polled")
