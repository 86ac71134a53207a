"""What she reads before she chooses this way: who learns what."""

from django.utils.translation import gettext_lazy as _

LEARNS = _("Another organisation writes to us about you. E-mail is kept by them and on the way.")
