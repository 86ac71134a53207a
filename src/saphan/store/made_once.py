"""A question that is put for every voice: the ORM makes its SQL once, and then only what is asked about changes."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model, QuerySet

Asked = UUID | str | Collection[UUID]


class MadeOnce:
    """of: makes the query set from ids, words, or many ids for `among`; always the same one, whatever is asked."""

    def __init__(self, of: Callable[..., "QuerySet[Any, Any]"]) -> None:
        self._of = of
        self._made: _Made | None = None

    def __call__(self, *asked: Asked) -> list[tuple[Any, ...]]:
        """The rows, as `values_list` names their columns, or whole."""
        made = self._statement(asked)
        given = [each if isinstance(each, UUID | str) else list(each) for each in asked]
        with connection.cursor() as cursor:
            cursor.execute(made.sql, [value if place is None else given[place] for value, place in made.values])
            return list(cursor.fetchall())

    def models(self, *asked: Asked) -> list[Any]:
        """The rows as the ORM would give them. Their columns are such as come from the database as they are."""
        model, names = self._statement(asked).whole
        return [model.from_db(connection.alias, names, row) for row in self(*asked)]

    def _statement(self, asked: Sequence[Asked]) -> "_Made":
        if self._made is None:
            self._made = _make(self._of, [_blank(place, value) for place, value in enumerate(asked)])
        return self._made


@dataclass(frozen=True, slots=True)
class _Made:
    """values: each with the place among what is asked that it is taken from, or None where it is always the same."""

    sql: str
    values: list[tuple[Any, int | None]]
    whole: tuple[type[Model], list[str]]


def _make(of: Callable[..., "QuerySet[Any, Any]"], blanks: list[Any]) -> _Made:
    found = of(*blanks)
    sql, values = found.query.sql_with_params()
    places = {str(blank): place for place, blank in enumerate(blanks)}
    taken = [(value, places.get(str(value))) for value in values]
    if {place for _, place in taken if place is not None} != set(places.values()):
        raise ValueError("The statement does not hold all that is asked.")
    return _Made(sql, taken, (found.model, [field.attname for field in found.model._meta.concrete_fields]))


def _blank(place: int, asked: Asked) -> Any:
    """What no row holds, to be found again among the values of the statement."""
    one = UUID(int=place)
    return one if isinstance(asked, UUID | str) else [one]
