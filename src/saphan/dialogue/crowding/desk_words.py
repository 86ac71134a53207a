"""What leads read of the monitor."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TITLE: Final = _("Do people still speak by themselves?")
WHAT: Final[Mapping[str, str | Promise]] = {
    "voice": _("Voices"),
    "brought": _("Cases that a union or a committee brought"),
}
VERDICTS: Final[Mapping[str, str | Promise]] = {
    "warn": _("Fewer since people are asked. Pause polls there for two months."),
    "paused": _("Fewer while people were asked. Nothing has been asked for two months."),
    "no": _("No sign of it."),
    "few": _("Too little to say."),
}
BELL: Final = _("Fewer people speak by themselves since they are asked. Pause polls there.")
