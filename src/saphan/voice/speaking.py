"""In which languages a worker can read our pages: English, and every language that voice has a catalogue for."""

from functools import cache
from pathlib import Path

from django.conf import settings

CATALOGUES = Path(__file__).parent / "locale"


@cache
def worker_languages() -> tuple[tuple[str, str], ...]:
    """Code and own name of each, in the order of the settings."""
    return tuple((code, name) for code, name in settings.LANGUAGES if code == "en" or (CATALOGUES / code).is_dir())


def is_spoken(language: str) -> bool:
    return language in dict(worker_languages())


class LanguageInAddress:
    """The first part of a worker's address: `/my/`. So her language needs no cookie."""

    regex = "[a-z]{2,3}"

    def to_python(self, value: str) -> str:
        if not is_spoken(value):
            raise ValueError
        return value

    def to_url(self, value: str) -> str:
        return value
