"""What the pages of fees say to the registries of the house when it starts."""

from django.utils.translation import gettext_lazy as _

from saphan.empowerment import before


def register() -> None:
    before.add_tile(40, "empowerment:her_fees", _("What others paid"), "pay")
