"""Letting the indicators of a month out, all in one edition; and putting a corrected one in its place."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from uuid import UUID

from django.conf import settings

from saphan.impact import keeping
from saphan.impact.facts import month_of, next_month
from saphan.impact.indicators.catalogue import Catalogue, catalogue
from saphan.impact.indicators.folding import Cell, Sums
from saphan.impact.indicators.values import last_of_month, reckoned
from saphan.impact.models import FoldedUntil
from saphan.impact.publishing import paid, periods
from saphan.impact.publishing.figures import figures
from saphan.impact.publishing.making import Ground, Made, woven
from saphan.impact.publishing.models import EditionGround, PublishedEdition
from saphan.impact.publishing.others import others
from saphan.impact.refusals import BudgetSpent, GivesAway, NotCountedYet, NothingToCorrect
from saphan.release import budget, kept_in
from saphan.release.linked import Stands
from saphan.store.acting import Moment, acting_as
from saphan.store.callers import System
from saphan.vault.recording import record

OURSELVES: Final = System("impact.publish_edition")
BECAUSE: Final = ("counted_wrong", "facts_came_late", "catalogue_corrected")
"""Why an edition is made anew."""

_kept_in_on: date | None = None


def publish(month: date, *, corrects: str = "") -> UUID:
    """The edition of a month; the same month a second time is the first, unless it is corrected.

    corrects: one of BECAUSE. Raises NotCountedYet; GivesAway, and then nothing leaves; BudgetSpent where numbers are
    paid.
    """
    with acting_as(OURSELVES) as moment:
        month = month_of(month)
        last = PublishedEdition.objects.select_for_update().order_by("-version").first()
        if last and last.month >= month and not corrects:
            return last.id
        until = _folded(month)
        known = catalogue()
        tally = reckoned(keeping.kept_tally(month), known, last_of_month(month))
        try:
            made = _paid(tally, known, month, moment) or woven(tally, known, month, _ground(last), others(tally, month))
        except kept_in.GivesAway as found:
            record(
                "impact.release_kept_in",
                None,
                detail={"name": "editions", "attack": found.attack, "cells": found.cells},
            )
            refused = found
        else:
            row = _row(month, made, known, moment, until.facts, (last.version + 1) if last else 1, corrects)
            EditionGround.objects.create(edition_id=row.id, numbers=_as_json(made.ground))
            record("impact.edition_published", row.id, detail={"version": row.version, "month": month.isoformat()})
            return row.id
    raise GivesAway(refused.attack)


def publish_ended_month() -> int:
    """The edition of the last month that is over, unless it stands; returns how many were made. For the sweep.

    What an attack keeps in is tried again the next day.
    """
    global _kept_in_on
    with acting_as(OURSELVES) as moment:
        month = month_of(month_of(moment.day) - timedelta(days=1))
        stands = PublishedEdition.objects.filter(month__gte=month).exists()
        if stands or not _is_folded(month) or _is_spent(moment.day) or _kept_in_on == moment.day:
            return 0
        today = moment.day
    try:
        publish(month)
    except GivesAway:
        _kept_in_on = today
        return 0
    return 1


def correct(because: str) -> UUID:
    """The newest edition made anew from what is known of its month today. Raises NothingToCorrect, NotCountedYet."""
    if because not in BECAUSE:
        raise ValueError(because)
    with acting_as(OURSELVES):
        month = PublishedEdition.objects.order_by("-version").values_list("month", flat=True).first()
    if month is None:
        raise NothingToCorrect
    return publish(month, corrects=because)


def _is_folded(month: date) -> bool:
    """Every day of it, and there was something to count."""
    return FoldedUntil.objects.filter(day__gte=next_month(month) - timedelta(days=1), facts__gt=0).exists()


def _folded(month: date) -> FoldedUntil:
    if not _is_folded(month):
        raise NotCountedYet
    return FoldedUntil.objects.get()


def _paid(tally: Mapping[Cell, Sums], known: Catalogue, month: date, moment: Moment) -> Made | None:
    """Where a budget is set. No ground is kept: the next edition is drawn anew. Raises BudgetSpent."""
    a_year = paid.budget_of(settings.SAPHAN_PRIVACY_BUDGET)
    if a_year is None:
        return None
    epsilon = paid.of_one_edition(a_year)
    try:
        _ledger(a_year).spend(paid.NAME, moment.day, epsilon)
    except budget.BudgetSpent:
        raise BudgetSpent from None
    numbers = paid.true_numbers(tally, known)
    told = paid.read(numbers, epsilon)
    return Made(told, periods.until(month, (cell.cohort for cell in tally)), len(numbers), len(told), {}, epsilon)


def _ledger(a_year: Decimal) -> budget.Ledger:
    rows = PublishedEdition.objects.exclude(epsilon=None).values_list("made_on", "epsilon")
    return paid.ledger(a_year, ((on, epsilon) for on, epsilon in rows if epsilon))


def _is_spent(day: date) -> bool:
    a_year = paid.budget_of(settings.SAPHAN_PRIVACY_BUDGET)
    return a_year is not None and _ledger(a_year).left(day.year) < paid.of_one_edition(a_year)


def _row(
    month: date, made: Made, known: Catalogue, moment: Moment, facts: int, version: int, corrects: str
) -> PublishedEdition:
    return PublishedEdition.objects.create(
        version=version,
        month=month,
        made_on=moment.day,
        made_by=OURSELVES.task,
        catalogue=known.edition,
        figures=[list(asdict(one).values()) for one in figures(made.told, known, made.periods)],
        facts=facts,
        cells_wanted=made.wanted,
        cells_shown=made.shown,
        corrects=corrects,
        epsilon=made.epsilon,
    )


def _ground(last: PublishedEdition | None) -> Ground:
    if last is None:
        return {}
    kept: Mapping[str, tuple[int, int, bool, int]] = EditionGround.objects.get(edition_id=last.id).numbers
    return {name: (Stands(value, subjects, shown), read) for name, (value, subjects, shown, read) in kept.items()}


def _as_json(now: Ground) -> dict[str, tuple[int, int, bool, int]]:
    return {name: (stands.value, stands.subjects, stands.shown, read) for name, (stands, read) in now.items()}
