"""What she reads of whom it is for."""

from typing import Final

from django.utils.translation import gettext_lazy as _

EVERYBODY: Final = _("everybody")
"""As the one who would read what she is asked about: "May everybody read this?", "Everybody learns nothing new"."""
