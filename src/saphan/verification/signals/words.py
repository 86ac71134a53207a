"""The sentences that stand for the codes of signals, in the language of whoever reads the page."""

from typing import Final

from babel.numbers import format_percent
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from saphan.casework.codes import family_name
from saphan.languages import cldr
from saphan.languages.writing import own_digits
from saphan.verification.signals.beside import Where
from saphan.verification.words import Words

OUTCOMES: Final[Words] = {
    "confirmed": _("Something was emerging"),
    "false": _("Nothing was emerging"),
    "unclear": _("Nobody can tell yet"),
}
WHY: Final[Words] = {
    "down": _("Our line or pages were down"),
    "old_reports": _("Old reports were typed in"),
    "closed": _("The desk was closed"),
    "outreach": _("Outreach: we went out and asked"),
}
METHODS: Final[Words] = {
    "rise": _("More voices than usual for such a place."),
    "season": _("More voices than in the same weeks of other years."),
    "newcomer": _("A new name, told of in several places within a short time."),
    "praise": _("Praise in a burst. It takes nothing away from what others told us."),
}
WHERE: Final[Words] = {
    "recruiter": _("%(name)s and the places it recruits for"),
    "chain": _("%(name)s and all who supply it"),
    "province": _("companies in %(name)s"),
}


def what(family: str) -> str:
    """The family of kinds that rose; where it is of any, it is the name itself that is new."""
    return family_name(family) if family else gettext("A new name")


def where(place: Where) -> str:
    """The unit in a few words; a workplace is its name, and so is a sub-agent."""
    if place.kind == "pool":
        return gettext("all companies of the pool")
    kind = "recruiter" if place.kind == "sub_agent" else place.kind
    return str(WHERE.get(kind, "%(name)s")) % {"name": place.name}


def usual(expected: float) -> str:
    """How many voices are usual, as people say it."""
    if expected < 1:
        return gettext("fewer than one")
    return str(cldr.number(round(expected), get_language() or "en"))


def percent(share: float) -> str:
    """A share from 0 to 1, in whole percent, as the reader's language writes it."""
    language = get_language() or "en"
    return own_digits(format_percent(share, locale=cldr.locale(language)), language)
