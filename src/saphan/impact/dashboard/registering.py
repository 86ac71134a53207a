"""What the dashboard adds to the menus and to the sweep."""

from django.utils.translation import gettext_lazy as _

from saphan.network.menus import add_entry
from saphan.store.tasks import each_minute

PARTNERS = _("Public figures")
DESKS = _("Who may be named")


def register() -> None:
    from saphan.impact.dashboard.promising import release_promises

    each_minute("impact.release_promises", release_promises)
    add_entry("partner", 64, PARTNERS, "impact:naming")
    add_entry("desk", 70, DESKS, "impact:who_may_be_named", roles=("lead",))
