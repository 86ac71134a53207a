"""Lists as arrays in PostgreSQL's binary format, for questions and inserts of many thousands.

psycopg packs one element after the other, each by a call; here ids are joined at one go, and of codes, days and numbers
each different one is packed once.
"""

from datetime import date
from struct import Struct
from typing import Any, Final
from uuid import UUID

from psycopg.abc import Buffer
from psycopg.types.array import ListBinaryDumper

# Dimensions, whether there are NULLs, the kind of the elements, how many there are, the first place.
_HEAD = Struct("!iiIii").pack
_LENGTH = Struct("!i").pack
_OF_AN_ID = _LENGTH(16)
_FEW_DIFFER: Final = frozenset({str, bool, date, int})


class Columns(ListBinaryDumper):
    """The same bytes as psycopg's own, which also packs whatever else there is: NULLs, lists of lists, other kinds."""

    def dump(self, obj: list[Any]) -> Buffer | None:
        (kind, *others) = set(map(type, obj)) or (None,)
        if others or self.sub_dumper is None:
            return super().dump(obj)
        if kind is UUID:
            packed = _OF_AN_ID + _OF_AN_ID.join([each.bytes for each in obj])
        elif kind in _FEW_DIFFER:
            by_value = {each: self._packed(each) for each in set(obj)}
            packed = b"".join([by_value[each] for each in obj])
        else:
            return super().dump(obj)
        return _HEAD(1, 0, self.sub_dumper.oid, len(obj), 1) + packed

    def _packed(self, one: Any) -> bytes:
        assert self.sub_dumper is not None
        dumped = bytes(self.sub_dumper.dump(one) or b"")
        return _LENGTH(len(dumped)) + dumped
