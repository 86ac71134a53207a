"""PostgreSQL's own programs (pg_dump, pg_restore), run as the owning role. The password is never on a command line."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen, run
from typing import IO, Any, cast

import psycopg
from psycopg.conninfo import make_conninfo

from saphan.store.embedded import ClusterError, wheel
from saphan.store.place import OWNER, Place, has_real_server

SAID = 300  # characters of what a program said that are told


class ProgramFailed(RuntimeError):
    """A program of PostgreSQL ended with an error; the message names it, and its own words are about the schema."""


@dataclass(frozen=True, slots=True)
class Call:
    """A command line and its environment."""

    words: list[str]
    environment: dict[str, str] = field(repr=False)


def as_owner(place: Place, program: str, *options: str) -> Call:
    """Of `program` on this installation's database. Raises ClusterError without the owner's address, ProgramFailed."""
    return Call(
        [str(found(program, _server_of(place))), *options, "--no-password", f"--dbname={address(place)}"],
        {**os.environ, "PGPASSWORD": password(place)},
    )


def address(place: Place) -> str:
    """Where the owning role reaches the database, without its password."""
    database = _database(place)
    named = {"host": database["HOST"], "port": database.get("PORT"), "user": database["USER"]}
    known = {key: value for key, value in named.items() if value}
    return make_conninfo(dbname=database["NAME"], **known, **database["OPTIONS"])


def password(place: Place) -> str:
    return str(_database(place)["PASSWORD"])


def _database(place: Place) -> dict[str, Any]:
    try:
        return place.django_database(OWNER)
    except ValueError as error:
        raise ClusterError(str(error)) from None


def found(program: str, server: int = 0) -> Path:
    """The one on PATH when it is not older than a real server's major version; else the one that came with ours.

    Not the copy beside the data: that belongs to the server's user, and we may be root.
    """
    on_path = shutil.which(program) if server else None
    if on_path and _major(on_path) >= server:
        return Path(on_path)
    return wheel() / "pginstall18" / "bin" / program


def _major(program: str) -> int:
    said = run([program, "--version"], capture_output=True, text=True).stdout
    number = re.search(r"\) (\d+)", said)
    return int(number[1]) if number else 0


def _server_of(place: Place) -> int:
    """The major version of a real server; 0 for ours, whose programs fit."""
    if not has_real_server():
        return 0
    try:
        with psycopg.connect(address(place), password=password(place), connect_timeout=10) as owner:
            return owner.info.server_version // 10_000
    except psycopg.OperationalError:  # its text names the address
        raise ProgramFailed("The database does not answer to the owning role.") from None


@contextmanager
def running(call: Call, *, feeding: bool = False) -> Iterator[Popen[bytes]]:
    """A program that writes to our pipe, or with `feeding` reads from it; ended when we fail. Raises ProgramFailed."""
    process = Popen(
        call.words,
        env=call.environment,
        stdin=PIPE if feeding else DEVNULL,
        stdout=DEVNULL if feeding else PIPE,
        stderr=PIPE,
    )
    try:
        yield process
    except BrokenPipeError:
        pass  # it ended before we did; what it said is told below
    except BaseException:
        process.kill()
        process.communicate()
        raise
    said = process.communicate()[1].decode(errors="replace")
    if process.returncode != 0:
        raise ProgramFailed(f"{Path(call.words[0]).name} failed. {_first_error(said)}")


def _first_error(said: str) -> str:
    """One line of what it said. The lines after it may repeat a row."""
    return next((line for line in said.splitlines() if "error:" in line), "")[:SAID]


def feeder(process: Popen[bytes], *, may_end_early: bool = False) -> Callable[[bytes], None]:
    """Writes into the program's input; with `may_end_early` one that has seen enough is no failure."""

    def feed(part: bytes) -> None:
        with suppress(BrokenPipeError) if may_end_early else nullcontext():
            cast(IO[bytes], process.stdin).write(part)

    return feed
