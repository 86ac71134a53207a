"""What the directory says to the registries of the house when it starts."""

from saphan.empowerment.directory import extract
from saphan.empowerment.directory.desk_words import MENU
from saphan.network.menus import add_entry
from saphan.web.offline import add_pages


def register() -> None:
    add_entry("desk", 64, MENU, "empowerment:desk_directory", roles=("lead", "editor"))
    add_pages("directory", extract.addresses)
