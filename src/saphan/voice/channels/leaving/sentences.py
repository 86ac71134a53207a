"""What the house itself writes into a chat: short, true, and nothing that tells a stranger what it is about."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.voice.channels.contract import Choice
from saphan.voice.wishes import choosing

HELLO = "hello"
MACHINE = "machine"
ASK_WHAT = "ask_what"
ASK_OWNER = "ask_owner"
NEWS = "news"
ONLY_NEWS = "only_news"
NOTHING_MORE = "nothing_more"
MISTAKE = "mistake"
WE_CALL = "we_call"
NOT_OPENED = "not_opened"
NOT_CARRIED = {
    "sticker": "no_sticker",
    "location": "no_place",
    "contact": "no_card",
    "video": "no_video",
    "document": "no_file",
    "other": "no_other",
}
ALONE = "alone"
ASK_LANGUAGE = "ask_language"
LANGUAGE_KEPT = "language_kept"
SPEAKS_LATER = "speaks_later"
SPEAKS_CLOSEST = "speaks_closest"
SPEAKS_CLOSEST_LATER = "speaks_closest_later"
SPEAKS_NOBODY = "speaks_nobody"
SPEAKS = "speaks_"  # before the code of a language, on a button

SENTENCES: Mapping[str, str | Promise] = {
    HELLO: _("Thank you. We have it. A person will read it."),
    MACHINE: _("A computer may translate your words: %(name)s."),
    ASK_WHAT: _("There is an answer for you. What may we write in this chat?"),
    ASK_OWNER: _("Have you written to us before?"),
    NEWS: _("There is news for you."),
    ONLY_NEWS: _(
        "Good. Here we only write that there is news. You read it at %(address)s with this number: %(code)s. "
        "Write the number down. Then delete this message."
    ),
    NOTHING_MORE: _(
        "Good. We write nothing more here. Our answer waits at %(address)s with this number: %(code)s. "
        "Write the number down. Then delete this message."
    ),
    MISTAKE: _("What we wrote last was a mistake. Please forget it. We are sorry."),
    WE_CALL: _("Good. We will ring you."),
    NOT_OPENED: _("We could not open what you sent. Please send a photo or a voice message."),
    "no_sticker": _("We cannot read stickers. Please write it, or send a voice message."),
    "no_place": _("We see the place. Please write what happened there."),
    "no_card": _("We see the card. Please write who this is."),
    "no_video": _("We cannot keep videos. Please send a photo or a voice message."),
    "no_file": _("We cannot keep this file. Please send a photo or a voice message."),
    "no_other": _("We cannot read this. Please write it, or send a voice message."),
    ALONE: _("We do not read groups: others would see it. Please write to us alone."),
    ASK_LANGUAGE: _("Which language do you speak best?"),
    LANGUAGE_KEPT: _("Thank you. We know your language now."),
    SPEAKS_LATER: _("Nobody here speaks %(language)s now. Somebody does on %(day)s at %(time)s."),
    SPEAKS_CLOSEST: _("Nobody here speaks %(language)s now. Somebody speaks %(closest)s."),
    SPEAKS_CLOSEST_LATER: _("Nobody here speaks %(language)s now. Somebody speaks %(closest)s on %(day)s at %(time)s."),
    SPEAKS_NOBODY: _("Nobody here speaks %(language)s now."),
}

CHOICES: Mapping[str, tuple[tuple[str, str | Promise], ...]] = {
    ASK_WHAT: (
        ("everything", _("Everything")),
        ("neutral", _("Only that there is news")),
        ("nothing", _("Nothing")),
    ),
    ASK_OWNER: (("it_was_me", _("Yes")), ("not_me", _("No"))),
}


def written(code: str, language: str, buttons: int, values: Mapping[str, str]) -> tuple[str, tuple[Choice, ...]]:
    """The sentence in her language with its buttons; without enough buttons, with a number before each choice."""
    with translation.override(language):
        words = str(SENTENCES[code]) % dict(values) if values else str(SENTENCES[code])
        named = _languages(values) if code == ASK_LANGUAGE else CHOICES.get(code, ())
        choices = tuple(Choice(name, str(label)) for name, label in named)
        if len(choices) <= buttons:
            return words, choices
        lines = [f"{number} {choice.label}" for number, choice in enumerate(choices, 1)]
        return "\n".join([words, *lines, str(_("Send the number."))]), ()


def _languages(values: Mapping[str, str]) -> tuple[tuple[str, str | Promise], ...]:
    """Each by its own name, and another one."""
    named = tuple((SPEAKS + code, choosing.own_name(code)) for code in values.get("among", "").split())
    return (*named, (SPEAKS + choosing.OTHER, _("Another language")))


def chosen(code: str, typed: str, language: str) -> str:
    """The choice that somebody pressed or typed, by its code, its number or its label; empty for none."""
    said = typed.strip().rstrip(".)").casefold()
    with translation.override(language):
        for number, (name, label) in enumerate(CHOICES.get(code, ()), 1):
            if said in {str(number), name, str(label).casefold()}:
                return name
    return ""
