"""Fees that somebody wrote into a sheet before: row by row, each in a transaction of its own, the same row once.

Columns, by their headings: origin, destination, paid_on (a day or a month), currency; at least one of worker, receipt,
cap, employer; and, where known, organisation (its exact name), line, payer, stage, sector, proof, and person (any mark
that joins the lines which one person paid; it is not kept).
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from saphan.casework.fees.models import FeeObservation
from saphan.casework.fees.seen import AMOUNTS, FeeSeen, check
from saphan.casework.fees.services import record_fee
from saphan.languages.writing import ascii_digits
from saphan.network.named import organisation_named
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.refusals import Refusal
from saphan.vault import hashing
from saphan.voice.old_logs.sheets import Row

OURSELVES = System("casework.import_fees")
NEEDED = ("origin", "destination", "paid_on", "currency")
CODES = ("line", "payer", "stage", "sector", "proof")
TAKEN, KNOWN, EMPTY = "taken", "known", "empty"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row: `taken`, `known`, `empty`, or the column that is wrong. No word of the row."""

    row: int
    code: str

    @property
    def is_refused(self) -> bool:
        return self.code not in {TAKEN, KNOWN, EMPTY}


class BadCell(ValueError):
    """The column is the message."""


def take_over(rows: Iterable[Row], sheet: str, desk_id: UUID, *, dry_run: bool = False) -> Iterator[Outcome]:
    """One outcome a row, in order. sheet: its name; part of what tells its rows from those of another.

    dry_run: nothing is written, and `taken` means it would be. Two equal rows of one sheet are two people's.
    """
    times: Counter[str] = Counter()
    for row in rows:
        raw = "\0".join(f"{heading}={cell}" for heading, cell in sorted(row.cells.items()))
        times[raw] += 1
        yield Outcome(row.number, _outcome(row, f"{sheet}\0{raw}\0{times[raw]}", sheet, desk_id, dry_run))


def _outcome(row: Row, of_row: str, sheet: str, desk_id: UUID, dry_run: bool) -> str:
    if row.problem or not row.cells:
        return row.problem or EMPTY
    ids = _ids("imported-fee", of_row)
    with acting_as(OURSELVES) as moment:
        if FeeObservation.objects.filter(id__in=ids).exists():
            return KNOWN
        today = moment.day
    try:
        seen = _seen(row, sheet, desk_id)
        check(seen, today)
        if not dry_run:
            record_fee(observation=seen, by=OURSELVES, once=ids[0])
    except BadCell as bad:
        return str(bad)
    except Refusal as refusal:
        return next(iter(refusal.ways_out), refusal.code)
    return TAKEN


def _seen(row: Row, sheet: str, desk_id: UUID) -> FeeSeen:
    """Raises BadCell."""
    cells = row.cells
    for name in NEEDED:
        if not cells.get(name):
            raise BadCell(name)
    marked = cells.get("person")
    codes: dict[str, Any] = {name: cells[name] for name in CODES if cells.get(name)}
    amounts: dict[str, Any] = {name: _amount(name, cells[name]) for name in AMOUNTS if cells.get(name)}
    return FeeSeen(
        desk_id=desk_id,
        source="import",
        origin=cells["origin"].upper(),
        destination=cells["destination"].upper(),
        paid_on=_day(cells["paid_on"]),
        currency=cells["currency"].upper(),
        organisation_id=_organisation(cells.get("organisation", "")),
        person=_ids("person-of-fees", f"{sheet}\0{marked}")[0] if marked else None,
        **codes,
        **amounts,
    )


def _ids(purpose: str, of: str) -> list[UUID]:
    """By every key that still stands, the newest first."""
    return [UUID(bytes=one.hash[:16], version=4) for one in hashing.tokens(purpose, of)]


def _day(written: str) -> date:
    """A day of ISO 8601, or a month."""
    try:
        return date.fromisoformat(written[:10] if len(written) > 7 else f"{written}-01")
    except ValueError:
        raise BadCell("paid_on") from None


def _amount(name: str, written: str) -> Decimal:
    try:
        return Decimal(ascii_digits(written).replace(",", "").replace(" ", ""))
    except InvalidOperation:
        raise BadCell(name) from None


def _organisation(name: str) -> UUID | None:
    """By its exact name. A sheet that names one who is not known shall say so, not count it as nobody's."""
    if not name:
        return None
    found = organisation_named(name)
    if found is None:
        raise BadCell("organisation")
    return found
