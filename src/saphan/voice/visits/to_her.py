"""What is asked on a visit, in the worker's own language: the very sentences to which she says yes or no."""

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.languages.catalogue import LANGUAGES
from saphan.voice.speaking import is_spoken, worker_languages
from saphan.voice.vocabulary import ICONS
from saphan.voice.wording import ICONS as ICON_WORDS
from saphan.voice.wording import TELL, TIMES

Rows = tuple[tuple[str, str], ...]  # language, words

ASKED: Mapping[str, str | Promise] = {
    "keep": _("May we write down what you say, and keep it? Only our team reads it."),
    "about": _("What is it about?"),
    "what": _("What happened?"),
    "where": _("Where did it happen?"),
    "number": _("Your number"),
    "ring": _("May we ring you at this number, at these times only?"),
    "when": _("When is it safe to ring?"),
    "tell": _("May anyone else be told?"),
    "code": _("Write it down like a card number. With it you come back from any phone."),
    "later": _("It opens your story when your words have reached our team."),
}
CONSENTS = ("keep", "ring", "tell")


def in_each(words: str | Promise) -> Rows:
    """One sentence in every language that workers read."""
    return tuple((code, _in(code, words)) for code, _name in worker_languages())


def asked() -> dict[str, Rows]:
    return {name: in_each(words) for name, words in ASKED.items()}


def icons() -> list[tuple[str, Rows]]:
    return [(code, in_each(ICON_WORDS[code])) for code in ICONS]


def times() -> list[tuple[str, Rows]]:
    return [(code, in_each(words)) for code, words in TIMES.items()]


def tells() -> list[tuple[str, Rows]]:
    return [(code, in_each(TELL[code])) for code in ("ask_first", "nobody", "words_without_name")]


def spoken() -> Iterator[tuple[str, str, str]]:
    """Every language that somebody may speak: its code, its name, and the language in which she is asked."""
    for one in LANGUAGES:
        nearest = next((code for code in one.offered if is_spoken(code)), "en")
        name = one.own_name if one.own_name == one.english_name else f"{one.own_name} · {one.english_name}"
        yield one.code, name, nearest


@cache
def version(language: str) -> str:
    """Of the sentences to which she says yes or no, in one language: other words have another one."""
    words = [_in(language, ASKED[name]) for name in CONSENTS]
    words += [_in(language, each) for each in TELL.values()]
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:12]


def _in(language: str, words: str | Promise) -> str:
    with translation.override(language):
        return str(words)
