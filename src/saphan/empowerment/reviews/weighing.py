"""How much each review weighs and why, reckoned once a night for moderators; their pages only read it."""

from datetime import date

from django.db.models import QuerySet

from saphan.empowerment.reviews.changing_keys import drop_texts_of_gone_keys
from saphan.empowerment.reviews.models import Review
from saphan.empowerment.reviews.publishing import reckon
from saphan.store.acting import acting_as
from saphan.store.callers import System

OURSELVES = System("empowerment.weigh_reviews")
BATCH = 1_000


def sweep() -> None:
    """Each minute; the work is done once a day, when one that counts was not weighed on this day."""
    with acting_as(OURSELVES) as moment:
        is_due = _counting(moment.day).exclude(weighed_on=moment.day).exists()
    if is_due:
        drop_texts_of_gone_keys()
        weigh_reviews()


def weigh_reviews() -> int:
    """Write down what each weighs today; returns how many of them changed."""
    with acting_as(OURSELVES) as moment:
        weighed = {each.reviewer: each for each in reckon(moment.day).rating.weighed}
        changed = []
        for row in Review.objects.select_for_update().filter(id__in=list(weighed)):
            percent, reasons = round(100 * weighed[row.id].weight), list(weighed[row.id].reasons)
            if (row.weight, row.reasons) != (percent, reasons):
                row.weight, row.reasons = percent, reasons
                changed.append(row)
        Review.objects.bulk_update(changed, ["weight", "reasons"], batch_size=BATCH)
        _counting(moment.day).update(weighed_on=moment.day)
    return len(changed)


def _counting(day: date) -> QuerySet[Review]:
    return Review.objects.filter(taken_out="", counts_from__lte=day)
