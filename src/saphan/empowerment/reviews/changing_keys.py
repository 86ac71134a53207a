"""Signatures of comments under a new key, from what is sealed; those of a key that was taken out go (see voice.traces).

While an older key stands its signatures stay beside the new ones, so that copied words meet whenever they came.
"""

from collections.abc import Iterator
from uuid import UUID

from saphan.empowerment.reviews.models import ReviewComment, ReviewTrace
from saphan.empowerment.reviews.taking import REVIEW, cell_of
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault.keyed import keyed
from saphan.vault.keyring import key_ring
from saphan.vault.services import open_across
from saphan.voice.traces import marks

BATCH = 50
OURSELVES = System("empowerment.rotate_keys")


def register() -> None:
    keyed("empowerment_review_trace.texts", older=older_texts, renew=sign_anew)


def older_texts(version: int) -> int:
    with acting_as(OURSELVES):
        kept = ReviewTrace.objects.exclude(texts=[])
        return sum(not _is_under(row, version) for row in kept.only("texts").iterator())


def sign_anew(version: int) -> Iterator[int]:
    """Every comment that was long enough to tell; yields how many each time."""
    after = UUID(int=0)
    while True:
        with acting_as(OURSELVES):
            waiting = ReviewTrace.objects.select_for_update(skip_locked=True).filter(review_id__gt=after)
            rows = list(waiting.exclude(texts=[]).order_by("review_id")[:BATCH])
            older = [row for row in rows if not _is_under(row, version)]
            _sign(older)
        if not rows:
            return
        after = rows[-1].review_id
        yield len(older)


def drop_texts_of_gone_keys() -> int:
    """Each night: nothing can be compared with them any more; returns how many rows changed."""
    standing, changed = {version % 256 for version in key_ring().hashing}, 0
    with acting_as(OURSELVES):
        for row in ReviewTrace.objects.select_for_update().exclude(texts=[]):
            stay = [bytes(each) for each in row.texts if bytes(each)[0] in standing]
            if len(stay) < len(row.texts):
                row.texts, changed = stay, changed + 1
                row.save(update_fields=["texts"])
    return changed


def _sign(rows: list[ReviewTrace]) -> None:
    """What does not open is left as it is."""
    comments = ReviewComment.objects.filter(review_id__in=[row.review_id for row in rows])
    of = {comment.review_id: comment for comment in comments}
    said = [(row, of[row.review_id]) for row in rows if row.review_id in of]
    cells = [(comment.review_id, comment.sealed, cell_of(comment.id)) for _, comment in said]
    for (row, _), text in zip(said, open_across(cells, why="rotate_keys"), strict=True):
        if text:
            kept = dict.fromkeys([*map(bytes, row.texts), *marks.of_text(row.review_id, text, REVIEW)])
            row.texts = list(kept)
            row.save(update_fields=["texts"])


def _is_under(row: ReviewTrace, version: int) -> bool:
    return any(bytes(each)[0] == version % 256 for each in row.texts)
