"""What workers say of an answer, as a company reads it: in bands."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.dialogue.boards.results import Truth
from saphan.release.bands import band

SAID = {
    "yes": _("Yes, it is true"),
    "no": _("No, it is not true"),
    "unsure": _("I do not know"),
}


def in_bands(truth: Truth) -> tuple[tuple[str | Promise, str], ...]:
    """Words, and about how many; "" where it is too few."""
    return tuple((words, _band(getattr(truth, code))) for code, words in SAID.items())


def _band(people: int | None) -> str:
    return band(people) if people is not None else ""
