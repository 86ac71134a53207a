"""What reviews say to the registries of the house: what goes with her story, what moves, what is forgotten in time."""

import secrets
from uuid import UUID

from saphan.empowerment.reviews.models import Review, ReviewComment, ReviewTrace
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import each_minute
from saphan.vault.keyed import keyed
from saphan.vault.models import DataKey
from saphan.vault.services import hand_over_keys
from saphan.vault.shredding import derives
from saphan.voice import moving
from saphan.voice.traces import marks

BATCH = 200
OURSELVES = System("empowerment.forget_reviews")
REMOVED = ("empowerment_review", "empowerment_review_comment", "empowerment_review_trace")


def register() -> None:
    derives("empowerment.reviews", forget_story, removes=REMOVED)
    moving.holds("empowerment_review", move_story)
    keyed("empowerment_review_trace.browsers", older=older_browsers)
    each_minute("empowerment.forget_review_traces", forget_browsers)


def forget_story(subject_id: UUID) -> None:
    """For `vault.shredding`: what she kept with her story goes with it, its key too."""
    with acting_as(OURSELVES):
        ids = list(Review.objects.filter(conversation_id=subject_id).values_list("id", flat=True))
        ReviewComment.objects.filter(review_id__in=ids).delete()
        ReviewTrace.objects.filter(review_id__in=ids).delete()
        DataKey.objects.filter(subject_id__in=ids).delete()
        Review.objects.filter(id__in=ids).delete()


def move_story(move: moving.Move) -> None:
    """What she kept with her story comes along, with its keys."""
    ids = list(Review.objects.filter(conversation_id=move.conversation_id).values_list("id", flat=True))
    for model, column in ((Review, "id"), (ReviewComment, "review_id"), (ReviewTrace, "review_id")):
        model.objects.filter(**{f"{column}__in": ids}).update(desk_id=move.to_desk_id)
    hand_over_keys(subject_ids=ids, to_desk_id=move.to_desk_id)


def forget_browsers() -> int:
    """After its days nobody can tell which browser it was, also not with the key: only which reviews shared one."""
    with acting_as(OURSELVES):
        due = ReviewTrace.objects.select_for_update().filter(forget_on__lte=clock.today())
        rows = list(due.order_by("forget_on", "review_id")[:BATCH])
        gone = {mark for row in rows for mark in _under_a_key(row)}
        drawn = {mark: bytes([marks.OF_NO_KEY]) + secrets.token_bytes(marks.BYTES) for mark in gone}
        taken = [row.review_id for row in rows]
        sharing = ReviewTrace.objects.select_for_update().filter(browsers__overlap=list(gone))
        for row in (*rows, *(sharing.exclude(review_id__in=taken) if gone else ())):
            row.browsers = [drawn.get(mark, mark) for mark in map(bytes, row.browsers)]
            row.forget_on = row.forget_on if _under_a_key(row) else None
            row.save(update_fields=["browsers", "forget_on"])
    return len(rows)


def _under_a_key(row: ReviewTrace) -> list[bytes]:
    return [mark for mark in map(bytes, row.browsers) if mark[0] != marks.OF_NO_KEY]


def older_browsers(version: int) -> int:
    """Each is forgotten after its days."""
    with acting_as(OURSELVES):
        kept = ReviewTrace.objects.filter(forget_on__isnull=False).values_list("browsers", flat=True)
        return sum(not any(bytes(each)[0] == version % 256 for each in browsers) for browsers in kept)
