"""What the monitor of crowding out says to the registries of the house when it starts."""

from saphan.dialogue.crowding import judging
from saphan.dialogue.crowding.desk_words import BELL
from saphan.network.notice_words import say
from saphan.store.tasks import each_minute


def register() -> None:
    each_minute("dialogue.crowding", judging.sweep)
    say("dialogue.crowded", BELL, "dialogue:crowding", takes_id=False)
