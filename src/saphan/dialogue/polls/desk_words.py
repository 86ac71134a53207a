"""What staff and companies read of polls."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.store.refusals import Refusal

POLLS: Final = _("Polls")
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
    "running": _("runs"),
    "ended": _("waits for an answer"),
    "broken": _("the day passed without an answer"),
    "answered": _("answered"),
    "stopped": _("stopped"),
}
MISSING: Mapping[str, str | Promise] = {
    "questions": _("Write at least one question."),
    "languages": _("Choose the languages, and write every question and choice in each of them."),
    "whom": _("Say at which workplace, or in which corridor, people are asked."),
    "days": _("Say its first and its last day: at most 31 days."),
    "responder": _("Name the company that will answer what workers say."),
    "respond_by": _("Say by which day it answers: after the last day, within 45 days."),
    "remedy": _("Say who deals with a problem that somebody reports."),
    "threshold": _("Say how many answers a number needs to be shown: at least 10."),
    "burden": _("This workplace is asked enough: at most 12 questions in 30 days. Ask fewer, or later."),
    "owes_an_answer": _(
        "This company let the day of an earlier answer pass. Until it answers, nobody is asked for it."
    ),
    "crowded": _("Fewer people speak by themselves there since they are asked. Pause, or write down why you go on."),
    "accepted": _("The company has not accepted these terms. Propose the poll to it, and wait for its yes."),
}
REFUSED: Mapping[str, str | Promise] = {
    "name": _("Give it a name of at most 120 signs."),
    "remedy": MISSING["remedy"],
    "organisation": _("Choose the workplace and the company from the list."),
    "words": _("A question or choice has at most 300 signs."),
    "choices": _("A question has two to seven choices, as many in each language."),
    "delicate": _("A delicate question is answered by yes or no: take its choices out."),
    "no_draft": _("It is no draft any more."),
    "not_proposed": _("It does not wait for a yes any more."),
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
    """What to do, one sentence a reason."""
    return tuple(str(MISSING.get(code) or REFUSED[code]) for code in refusal.ways_out)
