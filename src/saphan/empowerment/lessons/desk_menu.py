"""The lines of lessons and rules in a desk's menu."""

from django.utils.translation import gettext_lazy as _

from saphan.network.menus import add_entry

ROLES = ("lead", "editor", "reviewer")


def register() -> None:
    add_entry("desk", 64, _("Lessons"), "empowerment:desk_lessons", roles=ROLES)
    add_entry("desk", 66, _("Rules"), "empowerment:desk_rules", roles=ROLES)
