"""What was let out, for pages, downloads and interfaces: values only, and which version they are."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from saphan.impact.releases.models import Release
from saphan.release.engine import HIDDEN


@dataclass(frozen=True, slots=True)
class Row:
    """One number of a marginal table. codes: by dimension, those that the table splits by. value: None if not shown."""

    codes: dict[str, str]
    value: int | None


@dataclass(frozen=True, slots=True)
class Read:
    """One version as everybody may read it."""

    name: str
    version: int
    month: date
    made_on: date
    rows: tuple[Row, ...]
    corrects: str


def newest(name: str) -> Read | None:
    row = Release.objects.filter(name=name).order_by("-version").first()
    return _read(row) if row else None


def versions(name: str) -> tuple[Read, ...]:
    """All, the newest first."""
    return tuple(_read(row) for row in Release.objects.filter(name=name).order_by("-version"))


def _read(row: Release) -> Read:
    return Read(row.name, row.version, row.month, row.made_on, tuple(_rows(row)), row.corrects)


def _rows(row: Release) -> Iterator[Row]:
    values = np.array(row.values, dtype=np.int64)
    for margin in row.margins:
        where = tuple(slice(None, -1) if axis in margin else slice(-1, None) for axis in range(values.ndim))
        table = values[where]
        for place in np.ndindex(table.shape):
            codes = {row.dimensions[axis]: row.categories[axis][place[axis]] for axis in margin}
            value = int(table[place])
            yield Row(codes, None if value == HIDDEN else value)
