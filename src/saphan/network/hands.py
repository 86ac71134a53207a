"""What somebody of a desk has in her hands for being there, whatever her part is."""

from django.utils.translation import gettext_lazy as _

from saphan.network.holdings import Holding
from saphan.network.leaving import count_duty, hand_over_duty
from saphan.network.notices import count_notices, hand_over_notices

HOLDINGS = {
    "network.duty": Holding(_("Hours on duty"), _("They are taken off the roster."), count_duty, hand_over_duty),
    "network.notices": Holding(_("Notices not seen yet"), _("They go to the leads."), count_notices, hand_over_notices),
}
