"""What lessons and their acceptance tell the house when it starts."""

from saphan.empowerment.lessons import aloud, desk_menu, offline
from saphan.web.offline import add_pages


def register() -> None:
    aloud.register()
    desk_menu.register()
    add_pages("lessons", offline.addresses)
