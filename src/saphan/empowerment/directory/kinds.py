"""What an organisation is, as those read it who look for one. The codes are network's."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KINDS_IN_WORDS: Final[Mapping[str, str | Promise]] = {
    "recruiter": _("Recruiter"),
    "sub_agent": _("Sub-agent"),
    "supplier": _("Supplier"),
    "workplace": _("Workplace"),
    "service": _("Service organisation"),
}
