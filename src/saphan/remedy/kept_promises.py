"""Whether promises were kept by their day: codes and days only, for figures. Call inside `acting_as`, as System."""

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from saphan.remedy.models import Commitment, Delivered, Recall

KEPT, LATE = True, False


def promises_of(recipient_ids: Collection[UUID], until: date) -> Mapping[UUID, Counter[bool]]:
    """By recipient, of promises whose day had come by then: how many were kept by it, by the partner's own word.

    A promise that was changed counts as it was changed last; one of a disclosure that was taken back does not count.
    """
    made = Commitment.objects.filter(recipient_id__in=recipient_ids, on__lte=until)
    replaced = made.exclude(supersedes_id=None).values("supersedes_id")
    closed = Recall.objects.filter(on__lte=until).values("disclosure_id")
    standing = made.exclude(id__in=replaced).exclude(disclosure_id__in=closed)
    rows = list(standing.values_list("id", "recipient_id", "due_on"))
    told = Delivered.objects.filter(commitment_id__in=[row[0] for row in rows], on__lte=until)
    delivered = dict(told.values_list("commitment_id", "on"))
    found: dict[UUID, Counter[bool]] = {one: Counter() for one in recipient_ids}
    for one, whose, due_on in rows:
        on = delivered.get(one)
        if on is not None or due_on < until:
            found[whose][on is not None and on <= due_on] += 1
    return found
