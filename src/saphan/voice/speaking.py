"""In which languages a worker can read our pages, and the part of an address that says which."""

from django.conf import settings


def worker_languages() -> tuple[tuple[str, str], ...]:
    """Code and own name of each that is switched on, in the order of the table of languages."""
    return tuple(settings.LANGUAGES)


def nearest_first(language: str) -> tuple[tuple[str, str], ...]:
    """The same with one language, which her phone asks for, before the others."""
    return tuple(sorted(worker_languages(), key=lambda one: one[0] != language))


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
