"""Which class an input is of, and the rule that says so (domain model §8). Pure.

Voice: she starts it or speaks openly, and somebody is bound to see to it. What comes through a line that is run or paid
by whom it may be about is feedback, until she has spoken with the desk. What teaches or invites her, or what she finds
out for herself, is engagement. What she is asked with many others is a poll. Only voice may corroborate.

Every input names its rule, and the rule gives the class; nothing gives a class by itself. A message keeps its rule in
its row. Of whatever is kept in a table of its own, all rows are of one rule, which the model names as `INPUT_RULE`.
"""

from collections.abc import Mapping
from typing import Final

VOICE, FEEDBACK, ENGAGEMENT, POLL = "voice", "feedback", "engagement", "poll"
CLASSES: Final = (VOICE, FEEDBACK, ENGAGEMENT, POLL)
NO_VOICE: Final = (FEEDBACK, ENGAGEMENT, POLL)

SHE_BEGAN = "she_began"  # by a way that nobody runs or pays for whom it may be about
ANSWERED_US = "answered_us"  # our question about her own case, to which somebody is bound
MET = "met"  # a person of ours met her and wrote it down
TOLD = "told"  # she told it to a person of ours on the telephone
OLD_LOG = "old_log"  # kept by the desk before Saphan
SPOKEN_WITH = "spoken_with"  # it had come through their line; then she spoke with the desk
THEIR_LINE = "their_line"  # run or paid by whom it may be about, its owner or its buyer
OTHERS_ABOUT_HER = "others_about"  # words of a company, an authority or another service about her
REVIEWED = "reviewed"  # how a recruiter was: nobody is bound to put it right
ABOUT_A_PAGE = "about_a_page"  # whether our own page was clear
IS_IT_TRUE = "is_it_true"  # whether an employer's public answer is true
FOUND_OUT = "found_out"  # she checks an offer, or keeps what she found out
LEARNED = "learned"  # a question of a lesson, or that she has read it
ASKED_ON_A_BOARD = "asked_on_board"  # a question that an employer may answer
SAID_AT_A_TABLE = "said_at_table"  # a representative, where several sit together
POLLED = "polled"  # one question to many

RULES: Final[Mapping[str, str]] = {
    **dict.fromkeys((SHE_BEGAN, ANSWERED_US, MET, TOLD, OLD_LOG, SPOKEN_WITH), VOICE),
    **dict.fromkeys((THEIR_LINE, OTHERS_ABOUT_HER, REVIEWED, ABOUT_A_PAGE, IS_IT_TRUE), FEEDBACK),
    **dict.fromkeys((FOUND_OUT, LEARNED, ASKED_ON_A_BOARD, SAID_AT_A_TABLE), ENGAGEMENT),
    POLLED: POLL,
}
"""Class by rule."""


def class_of(rule: str) -> str:
    """Raises KeyError: an input without a rule is none that is taken."""
    return RULES[rule]


def of_a_line(*, independent: bool, about_herself: bool = True) -> str:
    """For what comes by a channel or a system. independent: nobody runs or pays for it whom it may be about."""
    if not about_herself:
        return OTHERS_ABOUT_HER
    return SHE_BEGAN if independent else THEIR_LINE
