"""What staff and companies read of polls."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from saphan.dialogue.promises import desk_words as promises
from saphan.store.refusals import Refusal

POLLS: Final = _("Polls")
STATES: promises.Words = {
    **promises.STATES,
    "running": _("runs"),
    "ended": _("waits for an answer"),
    "broken": _("the day passed without an answer"),
    "answered": _("answered"),
    "stopped": _("stopped"),
}
MISSING: promises.Words = {
    "questions": _("Write at least one question."),
    "languages": _("Choose the languages, and write every question and choice in each of them."),
    "whom": _("Say at which workplace, or in which corridor, people are asked."),
    "days": _("Say its first and its last day: at most 31 days."),
    "responder": _("Name the company that will answer what workers say."),
    "respond_by": _("Say by which day it answers: after the last day, within 45 days."),
    **promises.MISSING,
    "burden": _("This workplace is asked enough: at most 12 questions in 30 days. Ask fewer, or later."),
    "owes_an_answer": _(
        "This company let the day of an earlier answer pass. Until it answers, nobody is asked for it."
    ),
    "crowded": _("Fewer people speak by themselves there since they are asked. Pause, or write down why you go on."),
    "accepted": _("The company has not accepted these terms. Propose the poll to it, and wait for its yes."),
}
REFUSED: promises.Words = {
    "name": _("Give it a name of at most 120 signs."),
    **promises.REFUSED,
    "words": _("A question or choice has at most 300 signs."),
    "choices": _("A question has two to seven choices, as many in each language."),
    "delicate": _("A delicate question is answered by yes or no: take its choices out."),
    "too_early": _("It begins on its first day, not before."),
    "not_ended": _("Workers are still answering."),
    "why": _("Say why."),
    "reason": _("Say why in 20 to 1,000 signs."),
    "not_to_be_stopped": _("Only one that waits for a company, or runs, can be taken back."),
    "sound": _("This is no recording that phones play."),
    "sound_long": _("A recording has at most 30 seconds."),
    "is_over": _("It is over."),
    "sheet": _("Bring an .xlsx or .csv file with a column “question en”, or another language."),
    "sheet_languages": _("Polls cannot be asked in one of the languages of the sheet."),
    "sheet_rows": _("A sheet has at most 12 questions of 300 signs, and no formulas."),
    "length": _("Write an answer of at most 4,000 signs."),
}


def why(refusal: Refusal) -> tuple[str, ...]:
    return promises.why(refusal, MISSING, REFUSED)
