"""Why somebody is proposed, and who is there, in words for the desk. Hours are the desk's own."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saphan.casework.routing.choosing import Proposal
from saphan.casework.wording import language_name
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


def why(proposal: Proposal, zone: ZoneInfo) -> str:
    """ "speaks Shan · on duty until 18:00 · 3 open"."""
    parts = [
        _("speaks %(language)s") % {"language": language_name(proposal.spoken.language)},
        hours(proposal.until, proposal.next_at, zone),
        _("%(number)d open") % {"number": proposal.load},
    ]
    if not proposal.as_wished:
        parts.append(_("not as she wished"))
    return " · ".join(parts)


def hours(until: datetime | None, next_at: datetime | None, zone: ZoneInfo) -> str:
    if until:
        return _("on duty until %(time)s") % {"time": f"{until.astimezone(zone):%H:%M}"}
    if next_at:
        local = next_at.astimezone(zone)
        return _("there on %(day)s at %(time)s") % {"day": date_format(local, "l"), "time": f"{local:%H:%M}"}
    return _("not on the roster")


def nobody(language: str, found: Reached, speaking: Iterable[Speaker], zone: ZoneInfo) -> str:
    """What the desk is told of a language that nobody on duty speaks; empty when somebody does."""
    if found.here and not found.closest:
        return ""
    name = language_name(language)
    later = min(((one.next_at, one.name) for one in speaking if one.next_at), default=None)
    if later is None:
        return _("Nobody here speaks %(language)s.") % {"language": name}
    local = later[0].astimezone(zone)
    when = {"language": name, "name": later[1], "day": date_format(local, "l"), "time": f"{local:%H:%M}"}
    return _("Nobody on duty speaks %(language)s. %(name)s does, on %(day)s at %(time)s.") % when
