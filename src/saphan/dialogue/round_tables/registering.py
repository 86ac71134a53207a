"""What round tables say to the registries of the house when it starts."""

from saphan.dialogue.round_tables import desk_bells, keeping
from saphan.dialogue.round_tables.desk_words import ROUND_TABLES
from saphan.network.menus import add_entry
from saphan.store.tasks import each_minute


def register() -> None:
    each_minute("dialogue.round_tables", keeping.sweep)
    desk_bells.name_them()
    add_entry("desk", 69, ROUND_TABLES, "dialogue:desk_round_tables", roles=("lead",))
    add_entry("partner", 63, ROUND_TABLES, "dialogue:seats")
