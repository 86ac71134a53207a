"""What a worker reads of machines that translate: beside a reply, before she writes, and on her story's page."""

from django.utils.translation import gettext_noop

BY_A_COMPUTER = gettext_noop("A computer translated this.")
