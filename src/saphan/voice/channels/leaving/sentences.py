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
WHICH_NUMBER = "which_number"
ASK_WHAT_NEWS = "ask_what_news"
ASKS_WHAT = (ASK_WHAT, ASK_WHAT_NEWS)
QUESTION = "question"
QUESTION_AGAIN = "question_again"
NEWS_OF_THE_OTHER = "news_other"
ASK_CODE = "ask_code"
CODE_MISTYPED = "code_mistyped"
CODE_UNKNOWN = "code_unknown"
CODE_TOMORROW = "code_tomorrow"
ASK_LINK = "ask_link"
LINK_WAITS = "link_waits"
LINKED = "linked"
UNLINKED = "unlinked"
NOT_LINKED = "not_linked"
DELETE_IT = "delete_it"
INVITED = "invited"
WITH_A_CODE = (QUESTION, ONLY_NEWS, NOTHING_MORE)  # she is told a number with which she opens her story
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
LANGUAGE_WAITS = "language_waits"
SPEAKS_LATER = "speaks_later"
SPEAKS_CLOSEST = "speaks_closest"
SPEAKS_CLOSEST_LATER = "speaks_closest_later"
SPEAKS_NOBODY = "speaks_nobody"
ANOTHER_LANGUAGE = _("Another language")
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
    WHICH_NUMBER: _("Good. Please write the number that we may ring."),
    ASK_WHAT_NEWS: _("There is news for you. What may we write in this chat?"),
    QUESTION: _(
        "There is a question for you. You read it at %(address)s with this number: %(code)s. "
        "Write the number down. Then delete this message."
    ),
    QUESTION_AGAIN: _("There is a question for you. You read it with your number."),
    NEWS_OF_THE_OTHER: _("There is news for you."),
    ASK_CODE: _("Please send the number that you got then. It has 16 digits."),
    CODE_MISTYPED: _("One digit is wrong, missing or too many. Look at your paper again."),
    CODE_UNKNOWN: _("This code opens nothing here. Perhaps it belongs to another place."),
    CODE_TOMORROW: _("Too many wrong tries today. Please try again tomorrow."),
    ASK_LINK: _(
        "You also wrote to us in another way. Shall we put both together? Our team then reads them as one person. "
        "With the number of one you read both. You can undo it."
    ),
    LINK_WAITS: _("Good. Please say yes there too."),
    LINKED: _("Good. Both are together now. To undo it, send 00."),
    UNLINKED: _("Good. Each stands by itself."),
    NOT_LINKED: _("We cannot put these two together. Open the other one at %(address)s."),
    DELETE_IT: _("Please delete the message with your number here."),
    INVITED: _("A few questions for workers. No name. Only if you want. %(address)s"),
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
    LANGUAGE_WAITS: _("Thank you. We have it. A person will read it."),
    SPEAKS_LATER: _("Nobody here speaks %(language)s now. Somebody does on %(day)s at %(time)s."),
    SPEAKS_CLOSEST: _("Nobody here speaks %(language)s now. Somebody speaks %(closest)s."),
    SPEAKS_CLOSEST_LATER: _("Nobody here speaks %(language)s now. Somebody speaks %(closest)s on %(day)s at %(time)s."),
    SPEAKS_NOBODY: _("Nobody here speaks %(language)s now."),
}

WHAT_MAY_BE_WRITTEN = (
    ("everything", _("Everything")),
    ("neutral", _("Only that there is news")),
    ("nothing", _("Nothing")),
)
WROTE_BEFORE, RING_ME = "wrote_before", "ring_me"
CHOICES: Mapping[str, tuple[tuple[str, str | Promise], ...]] = {
    ASK_WHAT: WHAT_MAY_BE_WRITTEN,
    ASK_WHAT_NEWS: WHAT_MAY_BE_WRITTEN,
    ASK_OWNER: (("it_was_me", _("Yes")), ("not_me", _("No"))),
    ASK_LINK: (("link_yes", _("Yes")), ("link_no", _("No"))),
    HELLO: ((WROTE_BEFORE, _("I wrote before")),),
    ASK_CODE: ((RING_ME, _("I have none. Ring me")),),
}
ONLY_AS_BUTTONS = frozenset({HELLO})  # where there are none, nothing of it is written


def written(code: str, language: str, buttons: int, values: Mapping[str, str]) -> tuple[str, tuple[Choice, ...]]:
    """The sentence in her language with its buttons; without enough buttons, with a number before each choice."""
    with translation.override(language):
        words = str(SENTENCES[code]) % dict(values) if values else str(SENTENCES[code])
        named = _languages(values) if code == ASK_LANGUAGE else CHOICES.get(code, ())
        choices = tuple(Choice(name, str(label)) for name, label in named)
        if len(choices) <= buttons:
            return words, choices
        if code in ONLY_AS_BUTTONS:
            return words, ()
        lines = [f"{number} {choice.label}" for number, choice in enumerate(choices, 1)]
        return "\n".join([words, *lines, str(_("Send the number."))]), ()


def _languages(values: Mapping[str, str]) -> tuple[tuple[str, str | Promise], ...]:
    """Each by its own name, and another one."""
    named = tuple((SPEAKS + code, choosing.own_name(code)) for code in values.get("among", "").split())
    return (*named, (SPEAKS + choosing.OTHER, ANOTHER_LANGUAGE))


def another(language: str) -> str:
    """The last choice among languages, as she reads it."""
    with translation.override(language):
        return str(ANOTHER_LANGUAGE)


def chosen(code: str, typed: str, language: str) -> str:
    """The choice that somebody pressed or typed, by its code, its number or its label; empty for none."""
    said = typed.strip().rstrip(".)").casefold()
    with translation.override(language):
        for number, (name, label) in enumerate(CHOICES.get(code, ()), 1):
            if said in {str(number), name, str(label).casefold()}:
                return name
    return ""
