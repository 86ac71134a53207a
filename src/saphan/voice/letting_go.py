"""Something that was said in a story is no more: what rooms above made of it, and of nothing else, goes with it.

Each says so by `made_of_a_message(...)`, in its AppConfig.ready(). A whole story goes by `vault.shredding`.
"""

from collections.abc import Callable
from uuid import UUID

LetGo = Callable[[UUID], None]
_let_go: list[LetGo] = []


def made_of_a_message(forget: LetGo) -> None:
    """`forget(message_id)` runs in the transaction in which the message goes. Saying it again changes nothing."""
    if forget not in _let_go:
        _let_go.append(forget)


def let_go(message_id: UUID) -> None:
    for forget in _let_go:
        forget(message_id)
