"""The database backend: refuses protected tables outside `acting_as`, and keeps what was said out of its errors."""

import re
from functools import cache
from typing import Any

from django.db import Error as DatabaseError
from django.db.backends.postgresql import base

from saphan.store.acting import current_caller
from saphan.store.postgres.arrays import Columns
from saphan.store.protection import protected_tables


class OutsideActing(RuntimeError):
    """A query named a protected table while nobody was acting. Open `acting_as(caller)` first."""


class DatabaseWrapper(base.DatabaseWrapper):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers = [quiet_errors, guard]

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.adapters.register_dumper(list, Columns)
        return connection

    def init_connection_state(self) -> None:
        super().init_connection_state()


def guard(execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Raise in Python before the database would answer with nothing."""
    if current_caller() is None and not context["connection"].settings_dict.get("OWNS"):
        named = _names_of_protected().search(sql if isinstance(sql, str) else str(sql))
        if named:
            raise OutsideActing(named.group(0))
    return execute(sql, params, many, context)


def quiet_errors(execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Re-raise database errors with SQLSTATE and constraint name only; rows and values stay inside."""
    try:
        return execute(sql, params, many, context)
    except DatabaseError as error:
        quiet = type(error)(said_quietly(error))
    raise quiet


def said_quietly(error: BaseException) -> str:
    """For example `23505 voice_receipt_once`."""
    source = error.__cause__ or error
    state = getattr(source, "sqlstate", None) or "no-sqlstate"
    constraint = getattr(getattr(source, "diag", None), "constraint_name", None) or ""
    return f"{state} {constraint}".strip()


@cache
def _names_of_protected() -> re.Pattern[str]:
    return re.compile(r"\b(" + "|".join(sorted(protected_tables(), key=len, reverse=True)) + r")\b")
