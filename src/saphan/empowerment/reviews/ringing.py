"""Rings for a desk's moderators. One bell that still waits is enough, and it names no review."""

from typing import Final
from uuid import UUID

from saphan.network import selectors as network
from saphan.network.models import Role
from saphan.network.services import notify

COMMENT: Final = "empowerment.comment_waits"
LETTER: Final = "empowerment.letter_waits"


def ring_moderators(kind: str, desk_id: UUID, without: UUID | None = None) -> None:
    """In the running transaction. without: whoever knows of it already."""
    there = network.with_role(desk_id, Role.MODERATOR.value)
    notify(staff_ids=[each for each in there if each != without], kind=kind)
