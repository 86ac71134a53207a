"""What reading aloud tells the house when it starts."""

from django.utils.translation import gettext_lazy as _

from saphan.network.menus import add_entry
from saphan.voice.aloud import by_machine, links


def register() -> None:
    links.register()
    by_machine.register()
    add_entry("desk", 62, _("Read aloud"), "voice:aloud", roles=("lead", "editor", "reviewer"))
