"""Lists are packed as psycopg packs them, byte for byte."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from psycopg.adapt import PyFormat, Transformer
from psycopg.types.array import ListBinaryDumper

from saphan.store.postgres.arrays import Columns

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "column",
    [
        [UUID(int=7), UUID(int=1 << 127), UUID(int=7)],
        ["my", "ne", "my", "", "ភាសា", "{},\\"],
        [True, False, True],
        [date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 2)],
        [1, 70_000, 1],
        [],
        [None, UUID(int=1)],
        ["a", None],
        [b"a", b"b"],
        [[1, 2], [3, 4]],
    ],
    ids=str,
)
def test_a_column_is_packed_as_psycopg_packs_it(column: list[object]) -> None:
    connection.ensure_connection()
    ours, theirs = (
        kind(list, Transformer(connection.connection)).upgrade(column, PyFormat.BINARY)
        for kind in (Columns, ListBinaryDumper)
    )
    assert ours.dump(column) == theirs.dump(column)
    assert (ours.oid, ours.format) == (theirs.oid, theirs.format)
