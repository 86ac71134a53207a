"""Many inserts, one round trip.

Ids are made by the app, so nothing has to come back: the statements of one service are sent in one pipeline and the
first that is refused raises. Used where the rate counts (intake); everywhere else `objects.create` reads better.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import Error as DatabaseError
from django.db import connection, models
from django.db.models import AutoField

from saphan.store import clock
from saphan.store.acting import Moment, acting_as, known_as, settings_of
from saphan.store.callers import Caller
from saphan.store.postgres.base import said_quietly

Statement = tuple[str, Sequence[Any]]


def insert(*rows: models.Model) -> None:
    """Insert each row in the order given. Raises django's IntegrityError with SQLSTATE and constraint name."""
    send([statement_for(row) for row in rows])


def insert_each(rows: Sequence[models.Model], *, without: Collection[str] = ()) -> None:
    """Insert many rows of one table in the order given, column by column in one statement: for thousands.

    Of plain columns only: no array, no JSON. without: columns that are left to the database's default.
    """
    if not rows:
        return
    names = tuple(field.attname for field in rows[0]._meta.concrete_fields if field.attname not in without)
    _insert(_columns(type(rows[0]), names), list(map(attrgetter(*names), rows)))


def insert_columns(model: type[models.Model], names: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> None:
    """The same of rows that no model is made of, as tuples of these columns. The database draws their random ids."""
    if rows:
        _insert(_columns(model, names, draws_ids=True), rows)


def _insert(sql: str, rows: Sequence[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(column) for column in zip(*rows, strict=True)])


def send(statements: Sequence[Statement]) -> None:
    """Run statements whose answers nobody reads, in one pipeline."""
    connection.ensure_connection()
    _send(statements, nullcontext())


def insert_unless_there(row: models.Model) -> bool:
    """Insert it; False where a unique column is taken already: that row stays and this one is let go."""
    with connection.cursor() as cursor:
        cursor.execute(*statement_unless_there(row))
        return bool(cursor.rowcount == 1)


@contextmanager
def acting_in_one_go(caller: Caller) -> Iterator[tuple[Moment, list[Statement]]]:
    """As `acting_as`, for a transaction that only writes: what the block leaves in the list is sent when it ends.

    Alone on its connection it travels as one pipeline with its BEGIN, its caller and its COMMIT, so that a voice
    waits for the database once. Inside another transaction, or while the clock stands in the database, it is
    `acting_as` and `send`. Raises django's IntegrityError with SQLSTATE and constraint name; nothing is written then.
    """
    statements: list[Statement] = []
    if connection.in_atomic_block or clock.follows_database():
        with acting_as(caller) as moment:
            yield moment, statements
            send(statements)
        return
    with known_as(caller) as moment:
        yield moment, statements
    connection.ensure_connection()
    _send([settings_of(caller), *statements], connection.connection.transaction())


def _send(statements: Sequence[Statement], around: AbstractContextManager[Any]) -> None:
    try:
        with (
            connection.wrap_database_errors,
            connection.connection.pipeline(),
            around,
            connection.connection.cursor() as cursor,
        ):
            for sql, values in statements:
                cursor.execute(sql, values)
    except DatabaseError as error:
        quiet = type(error)(said_quietly(error))
    else:
        return
    raise quiet


def statement_for(row: models.Model) -> tuple[str, list[Any]]:
    sql, fields = _shape(type(row))
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    return sql, values


def statement_unless_there(row: models.Model) -> Statement:
    """Insert it; where a unique column is taken already, that row stays and this one is let go."""
    sql, values = statement_for(row)
    return f"{sql} ON CONFLICT DO NOTHING", values


@cache
def _shape(model: type[models.Model]) -> tuple[str, list[Any]]:
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns}) VALUES ({marks})", fields  # noqa: S608


@cache
def _columns(model: type[models.Model], names: tuple[str, ...], *, draws_ids: bool = False) -> str:
    """The statement that takes each column as one array, in PostgreSQL's binary format."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    columns = ", ".join(connection.ops.quote_name(str(fields[name].column)) for name in names)
    arrays = ", ".join(f"%b::{str(fields[name].db_type(connection)).partition('(')[0]}[]" for name in names)
    table = connection.ops.quote_name(model._meta.db_table)
    if draws_ids:
        return f"INSERT INTO {table} (id, {columns}) SELECT gen_random_uuid(), * FROM unnest({arrays})"  # noqa: S608
    return f"INSERT INTO {table} ({columns}) SELECT * FROM unnest({arrays})"  # noqa: S608
