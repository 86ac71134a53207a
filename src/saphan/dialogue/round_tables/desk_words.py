"""What staff and companies read of round tables."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.store.refusals import Refusal

ROUND_TABLES: Final = _("Round tables")
STATES: Mapping[str, str | Promise] = {
    "open": _("seats are offered"),
    "held": _("waits for everybody's yes"),
    "public": _("everybody can read it"),
}
ANSWERS: Mapping[str, str | Promise] = {
    "waits": _("no answer yet"),
    "taken": _("takes part"),
    "declined": _("does not come"),
}
CHOSEN: Mapping[str, str | Promise] = {
    "elected": _("elected by the workers there"),
    "union": _("sent by a union of theirs"),
    "mandate": _("with a mandate that a desk checked"),
}
SAID_YES: Mapping[str, str | Promise] = {
    "meeting": _("at the meeting"),
    "writing": _("in writing"),
    "call": _("by telephone"),
}
PROMISE_STATES: Mapping[str, str | Promise] = {
    "owed": _("not due yet"),
    "late": _("late"),
    "done": _("done, as the company says"),
    "kept": _("kept, as those who sit for workers say"),
}
MISSING: Mapping[str, str | Promise] = {
    "companies": _("At least two organisations take their seats."),
    "workers": _("Somebody whom workers chose takes part. Without them it is no round table."),
    "day": _("Say on which day it meets."),
    "too_early": _("It counts as held on its day, not before."),
    "summary": _("Write down what was said and agreed."),
    "promises": _("Write at least one promise: who does what by which day."),
    "yes": _("Everybody at the table says yes to these very words. Whoever has not is shown above."),
}
REFUSED: Mapping[str, str | Promise] = {
    "name": _("Give it a name of at most 120 signs."),
    "about": _("Choose an issue that your desk leads, or a sector, not both."),
    "organisation": _("Choose an organisation from the list."),
    "not_shown": _("This issue was not shown to that organisation. A seat would tell it. Disclose the issue first."),
    "workers_name": _("Write who sits for workers: at most 120 signs."),
    "chosen": _("Say how workers chose them."),
    "how": _("Say how they said yes."),
    "promise": _("A promise has a seat, at most 300 signs, and a day after the meeting."),
    "not_there": _("It is at another step by now. Load the page again."),
    "not_open": _("The seats are settled."),
    "not_written": _("Nothing is written down yet."),
    "other_words": _("The words have changed since. Read them again."),
    "not_public": _("It is not public yet."),
}


def why(refusal: Refusal) -> tuple[str, ...]:
    """What to do, one sentence a reason."""
    return tuple(str(REFUSED.get(code) or MISSING[code]) for code in refusal.ways_out)
