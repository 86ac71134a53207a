"""Every row of the database as its owner reads it, and which of them equal values tie together.

A value ties where it could have come about in no two places by chance: an id, a hash or mark, a moment, a random text,
and the number of the transaction that wrote the row. A day, a code, a count and an amount do not; nor does what stood
in the database before she came: desks, organisations, people who work there.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from psycopg import sql

from tests import ground
from tests.conftest import HOME

RANDOM = re.compile(r"(?=.*\d)[A-Za-z0-9_+/=-]{16,}")
FINE = 100_000  # a whole number above this may be a moment
AN_ID = 16  # bytes
_BESIDE_A_SIGNATURE = 17  # bytes of a mark of words before the signature: its key's version, and an id


@dataclass(frozen=True)
class Row:
    table: str
    values: frozenset[object]


def every_row(database: str, *, with_transactions: bool = True) -> list[Row]:
    with ground.as_owner(HOME, database) as owner:
        tables = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        rows = []
        for (table,) in tables:
            found = owner.execute(sql.SQL("SELECT xmin::text, * FROM {}").format(sql.Identifier(table)))
            for xmin, *values in found.fetchall():
                written = [("written by", xmin)] if with_transactions else []
                rows.append(Row(table, frozenset([*written, *_that_tie(values)])))
        return rows


def values_of(rows: Iterable[Row]) -> set[object]:
    return {value for row in rows for value in row.values}


def tied_to(seeds: Collection[str], rows: Collection[Row], known: Collection[object]) -> set[Row]:
    """Every row that a chain of equal values leads to, from the rows of the tables `seeds`."""
    holders: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        for value in row.values - set(known):
            holders[value].append(row)
    found: set[Row] = set()
    ahead = [row for row in rows if row.table in seeds]
    while ahead:
        row = ahead.pop()
        if row not in found:
            found.add(row)
            ahead += [other for value in row.values - set(known) for other in holders[value] if other not in found]
    return found


def _that_tie(values: Iterable[Any]) -> Iterator[object]:
    for value in values:
        if isinstance(value, dict):
            yield from _that_tie([*value, *value.values()])
        elif isinstance(value, list | tuple):
            yield from _that_tie(value)
        elif isinstance(value, bytes):
            yield from _bytes(value)
        elif isinstance(value, str):
            yield from _text(value)
        elif isinstance(value, UUID | datetime) or (isinstance(value, int) and value > FINE):
            yield value


def _bytes(value: bytes) -> Iterator[object]:
    if len(value) >= 4:
        yield value.hex()
    if len(value) > _BESIDE_A_SIGNATURE:
        yield UUID(bytes=value[1:_BESIDE_A_SIGNATURE])
        yield value[_BESIDE_A_SIGNATURE:].hex()


def _text(value: str) -> Iterator[object]:
    for each in RANDOM.findall(value):
        try:
            yield UUID(each)
        except ValueError:
            yield each.lower()
