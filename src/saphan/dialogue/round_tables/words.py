"""What everybody reads of a promise."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

KEPT: Mapping[str, str | Promise] = {
    "owed": _("still time"),
    "late": _("The day passed. It is not kept."),
    "done": _("The company says it is done."),
    "kept": _("Workers' side says it is kept."),
}
