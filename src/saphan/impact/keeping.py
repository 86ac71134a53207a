"""How folded states and tallies lie in the database, and come back. Call inside `acting_as`, as System."""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from uuid import UUID

from django.db import connection

from saphan.impact.facts import Said
from saphan.impact.indicators.folding import Cell, Sums, Tally, new_tally, settled
from saphan.impact.indicators.marking import State, as_state
from saphan.impact.models import SubjectState, TallyCell
from saphan.store.ids import random_id
from saphan.store.writing import insert_each

BATCH = 5_000  # rows that are read, or written, at once


_FACTS = """
    SELECT "on", kind, subject, payload::text FROM vault_fact
    WHERE kind = ANY (%s) AND "on" BETWEEN %s AND %s ORDER BY subject, "on"
"""
_KEEP = "INSERT INTO impact_subject_state (subject, coded) SELECT * FROM unnest(%s::uuid[], %s::text[])"

_payload = lru_cache(maxsize=20_000)(json.loads)  # most facts say what another one said


def facts(kinds: Collection[str], *, until: date, since: date = date.min) -> Iterator[Said]:
    """Of these kinds, from `since` to `until`, both included: by subject, then day, a part at a time."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(_FACTS, [list(kinds), since, until])
        while rows := cursor.fetchmany(BATCH):
            for on, kind, subject, payload in rows:
                yield Said(on, kind, subject, _payload(payload))


def states_of(subjects: Collection[UUID]) -> dict[UUID, State]:
    """Of those that have one."""
    rows = SubjectState.objects.filter(subject__in=subjects).values_list("subject", "coded")
    return {subject: as_state(coded) for subject, coded in rows}


def keep_states(states: Mapping[UUID, State], known: Collection[UUID] = ()) -> None:
    """In place of those that are known."""
    if known:
        SubjectState.objects.filter(subject__in=known).delete()
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, [list(states), [state.as_text() for state in states.values()]])


def tally_of(cells: Mapping[UUID, TallyCell]) -> Tally:
    tally = new_tally()
    for row in cells.values():
        tally[Cell(row.indicator, row.month, row.cohort, row.code)] = sums_of(row)
    return tally


def sums_of(row: TallyCell) -> Sums:
    days = Counter({int(each): number for each, number in json.loads(row.days).items()})
    return Sums(row.numerator, row.denominator, days, row.subjects, int(row.squares))


def add_to_tally(changed: Tally) -> None:
    """Every cell that changed, added to the row of the same month; rows that come to nothing go."""
    for month in sorted({cell.month for cell in changed}):
        kept = {row.id: row for row in TallyCell.objects.filter(month=month)}
        ids = {Cell(row.indicator, row.month, row.cohort, row.code): row.id for row in kept.values()}
        ours = settled(new_tally() | {cell: sums for cell, sums in changed.items() if cell.month == month})
        for cell in ours.keys() & ids.keys():
            ours[cell].plus(sums_of(kept[ids[cell]]))
        TallyCell.objects.filter(id__in=[ids[cell] for cell in ours.keys() & ids.keys()]).delete()
        keep_tally(settled(ours))


def keep_tally(tally: Tally) -> None:
    rows = [
        TallyCell(
            id=random_id(),
            **cell._asdict(),
            numerator=sums.numerator,
            denominator=sums.denominator,
            days=json.dumps(dict(sorted(sums.days.items()))),
            subjects=sums.subjects,
            squares=Decimal(sums.squares),
        )
        for cell, sums in tally.items()
    ]
    for at in range(0, len(rows), BATCH):
        insert_each(rows[at : at + BATCH])


def kept_tally(until: date | None = None) -> Tally:
    """All of it, or what changed in the months until then."""
    rows = TallyCell.objects.all() if until is None else TallyCell.objects.filter(month__lte=until)
    return tally_of({row.id: row for row in rows})
