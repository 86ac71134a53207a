"""What this sub-room says to the registries of the house when it starts."""

from django.utils.translation import gettext_lazy as _

from saphan.empowerment import before
from saphan.empowerment.offline.keys import destroy_old_keys
from saphan.empowerment.offline.web import pages
from saphan.store.tasks import each_minute
from saphan.web.offline import add_pages


def register() -> None:
    add_pages("offline", pages)
    before.add_tile(90, "empowerment:offline", _("Use without internet"), "phone")
    each_minute("empowerment.destroy_offline_keys", destroy_old_keys)
