"""Rings for a desk's moderators. One bell that still waits is enough, and it names no review.

Of a comment it rings from the random day on from which its review counts, never in the minute in which she wrote it:
a bell's time must not say when somebody did (docs/adr/0061).
"""

from typing import Final
from uuid import UUID

from saphan.empowerment.reviews.models import Review, ReviewComment
from saphan.network import selectors as network
from saphan.network.models import Notice, Role
from saphan.network.services import notify
from saphan.store.acting import acting_as
from saphan.store.callers import System

OURSELVES = System("empowerment.ring_moderators")
WAITS: Final = ("taken", "moderated")

COMMENT: Final = "empowerment.comment_waits"
LETTER: Final = "empowerment.letter_waits"


def sweep() -> None:
    """Each minute: once a day at each desk where a comment waits."""
    with acting_as(OURSELVES) as moment:
        counting = Review.objects.filter(counts_from__lte=moment.day, taken_out="").values("id")
        waiting = ReviewComment.objects.filter(state__in=WAITS, review_id__in=counting)
        desks = set(waiting.values_list("desk_id", flat=True))
        today = Notice.objects.filter(kind=COMMENT, at__date=moment.day)
        for desk_id in desks - set(today.values_list("staff__desk_id", flat=True)):
            ring_moderators(COMMENT, desk_id)


def ring_moderators(kind: str, desk_id: UUID, without: UUID | None = None) -> None:
    """In the running transaction. without: whoever knows of it already."""
    there = network.with_role(desk_id, Role.MODERATOR.value)
    notify(staff_ids=[each for each in there if each != without], kind=kind)
