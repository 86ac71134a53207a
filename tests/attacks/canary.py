"""Words that stand nowhere else, and the places where somebody who has the machine would look for them."""

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
from psycopg import sql

from tests import ground
from tests.conftest import HOME

WORDS = "canary-7Qx9 they lock the dormitory at night"
NUMBER = "+66812345678"
TRACES = tuple(text.encode() for text in ("canary-7Qx9", "lock the dormitory", NUMBER, NUMBER[1:]))


def said_in(content: bytes) -> list[str]:
    """The traces of her words in some bytes, also where they stand in hexadecimal (as PostgreSQL shows bytes)."""
    low = content.lower()
    return [trace.decode() for trace in TRACES if trace.lower() in low or trace.hex().encode() in low]


def every_row(database: str) -> Iterator[tuple[str, bytes]]:
    """Table and text of every row, as whoever steals the disk can read it: past every policy."""
    with ground.as_owner(HOME, database) as owner:
        tables = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        for (table,) in tables:
            yield from ((table, row) for row in rows_of(owner, table))


def rows_of(owner: psycopg.Connection, table: str) -> list[bytes]:
    found = owner.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(table))).fetchall()
    return [text.encode() for (text,) in found]


def server_log() -> bytes:
    return (HOME / "postgres.log").read_bytes()


def own_files() -> Iterator[Path]:
    """What Saphan itself writes beside the database."""
    yield from (file for file in HOME.iterdir() if file.is_file() and os.access(file, os.R_OK))
