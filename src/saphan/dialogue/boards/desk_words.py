"""What staff and companies read of boards."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from saphan.dialogue.promises import desk_words as promises
from saphan.store.refusals import Refusal

BOARDS: Final = _("Boards")
QUESTIONS: Final = _("Questions of workers")
STATES: promises.Words = {
    **promises.STATES,
    "open": _("open"),
    "owed": _("an answer is late"),
    "closed": _("closed"),
}
MISSING: promises.Words = {
    "languages": _("Choose the languages in which workers ask."),
    "responder": _("Name the company that answers."),
    "answer_days": _("Say within how many days it answers each question: at most 30."),
    **promises.MISSING,
    "crowd": _(
        "At least 10 people must work there, or a question points at somebody. "
        "Write down how many work there, on the workplace's page."
    ),
    "another": _("This workplace has a board already. Close that one first."),
    "owes_an_answer": _("This company let the day of an earlier answer pass. Until it answers, nothing new is opened."),
    "accepted": _("The company has not accepted these terms. Propose the board to it, and wait for its yes."),
}
REFUSED: promises.Words = {
    **promises.REFUSED,
    "not_open": _("It is not open."),
    "read_it": _("Read it, and tick both."),
    "words": _("Write it in each language, with at most 500 signs."),
    "reaches": _("Take out what leads to somebody: a number to call, an address, a link."),
    "reason": _("Choose a reason."),
    "done": _("Somebody has done that already."),
    "answer": _("Write an answer of at most 2,000 signs."),
    "answered": _("It is answered already."),
}
DECLINED: promises.Words = {
    "harm": _("It tells of a harm"),
    "names_somebody": _("It names somebody"),
    "points_at_her": _("It points at whoever wrote it"),
    "hateful": _("It is hateful"),
    "no_question": _("It asks nothing"),
}
SENT_BACK: promises.Words = {
    "asks_who": _("It asks who wrote"),
    "names_somebody": DECLINED["names_somebody"],
    "threatens": _("It threatens"),
    "no_answer": _("It answers nothing"),
}


def why(refusal: Refusal) -> tuple[str, ...]:
    return promises.why(refusal, MISSING, REFUSED)
