"""The sentence over each drawing: what was found, computed from what was let out and from nothing else."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from saphan.impact import code_names
from saphan.impact.dashboard import saying
from saphan.impact.dashboard.words import TOO_FEW
from saphan.impact.publishing.reading import Figure

Words = str | Promise

UNCODED = "none"  # of what is kept apart, that which has no code
UNKNOWN = frozenset({"unknown", UNCODED})  # codes that say that nobody said
NOT_SAID: Words = _("not said")

MOST: Mapping[str, tuple[Words, Words]] = {
    "people_met": (_("We met %(all)s people"), _("%(top)s of the %(all)s people whom we met speak %(name)s")),
    "people_met_by_place": (TOO_FEW, _("We met %(top)s people in %(name)s")),
    "voices_by_language": (_("%(all)s stories were told"), _("%(top)s of %(all)s stories came in %(name)s")),
    "voices_by_channel": (_("%(all)s stories came"), _("%(top)s of %(all)s stories came this way: %(name)s")),
    "issues_by_kind": (_("%(all)s issues are known"), _("%(top)s of %(all)s issues are about this: %(name)s")),
    "issues_by_sector": (TOO_FEW, _("%(top)s of %(all)s issues come from here: %(name)s")),
}
"""Where only the sum is known, and where the largest part that is shown is known as well.

Nothing is said of "most": what is hidden may be larger.
"""

ONE: Mapping[str, Words] = {
    "days_to_first_answer": _("Half of the first answers came within %(value)s"),
    "days_to_acknowledge": _("Half of the acknowledgements came within %(value)s"),
    "days_to_plan": _("Half of the first promises came within %(value)s"),
    "days_to_remedy": _("Half of the remedies came within %(value)s"),
    "voices_answered_within_a_day": _("%(value)s of the stories had an answer by the next day"),
    "acknowledged_in_time": _("Partners acknowledged %(value)s of the issues in time"),
    "planned_in_time": _("Partners promised something in time for %(value)s of the issues"),
    "issues_remedied": _("%(value)s of the issues shown to partners are remedied, workers say"),
    "confirmed_by_workers": _("%(value)s of the workers who answered say that the remedy came"),
    "workers_reached_to_confirm": _("%(value)s of the workers who were asked have answered"),
    "held_for_180_days": _("%(value)s of the answers say that it held for half a year"),
    "promises_delivered": _("Partners say they have kept %(value)s of their promises"),
    "promises_late": _("%(value)s of the promises are late"),
    "buyers_keep_promises": _("Brands and retailers say they have kept %(value)s of their own promises"),
}


def of_parts(together: Figure, parts: Sequence[Figure]) -> str:
    """Of counts that are kept apart. parts: the largest first."""
    top = next((one for one in parts if one.value and one.code not in UNKNOWN), None)
    alone, with_top = MOST[together.indicator]
    said = {"all": saying.number(together.value or 0)}
    needs_all = "%(all)s" in str(with_top)
    if top is None or (needs_all and together.value is None):
        return str(alone) % said if together.value is not None else str(TOO_FEW)
    return str(with_top) % {**said, "name": name_of(top), "top": saying.number(top.value or 0)}


def name_of(part: Figure) -> str:
    return str(NOT_SAID) if part.code == UNCODED else code_names.name(part.indicator, part.code)


def of_one(figures: Sequence[Figure], say: Callable[[Figure], str]) -> str:
    """Of the first that may be said."""
    known = next((one for one in figures if one.value is not None), None)
    return str(ONE[known.indicator]) % {"value": say(known)} if known else str(TOO_FEW)
