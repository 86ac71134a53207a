"""The directory's line in a desk's menu."""

from saphan.empowerment.directory.desk_words import MENU
from saphan.network.menus import add_entry


def register() -> None:
    add_entry("desk", 64, MENU, "empowerment:desk_directory", roles=("lead", "editor"))
