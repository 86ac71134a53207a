"""Approved replies: reference data. Staff pick one by its number; she reads it in her own language.

The English sentence is the message id; each language is a catalogue of this room. Written for a phone: "you" and
"we", short sentences, nothing promised that the desk does not do, and nothing that names a company.
"""

from dataclasses import dataclass

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy, gettext_noop


@dataclass(frozen=True, slots=True)
class ApprovedReply:
    """`label` is for staff, `sentences` for her. key: what staff press; short: what they type after a stroke.

    closes_as: the outcome, when it ends a talk.
    """

    code: str
    key: str
    short: str
    label: str | Promise
    sentences: tuple[str, ...]
    closes_as: str = ""


_EACH = (
    ApprovedReply(
        "thanks_test",
        "1",
        "thanks",
        gettext_lazy("Thank you for trying us (test)"),
        (
            gettext_noop("Thank you for trying this."),
            gettext_noop("It works, and people read what you write."),
            gettext_noop("Come back any time you need us."),
        ),
        closes_as="test_call",
    ),
    ApprovedReply(
        "question_rights_generic",
        "2",
        "info",
        gettext_lazy("Where to find information (ends the talk)"),
        (
            gettext_noop("Thank you for your question."),
            gettext_noop("You have rights at work, with or without papers."),
            gettext_noop("Nobody may keep your passport, and your pay belongs to you."),
            gettext_noop("If something is wrong, write to us here and we answer you."),
        ),
        closes_as="information_given",
    ),
    ApprovedReply(
        "we_read_you",
        "3",
        "ack",
        gettext_lazy("We have read you"),
        (
            gettext_noop("We have read what you wrote."),
            gettext_noop("Thank you for telling us."),
            gettext_noop("We tell nobody without your yes."),
            gettext_noop("We write to you again here soon."),
        ),
    ),
    ApprovedReply(
        "ask_more",
        "4",
        "more",
        gettext_lazy("Please tell us more"),
        (
            gettext_noop("Thank you for telling us."),
            gettext_noop("To help, we would like to know a little more."),
            gettext_noop("Where do you work, and since when has this happened?"),
            gettext_noop("Does it happen to other people too?"),
            gettext_noop("Write only what feels safe."),
        ),
    ),
    ApprovedReply(
        "ask_when_safe",
        "5",
        "when",
        gettext_lazy("When is it safe to reach you?"),
        (
            gettext_noop("When is it safe for you to read or talk?"),
            gettext_noop("Can other people see this phone?"),
            gettext_noop("Tell us, and we keep to it."),
        ),
    ),
    ApprovedReply(
        "out_of_hours",
        "6",
        "closed",
        gettext_lazy("We are closed now"),
        (
            gettext_noop("We have your message."),
            gettext_noop("Our desk is closed now, and we answer when it opens."),
            gettext_noop('If you are in danger, tap "I am in danger".'),
        ),
    ),
)

ALL: dict[str, ApprovedReply] = {reply.code: reply for reply in _EACH}
SHORT: dict[str, str] = {reply.short: reply.code for reply in _EACH}


def words(code: str, language: str) -> str:
    """The whole reply in `language`, or in English where that language has no catalogue yet. Raises KeyError."""
    with translation.override(language):
        return " ".join(gettext(sentence) for sentence in ALL[code].sentences)


def is_written_in(language: str) -> bool:
    """True when replies reach her in this language; else staff are told that English would be sent."""
    return language == "en" or words("thanks_test", language) != words("thanks_test", "en")
