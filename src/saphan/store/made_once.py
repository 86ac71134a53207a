"""A question that is put for every voice: the ORM makes its SQL once, and then only what is asked about changes."""

from collections.abc import Callable, Collection
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

Asked = UUID | str | Collection[UUID]


class MadeOnce:
    """of: makes the query set from ids, words, or many ids for `among`; always the same one, whatever is asked."""

    def __init__(self, of: Callable[..., "QuerySet[Any, Any]"]) -> None:
        self._of = of
        self._sql = ""
        self._values: list[Any] = []
        self._model: type[Model] | None = None

    def __call__(self, *asked: Asked) -> list[tuple[Any, ...]]:
        """The rows, as `values_list` names their columns, or whole."""
        blanks = [_blank(place, value) for place, value in enumerate(asked)]
        if not self._sql:
            self._make(blanks)
        given = [each if isinstance(each, UUID | str) else list(each) for each in asked]
        values = [given[blanks.index(value)] if value in blanks else value for value in self._values]
        with connection.cursor() as cursor:
            cursor.execute(self._sql, values)
            return list(cursor.fetchall())

    def models(self, *asked: Asked) -> list[Any]:
        """The rows as the ORM would give them. Their columns are such as come from the database as they are."""
        rows = self(*asked)
        assert self._model is not None
        return [self._model.from_db(connection.alias, self._names, row) for row in rows]

    def _make(self, blanks: list[Any]) -> None:
        found = self._of(*blanks)
        sql, values = found.query.sql_with_params()
        self._values, self._model = list(values), found.model
        self._names = [field.attname for field in found.model._meta.concrete_fields]
        self._sql = sql


def _blank(place: int, asked: Asked) -> Any:
    """What no row holds, to be found again among the values of the statement."""
    if isinstance(asked, UUID):
        return UUID(int=place)
    return str(UUID(int=place)) if isinstance(asked, str) else [UUID(int=place)]
