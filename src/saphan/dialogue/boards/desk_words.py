"""What staff and companies read of boards."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.store.refusals import Refusal

BOARDS: Final = _("Boards")
QUESTIONS: Final = _("Questions of workers")
REMEDIES: Mapping[str, str | Promise] = {
    "desk": _("This desk"),
    "committee": _("The workers' committee"),
    "union": _("A union"),
    "company": _("The company's own complaint office"),
}
STATES: Mapping[str, str | Promise] = {
    "draft": _("draft"),
    "proposed": _("waits for the company"),
    "accepted": _("accepted"),
    "open": _("open"),
    "owed": _("an answer is late"),
    "closed": _("closed"),
}
MISSING: Mapping[str, str | Promise] = {
    "languages": _("Choose the languages in which workers ask."),
    "responder": _("Name the company that answers."),
    "answer_days": _("Say within how many days it answers each question: at most 30."),
    "remedy": _("Say who deals with a problem that somebody reports."),
    "threshold": _("Say how many answers a number needs to be shown: at least 10."),
    "crowd": _(
        "At least 10 people must work there, or a question points at somebody. "
        "Write down how many work there, on the workplace's page."
    ),
    "another": _("This workplace has a board already. Close that one first."),
    "owes_an_answer": _("This company let the day of an earlier answer pass. Until it answers, nothing new is opened."),
    "accepted": _("The company has not accepted these terms. Propose the board to it, and wait for its yes."),
}
REFUSED: Mapping[str, str | Promise] = {
    "remedy": MISSING["remedy"],
    "organisation": _("Choose the workplace and the company from the list."),
    "no_draft": _("It is no draft any more."),
    "not_proposed": _("It does not wait for a yes any more."),
    "not_open": _("It is not open."),
    "read_it": _("Read it, and tick both."),
    "words": _("Write it in each language, with at most 500 signs."),
    "reaches": _("Take out what leads to somebody: a number to call, an address, a link."),
    "reason": _("Choose a reason."),
    "done": _("Somebody has done that already."),
    "answer": _("Write an answer of at most 2,000 signs."),
    "answered": _("It is answered already."),
}
DECLINED: Mapping[str, str | Promise] = {
    "harm": _("It tells of a harm"),
    "names_somebody": _("It names somebody"),
    "points_at_her": _("It points at whoever wrote it"),
    "hateful": _("It is hateful"),
    "no_question": _("It asks nothing"),
}
SENT_BACK: Mapping[str, str | Promise] = {
    "asks_who": _("It asks who wrote"),
    "names_somebody": DECLINED["names_somebody"],
    "threatens": _("It threatens"),
    "no_answer": _("It answers nothing"),
}


def why(refusal: Refusal) -> tuple[str, ...]:
    """What to do, one sentence a reason."""
    return tuple(str(MISSING.get(code) or REFUSED[code]) for code in refusal.ways_out)
