"""What polls say to the registries of the house when it starts."""

from saphan.dialogue.polls import answering
from saphan.store.tasks import each_minute


def register() -> None:
    each_minute("dialogue.polls", answering.sweep)
