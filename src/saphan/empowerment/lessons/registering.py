"""What lessons and their acceptance tell the house when it starts."""

from django.utils.translation import gettext_lazy as _

from saphan.empowerment import before
from saphan.empowerment.lessons import aloud, desk_menu, offline
from saphan.web.offline import add_pages


def register() -> None:
    before.add_tile(20, "empowerment:lessons", _("Know your rights"), "check")
    aloud.register()
    desk_menu.register()
    before.add_tile(20, "empowerment:lessons", _("Lessons"), "note")
    add_pages("lessons", offline.addresses)
