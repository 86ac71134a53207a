"""Folding the stream of facts into indicators, and letting a month's figures out."""

from dataclasses import asdict
from datetime import date

from saphan.impact import counters_released, counting
from saphan.impact.counting import Figure, Said
from saphan.impact.models import IndicatorValue, Publication, ReleaseGround
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.refusals import Refusal
from saphan.vault.models import Fact
from saphan.vault.recording import record

LONGEST_GAP = 60  # months that one sweep makes up for


class MonthNotOver(Refusal):
    """A month is released after it has ended."""

    code = "month_not_over"


def fold(until: date) -> dict[date, dict[str, Figure]]:
    """Keep the figures of every ended month before `until` (a first of month) that are not kept yet; returns all."""
    with acting_as(System("impact.fold")):
        figures = counting.fold(_facts(), until)
        kept = set(IndicatorValue.objects.values_list("month", flat=True))
        IndicatorValue.objects.bulk_create(
            IndicatorValue(indicator=indicator, month=month, **asdict(figure))
            for month, by_indicator in figures.items()
            if month not in kept
            for indicator, figure in by_indicator.items()
        )
        return figures


def rebuild(until: date) -> None:
    """Forget every folded figure and fold again from the first fact. Publications stay as they were published."""
    with acting_as(System("impact.rebuild")):
        IndicatorValue.objects.all().delete()
        fold(until)


def _facts() -> list[Said]:
    rows = Fact.objects.filter(kind__in=counting.KINDS).values_list("on", "kind", "subject", "payload")
    return [Said(*row) for row in rows.iterator()]


def release_month(month: date) -> bool:
    """Publish what may be known of an ended month; False when it had been published. Raises MonthNotOver.

    A figure below the threshold is not shown, and one that fewer than eleven new people stand behind stays as it was.
    Of people of whom several figures tell, all are attacked together first; if that succeeds, the former ones stand.
    """
    month = counting.month_of(month)
    with acting_as(System("impact.release_month")) as moment:
        if month >= counting.month_of(moment.day):
            raise MonthNotOver
        if Publication.objects.filter(month=month).exists():
            return False
        figures = fold(counting.next_month(month)).get(month, {})
        last = Publication.objects.filter(month__lt=month).order_by("-month").first()
        let_out = counters_released.let_out(figures, last, counting.next_month(month))
        publication = Publication.objects.create(month=month, published_on=moment.day, values=let_out.values)
        ReleaseGround.objects.create(release_id=publication.id, counts=let_out.ground)
        record("impact.month_released", publication.id, detail={"month": month.isoformat()})
        if let_out.held:
            record("impact.release_kept_in", publication.id, detail={"name": "counters", "attack": let_out.held})
    return True


def release_ended_months() -> int:
    """Publish every month that has ended since the last publication, oldest first; returns how many. For the sweep."""
    with acting_as(System("impact.release_ended_months")) as moment:
        this_month = counting.month_of(moment.day)
        last = Publication.objects.order_by("-month").values_list("month", flat=True).first()
        first_fact = Fact.objects.filter(kind__in=counting.KINDS).order_by("on").values_list("on", flat=True).first()
    month = counting.next_month(last) if last else counting.month_of(first_fact or this_month)
    done = 0
    while month < this_month and done < LONGEST_GAP:
        done += release_month(month)
        month = counting.next_month(month)
    return done
