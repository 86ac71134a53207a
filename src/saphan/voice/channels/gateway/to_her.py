"""What she reads before she chooses this way: who learns what."""

from django.utils.translation import gettext_lazy as _

LEARNS = _(
    "The phone companies can read an SMS. It stays on your phone, also on the lock screen. "
    "Whoever has your number next may get our answers."
)
