"""Many inserts, one round trip.

Ids are made by the app, so nothing has to come back: the statements of one service are sent in one pipeline and the
first that is refused raises. Used where the rate counts (intake); everywhere else `objects.create` reads better.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import Error as DatabaseError
from django.db import connection, models
from django.db.models import AutoField

from saphan.store.postgres.base import said_quietly


def insert(*rows: models.Model) -> None:
    """Insert each row in the order given. Raises django's IntegrityError with SQLSTATE and constraint name."""
    send([statement_for(row) for row in rows])


def send(statements: Sequence[tuple[str, Sequence[Any]]]) -> None:
    """Run statements whose answers nobody reads, in one pipeline."""
    connection.ensure_connection()
    try:
        with (
            connection.wrap_database_errors,
            connection.connection.pipeline(),
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


@cache
def _shape(model: type[models.Model]) -> tuple[str, list[Any]]:
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    marks = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({columns}) VALUES ({marks})", fields  # noqa: S608
