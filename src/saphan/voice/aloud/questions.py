"""What is read aloud: the questions of a worker's pages and of the telephone, in the words that stand there.

The sentences are those of the pages, so that nothing is translated twice; a test finds each of them there. A question
is read as one piece, with its answers. Where a language has no pages, whoever reads sees the words of the closest one
and says them in her own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from django.conf import settings
from django.utils.translation import gettext, override

from saphan.languages import catalogue
from saphan.voice import wording
from saphan.voice.channels.phone import sentences as telephone
from saphan.voice.wording import Words

TELEPHONE = "tel_"
KEYS = range(1, 10)
ANSWER_SOON = "We answer within one day. Read our answer with your code."
ONLY_US = "Only our team and you see this page."
NO_IS_FINE = "“No” is fine. We go on helping you."


@dataclass(frozen=True, slots=True)
class Question:
    """says: sentences of a page in English, or lists of words whose values are read. first: of the first pages."""

    code: str
    says: tuple[str | Words, ...]
    first: bool = True


QUESTIONS = (
    Question("say", ("What happened?", wording.ICONS, "Write", "Speak", "Photo", "Next you get a code.")),
    Question(
        "code",
        (
            "We have your words. This is your code.",
            "Write it down like a card number. With it you come back from any phone.",
            "Nobody else gets this code. We never ask you for it.",
        ),
    ),
    Question("danger", ("You are in danger", "Call our team now", "Help near you")),
    Question("called", ("Our team is called.", "Nobody looks within 15 minutes? Then our leader is called too.")),
    Question("about", ("Who is it about?", "About me", "About someone else")),
    Question("what", ("What is it about?", wording.ICONS)),
    Question(
        "where",
        (
            "Where did it happen?",
            "The factory, farm or boat, the town, your line or shift.",
            "When did it happen?",
            "A day, a month or a year. Write it your way.",
        ),
    ),
    Question(
        "answer",
        (
            "How may we answer you?",
            "I come back with my code",
            "Ring me. One of our team rings, no machine",
            "When is it safe to ring?",
            "We ring only at these times. We say no word about this to others.",
        ),
    ),
    Question(
        "tell",
        (
            *("May anyone else be told?", "Ask me first"),
            "Before anybody else reads anything, we show you the words.",
            *("Nobody else", "Only our team knows.", "Yes, without my name"),
            "When it cannot point at me. To factories and brands. And tell me.",
            *("Only if others say it too", "Until then only our team knows."),
            *("How many must say it, with you?", "When so many say it, we talk with each of you."),
            "Days later we ask you. You can still say no.",
        ),
    ),
    Question(
        "word",
        (
            "Protect what you wrote?",
            "Somebody may find your code. Then your words stay hidden without this.",
            "A word that only you know",
            "Or one picture",
        ),
    ),
    Question("done", ("Thank you. That is all we need.", ANSWER_SOON, "Tap “leave” before you give the phone away.")),
    Question(
        "enter",
        ("Type your code", "16 digits. Your own digits are fine.", "I lost my code", "Nobody sees that you are here."),
    ),
    Question(
        "lost",
        (
            "You lost your code",
            "We cannot show it: we do not keep it.",
            "Write to us again. We see that you wrote before, and join both.",
        ),
    ),
    Question("mine", ("Your story", "Our answers", "Write to us", "Where it stands", ONLY_US)),
    Question(
        "own_word", ("Your word or picture", "You forgot it? You can still write and read our answers."), first=False
    ),
    Question(
        "ask_consent",
        (
            *("May they read this?", wording.ANSWERS["consent"]),
            "You can take it back later. What they have read stays read.",
            NO_IS_FINE,
        ),
        first=False,
    ),
    Question("ask_enough", ("Is this plan enough?", wording.ANSWERS["enough"]), first=False),
    Question("ask_confirm", ("Is it really done?", wording.ANSWERS["confirm"]), first=False),
    Question("ask_held", ("Is it still good?", wording.ANSWERS["held"]), first=False),
    Question("ask_move", ("May another desk answer you?", wording.ANSWERS["move"], NO_IS_FINE), first=False),
    Question("ask_refer", ("May others help you too?", wording.ANSWERS["refer"], NO_IS_FINE), first=False),
    Question(
        "ask_claim",
        ("What may they read of your own case?", "They will know that it is you.", wording.ANSWERS["claim"]),
        first=False,
    ),
    Question(
        "ask_htcds", ("May we give them a file about your case?", wording.ANSWERS["htcds"], NO_IS_FINE), first=False
    ),
    Question(
        "ask_link",
        (
            *("Put your two stories together?", "Our team then reads both, as one person."),
            "Whoever has the code of one then reads both.",
            wording.ANSWERS["link"],
            *("You can part them again at any time.", NO_IS_FINE),
        ),
        first=False,
    ),
    Question(
        "ask_others",
        (
            *("Others say it too. May we go on?", wording.ANSWERS["others"]),
            "Nobody else is told yet. We ask you again, with the words.",
            NO_IS_FINE,
        ),
        first=False,
    ),
    Question(
        "ask_publish",
        (
            *("May everybody read this?", wording.ANSWERS["publish"]),
            "You can take it back later. What they have read stays read.",
            NO_IS_FINE,
        ),
        first=False,
    ),
    Question("ask_offer", ("What became of the job offer?", wording.ANSWERS["offer"]), first=False),
    Question("ask_again", ("Would you come to us again?", wording.ANSWERS["again"]), first=False),
    Question("ask_heard", ("How did you hear of us?", wording.ANSWERS["heard"]), first=False),
    Question("speak", ("Which language do you speak best?", "You can change this at any time."), first=False),
    Question(
        "answered_by", ("Who should answer you?", wording.ANSWERED_BY, "We try. It may take longer."), first=False
    ),
    Question(
        "together",
        (
            *("I also wrote in another way", "The code of your other story"),
            "First we tell you what it means. Then you say yes or no.",
        ),
        first=False,
    ),
    Question("shared", ("What you agreed to", "Take it back"), first=False),
    Question(
        "claim",
        (
            *("Raise my own case with my employer?", "They will know that it is you."),
            *("First we talk with you: is it safe?", "Then you see every word, and say yes or no."),
            "Until then we tell them nothing.",
        ),
        first=False,
    ),
    Question(
        "sometimes",
        (
            "May we ask you questions sometimes?",
            "Our team asks many workers the same. A company has promised to answer.",
            "We send a link to your chat. Whoever reads your phone sees it.",
            "It is not a report. We cannot see who answered what.",
            *("You can stop at any time, here.", "No questions, please", "Yes, you may ask me"),
        ),
        first=False,
    ),
    Question(
        "delete",
        (
            *("Delete your story?", "Gone for good: your words, photos, recordings, number and code."),
            *("Nobody can bring them back, not even we.", "Yes, delete it for good", "Keep it"),
        ),
        first=False,
    ),
)
CODES = (
    *(one.code for one in QUESTIONS),
    *(f"{TELEPHONE}{code}" for code in telephone.SENTENCES),
    *(f"{TELEPHONE}choose-{key}" for key in KEYS),
)
"""In the order in which they are read; 65 at most."""
FIRST = tuple(one.code for one in QUESTIONS if one.first)
"""Without these a language is not offered to be heard."""
_BY_CODE = {one.code: one for one in QUESTIONS}


def language_of_words(language: str) -> str:
    """The language in whose words our questions are shown to whoever reads them in this one."""
    switched_on = dict(settings.LANGUAGES)
    return next((code for code in catalogue.offered(language) if code in switched_on), "en")


def is_readable(language: str) -> bool:
    return language in catalogue.by_code()


@cache
def lines(code: str, language: str) -> tuple[str, ...]:
    """What stands on the page or is said by the telephone, line by line. Raises KeyError for an unknown code."""
    with override(language_of_words(language)):
        return tuple(_lines(code))


@cache
def digest(code: str, language: str) -> str:
    """Of the very sentences, in English and as they are shown: one changed word makes a recording old."""
    with override("en"):
        english = tuple(_lines(code))
    return sha256("\0".join((code, *english, "→", *lines(code, language))).encode()).hexdigest()[:32]


def _lines(code: str) -> Iterator[str]:
    if code.startswith(f"{TELEPHONE}choose-") and code in CODES:
        yield str(telephone.CHOOSE) % {"key": code[-1]}
    elif code.startswith(TELEPHONE):
        yield str(telephone.SENTENCES[code.removeprefix(TELEPHONE)])
    else:
        for part in _BY_CODE[code].says:
            yield from (map(str, part.values()) if isinstance(part, dict) else (gettext(part),))
