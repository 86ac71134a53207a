"""A sheet of organisations and what a list of licences says of them, row by row; a row that cannot be read says why.

Columns, by the names in the first row: kind, name, country, place, languages, phone, website, address, email,
list_name, number, status, source, seen_on. What is there already is found by its exact name.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from saphan.empowerment.directory.models import WayKind
from saphan.empowerment.directory.services import OURSELVES, By, list_organisation, note_licence, note_way
from saphan.empowerment.reviews.criteria import KINDS
from saphan.network import services as network
from saphan.network.named import organisation_named
from saphan.store.refusals import Refusal

NEEDED = ("kind", "name", "country")


@dataclass(frozen=True, slots=True)
class Taken:
    """How many rows were taken; of each that was not, its number in the sheet and the field that was wrong."""

    rows: int
    faults: tuple[tuple[int, str], ...]


def take_sheet(path: Path, by: By = OURSELVES) -> Taken:
    """Read a UTF-8 sheet of comma-separated values. Raises OSError, UnicodeDecodeError."""
    with path.open(encoding="utf-8-sig", newline="") as sheet:
        return take_rows(csv.DictReader(sheet), by)


def take_rows(rows: Iterable[Mapping[str, str]], by: By = OURSELVES) -> Taken:
    """Each row in a transaction of its own, so that a bad one takes nothing with it."""
    taken, faults = 0, list[tuple[int, str]]()
    for number, row in enumerate(rows, start=2):
        cells = {name: (row.get(name) or "").strip() for name in row if name}
        try:
            with transaction.atomic():
                _take(cells, by)
            taken += 1
        except Refusal as refusal:
            faults.append((number, next(iter(refusal.ways_out), refusal.code)))
        except ValueError as error:
            faults.append((number, str(error)))
    return Taken(taken, tuple(faults))


def _take(cells: Mapping[str, str], by: By) -> None:
    """Raises ValueError that names the column, or Refusal."""
    wrong = next((name for name in NEEDED if not cells.get(name)), "")
    if wrong or cells["kind"] not in KINDS or len(cells["country"]) != 2:
        raise ValueError(wrong or ("kind" if cells["kind"] not in KINDS else "country"))
    seen_on = _day(cells.get("seen_on", "")) if cells.get("list_name") else None
    organisation_id = organisation_named(cells["name"]) or network.create_organisation(
        kind=cells["kind"], name=cells["name"], country=cells["country"], place=cells.get("place", ""), by=by
    )
    list_organisation(organisation_id=organisation_id, languages=cells.get("languages", "").split(), by=by)
    for kind in WayKind.values:
        if cells.get(kind):
            note_way(organisation_id=organisation_id, kind=kind, written=cells[kind], by=by)
    if seen_on:
        licence = {name: cells.get(name, "") for name in ("list_name", "number", "status", "source")}
        note_licence(organisation_id=organisation_id, **licence, seen_on=seen_on, by=by)


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise ValueError("seen_on") from None
