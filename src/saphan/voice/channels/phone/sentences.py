"""What the machine on the telephone says. Each sentence has a code, by which its recording is named."""

from collections.abc import Mapping

from babel import Locale
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DANGER = "danger"
ALARM = "alarm"
WE_RING_AT_ONCE = "we-ring-at-once"
MENU = "menu"
WITH_PERSON = "with-person"
NOBODY_NOW = "nobody-now"
SPEAK = "speak"
KEPT = "kept"
NOT_KEPT = "not-kept"
WE_RING = "we-ring"
HIDDEN = "hidden"
CODE = "code"
WAITING, READ, ANSWERED, CLOSED = "waiting", "read", "answered", "closed"
WRONG, MISTYPED = "wrong", "mistyped"
GOODBYE = "goodbye"
PUT_THROUGH = "put-through"

SENTENCES: Mapping[str, str | Promise] = {
    DANGER: _("If you are in danger, press 0."),
    ALARM: _("We are telling our team at once."),
    WE_RING_AT_ONCE: _("We ring you as soon as we can. You can hang up now."),
    MENU: _(
        "Press 1 to speak a message. Press 2, and we will ring you. "
        "Press 3 if you have a number with 16 digits from us."
    ),
    WITH_PERSON: _("Press 4 to speak with a person now."),
    NOBODY_NOW: _("Nobody is here to answer the phone now."),
    SPEAK: _("Please speak after the tone. Say no name if you are afraid. Press the hash key when you are done."),
    KEPT: _("Thank you. We have your message. A person will listen to it."),
    NOT_KEPT: _("We heard nothing."),
    WE_RING: _("Good. We will ring you. You can hang up now."),
    HIDDEN: _("Your number is hidden, so we cannot ring you. Please speak a message."),
    CODE: _("Please press the 16 digits of your number, one after the other."),
    WAITING: _("We have your story. Nobody has read it yet."),
    READ: _("Somebody has read your story. There is no answer yet."),
    ANSWERED: _("There is an answer for you. You can read it on our page with your number."),
    CLOSED: _("Your story is closed. You can open it again on our page."),
    WRONG: _("There is no story with this number."),
    MISTYPED: _("One digit is wrong. Please try again."),
    GOODBYE: _("Thank you for calling. Goodbye."),
    PUT_THROUGH: _("Please wait. We are ringing a person."),
}
CHOOSE: str | Promise = _("For this language, press %(key)s.")
CHOOSE_BY_NAME: str | Promise = _("For %(language)s, press %(key)s.")

SPOKEN = {
    "en": "en-GB",
    "th": "th-TH",
    "vi": "vi-VN",
    "id": "id-ID",
    "hi": "hi-IN",
    "bn": "bn-IN",
    "ta": "ta-IN",
    "tl": "fil-PH",
    "ms": "ms-MY",
}
"""Languages that a machine voice of Twilio speaks (https://www.twilio.com/docs/voice/twiml/say/text-speech): no
Burmese, Khmer, Lao, Nepali, Shan or Karen. Those need the desk's own recordings."""


def words(code: str, language: str) -> str:
    with translation.override(language):
        return str(SENTENCES[code])


def is_said_in(language: str) -> bool:
    """Whether a machine voice can say our sentences in it: Twilio has the voice, and we have the words."""
    return language == "en" or (language in SPOKEN and words(MENU, language) != words(MENU, "en"))


def choose(language: str, key: int) -> str:
    """In that language itself."""
    with translation.override(language):
        return str(CHOOSE) % {"key": key}


def choose_by_name(language: str, key: int) -> str:
    """In English, where nobody recorded it and no machine speaks it."""
    name = Locale("en").languages.get(language, language)
    with translation.override("en"):
        return str(CHOOSE_BY_NAME) % {"language": name, "key": key}
