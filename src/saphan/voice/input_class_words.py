"""Classes of input and the rules that give them, as a caseworker reads them beside a story."""

from collections.abc import Iterable, Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from saphan.voice import input_class as rules

CLASSES: Final[Mapping[str, str | Promise]] = {
    rules.VOICE: pgettext_lazy("class of input", "Voice"),
    rules.FEEDBACK: pgettext_lazy("class of input", "Feedback"),
    rules.ENGAGEMENT: pgettext_lazy("class of input", "Engagement"),
    rules.POLL: pgettext_lazy("class of input", "Poll"),
}
RULES: Final[Mapping[str, str | Promise]] = {
    rules.SHE_BEGAN: _("she began it herself"),
    rules.ANSWERED_US: _("she answered us about her own case"),
    rules.MET: _("one of us met her"),
    rules.TOLD: _("she told one of us on the telephone"),
    rules.OLD_LOG: _("from a log that was kept before"),
    rules.SPOKEN_WITH: _("it came through a company's line, and she has spoken with us since"),
    rules.THEIR_LINE: _("it came through a line that a company runs or pays for"),
    rules.OTHERS_ABOUT_HER: _("others wrote about her"),
    rules.REVIEWED: _("a review"),
    rules.ABOUT_A_PAGE: _("whether a page of ours was clear"),
    rules.IS_IT_TRUE: _("whether an employer's answer is true"),
    rules.FOUND_OUT: _("she found something out for herself"),
    rules.LEARNED: _("a lesson"),
    rules.ASKED_ON_A_BOARD: _("a question on a board"),
    rules.SAID_AT_A_TABLE: _("said at a round table"),
    rules.POLLED: _("many were asked the same"),
}
"""In lower case: each stands after its class and a colon."""


def of_story(found: Iterable[str]) -> tuple[str, ...]:
    """Class and rule of each kind of input of one story, once, in the order in which they came."""
    known = (rule for rule in dict.fromkeys(found) if rule in RULES)
    return tuple(f"{CLASSES[rules.class_of(rule)]}: {RULES[rule]}" for rule in known)
