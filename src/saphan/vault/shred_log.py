"""The log of what was destroyed: one id a line, beside the database and again in the back-up folder. Pure.

A line is written and on disk before the story goes, so a line may stand for something that lived on; never the other
way round.
"""

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from saphan.store.place import settle

NAME = "shredded.log"


def note(file: Path, ids: Iterable[UUID]) -> None:
    """Add lines; they are on disk when this returns. A line that a crash cut short is ended first."""
    is_new = not file.exists()
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "ab") as log:
        if log.tell() and os.pread(log.fileno(), 1, log.tell() - 1) != b"\n":
            log.write(b"\n")
        log.write(text_of(ids))
        log.flush()
        os.fsync(log.fileno())
    if is_new:
        settle(file.parent)


def text_of(ids: Iterable[UUID]) -> bytes:
    return "".join(f"{each}\n" for each in ids).encode()


def read(content: bytes) -> set[UUID]:
    """The ids of a log; a line that was cut short names nothing."""
    found = set()
    for line in content.decode("ascii", "replace").split():
        with suppress(ValueError):
            found.add(UUID(line))
    return found


def read_file(file: Path) -> set[UUID]:
    """The ids of a log that may not be there."""
    return read(file.read_bytes()) if file.exists() else set()
