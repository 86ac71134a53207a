"""What she reads before she chooses this way: who learns what."""

from django.utils.translation import gettext_lazy as _

LEARNS = _("Whoever runs the form can read it. Nothing stays on your phone. We cannot answer there.")
