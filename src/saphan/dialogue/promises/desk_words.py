"""What staff and companies read of every kind of promise to answer."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.store.refusals import Refusal

Words = Mapping[str, str | Promise]

REMEDIES: Words = {
    "desk": _("This desk"),
    "committee": _("The workers' committee"),
    "union": _("A union"),
    "company": _("The company's own complaint office"),
}
STATES: Words = {
    "draft": _("draft"),
    "proposed": _("waits for the company"),
    "accepted": _("accepted"),
}
MISSING: Words = {
    "remedy": _("Say who deals with a problem that somebody reports."),
    "threshold": _("Say how many answers a number needs to be shown: at least 10."),
}
REFUSED: Words = {
    "remedy": MISSING["remedy"],
    "organisation": _("Choose the workplace and the company from the list."),
    "no_draft": _("It is no draft any more."),
    "not_proposed": _("It does not wait for a yes any more."),
}


def why(refusal: Refusal, missing: Words, refused: Words) -> tuple[str, ...]:
    """What to do, one sentence a reason."""
    return tuple(str(missing.get(code) or refused[code]) for code in refusal.ways_out)
