"""In which languages a job seeker finds out, and the part of an address that says which."""

from functools import cache

from django.urls import register_converter

from saphan.languages.switched_on import ROOMS, for_learners
from saphan.voice.speaking import LanguageInAddress


@cache
def learner_languages() -> frozenset[str]:
    """Codes of those whose catalogue of this room is there; English always."""
    return frozenset(one.code for one in for_learners(ROOMS))


class LanguageTaught(LanguageInAddress):
    """The first part of a job seeker's address: `/ne/`."""

    def to_python(self, value: str) -> str:
        if value not in learner_languages():
            raise ValueError
        return super().to_python(value)


register_converter(LanguageTaught, "taught")
