"""What a company does to people, and what it does instead, in the reader's language (`standards.behaviours`)."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

BEHAVIOURS: Mapping[str, str | Promise] = {
    "cheating_at_recruitment": _("Fees, deposits and false promises at recruitment"),
    "honest_recruitment": _("Recruitment that costs workers nothing and keeps its word"),
    "holding_papers": _("Passports, permits and movement in the hands of others"),
    "papers_in_own_hands": _("Workers hold their papers and go where they want"),
    "underpaying": _("Pay that is late, short or unlawfully cut"),
    "paying_in_full": _("Pay in full and in time"),
    "overworking": _("Hours and rest against the law"),
    "lawful_hours": _("Lawful hours, and days of rest"),
    "endangering": _("Danger to health and life at work"),
    "safe_work": _("Safe work, and care when it was not"),
    "humiliating": _("Abuse, harassment and discrimination"),
    "respect": _("Respect"),
    "bad_housing": _("Housing and food that harm"),
    "decent_housing": _("Decent housing and food"),
    "silencing": _("Retaliation, and barring workers' own voice"),
    "listening": _("Workers may speak, and organise"),
    "trapping_at_the_end": _("Dismissal and return at the workers' cost"),
    "free_to_leave": _("Workers may leave with what is theirs"),
    "forcing": _("Debt bondage, confinement and trafficking"),
    "freedom": _("Nobody is held"),
}
