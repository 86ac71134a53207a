"""What she reads before she chooses this way: who learns what."""

from django.utils.translation import gettext_lazy as _

LEARNS = _("Whoever runs the service can read it. It stays on your phone, also on the lock screen.")
