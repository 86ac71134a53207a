"""What staff read about outreach."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MENU = _("Outreach")
TOPIC_WORDS: Mapping[str, str | Promise] = {
    "fees": _("Fees"),
    "contract": _("Contract"),
    "documents": _("Documents"),
    "wages": _("Wages and deductions"),
    "injury": _("Injury"),
    "changing-employer": _("Changing employer"),
    "leaving": _("Leaving"),
    "pregnancy": _("Pregnancy"),
    "safe-phone": _("Safe on your phone"),
    "help": _("Where to get help"),
    "union": _("Union or committee"),
    "scam-compounds": _("Scam compounds"),
    "other": _("Something else"),
}
REFUSED: Mapping[str, str | Promise] = {
    "nobody_agreed": _("An orientation is held where a company has agreed to it. Say which."),
    "not_a_place": _("The province must be one of that country, and the corridor two countries, as MM-TH."),
    "visit_cancelled": _("This visit was called off."),
    "too_many_entries": _("This visit is full."),
    "entry_not_read": _("Say at least how many people, in which language."),
}
