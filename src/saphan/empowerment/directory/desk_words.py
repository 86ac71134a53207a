"""What staff read about the directory and about a sheet that is taken into it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from saphan.empowerment.directory.sheet import COLUMNS

MENU = gettext_lazy("Directory")
STATES: Mapping[str, str | Promise] = {
    "new": gettext_lazy("new"),
    "more": gettext_lazy("here already, something is added"),
    "same": gettext_lazy("nothing new"),
    "doubtful": gettext_lazy("you say who is meant"),
    "refused": gettext_lazy("not taken"),
}
WHY: Mapping[str, str | Promise] = {
    "several": gettext_lazy("Several have this name."),
    "alike": gettext_lazy("Somebody of a like name is here."),
    "another": gettext_lazy("The same name, but another country or kind."),
    "needs_lead": gettext_lazy("Nobody like it is here. Only a lead adds an organisation."),
    "unchecked": gettext_lazy("Nobody has checked this organisation yet. A lead looks first."),
    "twice": gettext_lazy("Another row says otherwise of the same list and day."),
}
REFUSED: Mapping[str, str | Promise] = {
    "licence": gettext_lazy("A list, what it said, and a source are needed."),
    "seen_on": gettext_lazy("The day cannot lie ahead."),
    "organisation": WHY["unchecked"],
}


def why(reason: str) -> str:
    """Of one row: in words, or the column to look at."""
    if reason in COLUMNS:
        return _("Look at the column “%(column)s”.") % {"column": reason}
    return str(WHY.get(reason) or _("This row cannot be read."))
