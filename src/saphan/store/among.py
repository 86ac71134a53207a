"""`id__among=ids`: what `id__in=ids` asks, with all of them as one array in PostgreSQL's binary format.

The statement is the same for one id and for thousands, so that the database plans it once and not every time.
Of plain columns; a foreign key has `in`.
"""

from typing import Any

from django.db.models import Lookup
from django.db.models.sql.compiler import SQLCompiler


class Among(Lookup):
    lookup_name = "among"

    def get_prep_lookup(self) -> list[Any]:
        return list(self.rhs)

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column, params = self.process_lhs(compiler, connection)
        kind = str(self.lhs.output_field.db_type(connection)).partition("(")[0]
        return f"{column} = ANY(%b::{kind}[])", (*params, self.rhs)
