"""Why a poll is not sent to anybody, as a lead reads it."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHY: Final[Mapping[str, str | Promise]] = {
    "does_not_run": _("Only a poll that runs can be sent."),
    "sent_before": _("It was sent before. Nobody gets it twice."),
    "too_few_said_yes": _("Too few workers can be reached now. Nothing was sent."),
}
