"""What a worker reads on a card or a poster, in each language of our pages."""

from collections.abc import Iterator

from django.utils import translation
from django.utils.translation import gettext as _

from saphan.voice.speaking import worker_languages


def languages() -> Iterator[tuple[str, str]]:
    """Code and own name of each."""
    yield from worker_languages()


def words(language: str) -> tuple[str, str]:
    """The question, and who asks."""
    with translation.override(language):
        return _("What happened?"), _("a team that helps workers")
