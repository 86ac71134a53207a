"""What a learner's pages call things."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STAGES: dict[str, str | Promise] = {
    "origin": _("Before you go"),
    "transit": _("On the way"),
    "arrival": _("When you arrive"),
    "employment": _("At work"),
    "exit": _("When a job ends"),
    "return": _("Back home"),
}
