"""What she reads before she chooses this way: who learns what."""

from django.utils.translation import gettext_lazy as _

LEARNS = _(
    "The phone companies know that you rang us. Your phone keeps our number in its list of calls. "
    "A call from us shows on the lock screen."
)
