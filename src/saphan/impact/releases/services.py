"""Letting a table out: attacked first, kept as a version, beside whatever was let out before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from saphan.impact.refusals import GivesAway
from saphan.impact.releases.models import Release, ReleaseGround
from saphan.release import engine
from saphan.release.cubes import Cube
from saphan.release.engine import Table
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault.keyring import key_ring
from saphan.vault.recording import record

OURSELVES = System("impact.release_table")


@dataclass(frozen=True, slots=True)
class Counted:
    """A cube with what it was counted from."""

    cube: Cube
    facts: int
    newest_fact_on: date | None


def secret() -> bytes:
    """From which people's keys are made (`release.noise.key_of`)."""
    return key_ring().keyed_hash("release-noise", b"")[:32]


def release_table(
    *, name: str, month: date, counted: Counted, margins: Iterable[frozenset[int]], corrects: str = ""
) -> Release:
    """The table as it may be read from now on; the same month a second time is the first, unless it is corrected.

    Raises GivesAway, and then nothing leaves; ValueError where the dimensions are not those of the last version.
    """
    wanted = sorted(margins, key=sorted)
    with acting_as(OURSELVES) as moment:
        last = Release.objects.select_for_update().filter(name=name).order_by("-version").first()
        if last and last.month == month and not corrects:
            return last
        try:
            table = engine.let_out(counted.cube, wanted, former=_table(last, counted.cube))
        except engine.GivesAway as found:
            record("impact.release_kept_in", None, detail={"name": name, "attack": found.attack, "cells": found.cells})
            refused: engine.GivesAway | None = found
        else:
            refused = None
            row = _row(name, month, counted, wanted, table, last, moment.day, corrects)
            ReleaseGround.objects.create(release_id=row.id, counts=table.counts.tolist())
            record("impact.table_released", row.id, detail={"name": name, "version": row.version})
    if refused:
        raise GivesAway(refused.attack)
    return row


def _row(
    name: str,
    month: date,
    counted: Counted,
    margins: list[frozenset[int]],
    table: Table,
    last: Release | None,
    today: date,
    corrects: str,
) -> Release:
    seen = engine.utility(table, counted.cube, margins)
    return Release.objects.create(
        name=name,
        version=last.version + 1 if last else 1,
        month=month,
        made_on=today,
        made_by=OURSELVES.task,
        dimensions=list(counted.cube.dimensions),
        categories=[list(codes) for codes in counted.cube.categories],
        margins=[sorted(margin) for margin in margins],
        values=table.values.tolist(),
        facts=counted.facts,
        newest_fact_on=counted.newest_fact_on,
        cells_wanted=seen.cells,
        cells_shown=seen.shown,
        corrects=corrects,
    )


def _table(last: Release | None, cube: Cube) -> Table | None:
    """What was let out last. A table whose dimensions change is another table, and has another name."""
    if last is None:
        return None
    if (last.dimensions, last.categories) != (list(cube.dimensions), [list(codes) for codes in cube.categories]):
        raise ValueError("another table has another name")
    ground = ReleaseGround.objects.get(release_id=last.id)
    return Table(np.array(last.values, dtype=np.int64), np.array(ground.counts, dtype=np.int64))
