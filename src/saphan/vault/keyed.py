"""What rooms keep under the key of the keyed hashes, so that a change of that key reaches everything.

A room names each such column in its AppConfig.ready(). A test walks the models and fails when one is missing.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

Older = Callable[[int], int]
Renew = Callable[[int], Iterator[int]]


@dataclass(frozen=True, slots=True)
class Keyed:
    """One column. name: `table.column`. older(version): rows that only versions below this one find or open.

    renew(version): brings rows to this version in small batches, each a transaction of its own; yields how many each
    time. None where nobody but the owner of the secret can (a claim code), or where rows are soon gone (a receipt).
    """

    name: str
    older: Older
    renew: Renew | None


_columns: dict[str, Keyed] = {}


def keyed(name: str, *, older: Older, renew: Renew | None = None) -> None:
    """Register a column that holds a keyed hash, or something sealed under a keyed hash."""
    _columns[name] = Keyed(name, older, renew)


def columns() -> tuple[Keyed, ...]:
    return tuple(_columns[name] for name in sorted(_columns))
