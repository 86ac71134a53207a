"""Why somebody is proposed, and who is there, in words for the desk. Hours are the desk's own.

here: now, by the desk's clock.
"""

from collections.abc import Iterable
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from saphan.casework.routing.choosing import Proposal
from saphan.casework.wording import in_own_digits, language_name
from saphan.languages import cldr
from saphan.network.speakers import Reached, Speaker

Words = str | Promise
ANSWERED_BY: dict[str, Words] = {"woman": gettext_lazy("a woman"), "man": gettext_lazy("a man")}
WHY_BACK: dict[str, Words] = {
    "knows_her": gettext_lazy("I know her"),
    "knows_them": gettext_lazy("I have to do with whom it is about"),
    "language": gettext_lazy("I do not speak her language well enough"),
    "too_much": gettext_lazy("I have too much now"),
    "other": gettext_lazy("something else"),
}


def why(proposal: Proposal, here: datetime) -> str:
    """ "speaks Shan · on duty until 18:00 · 3 open"."""
    parts = [
        _("speaks %(language)s") % {"language": language_name(proposal.spoken.language)},
        hours(proposal.until, proposal.next_at, here),
        in_own_digits(_("%(number)d open") % {"number": proposal.load}),
    ]
    if not proposal.as_wished:
        parts.append(_("not as she wished"))
    return " · ".join(parts)


def hours(until: datetime | None, next_at: datetime | None, here: datetime) -> str:
    if until:
        return _("on duty until %(time)s") % {"time": _time(until, here)}
    if next_at:
        return _("there on %(day)s at %(time)s") % {"day": _day(next_at, here), "time": _time(next_at, here)}
    return _("not on the roster")


def nobody(language: str, found: Reached, speaking: Iterable[Speaker], here: datetime) -> str:
    """What the desk is told of a language that nobody on duty speaks; empty when somebody does."""
    if found.here and not found.closest:
        return ""
    name, people = language_name(language), list(speaking)
    if not people:
        return _("Nobody here speaks %(language)s.") % {"language": name}
    later = min(((one.next_at, one.name) for one in people if one.next_at), default=None)
    if later is None:
        speaks = _("speaks %(language)s") % {"language": name}
        return " · ".join((", ".join(one.name for one in people), speaks, _("not on the roster")))
    when = {"language": name, "name": later[1], "day": _day(later[0], here), "time": _time(later[0], here)}
    return _("Nobody on duty speaks %(language)s. %(name)s does, on %(day)s at %(time)s.") % when


def _day(moment: datetime, here: datetime) -> str:
    return cldr.coming_day(moment.astimezone(here.tzinfo).date(), here.date(), get_language() or "en")


def _time(moment: datetime, here: datetime) -> str:
    return in_own_digits(f"{moment.astimezone(here.tzinfo):%H:%M}")
