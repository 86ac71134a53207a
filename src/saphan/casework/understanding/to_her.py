"""What a worker reads of machines that translate: beside a reply, before she writes, and on her story's page."""

from django.utils import translation
from django.utils.translation import gettext, gettext_noop

BY_A_COMPUTER = gettext_noop("A computer translated this.")


def marked(text: str, language: str) -> str:
    """A machine's words, and below them, once, that they are a machine's."""
    with translation.override(language):
        says_so = gettext(BY_A_COMPUTER)
    return text if says_so in text else f"{text}\n\n{says_so}"
