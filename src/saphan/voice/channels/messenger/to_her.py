"""What she reads before she chooses this way: who learns what."""

from django.utils.translation import gettext_lazy as _

LEARNS = _("Facebook can read this chat. Whoever opens your Facebook reads it, also on the lock screen.")
