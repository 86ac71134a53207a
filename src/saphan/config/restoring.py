"""`saphan restore`: a back-up and the key sheet on an empty home give a working desk, or nothing at all.

Everything is made in a folder inside the home and moved up at the very end. What was destroyed after the back-up was
made is destroyed again before that, so nothing is served that somebody had taken back.
"""

import argparse
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg

from saphan.config import key_sheet, starting
from saphan.config.starting import UNFINISHED
from saphan.store import programs, roles
from saphan.store.embedded import Cluster
from saphan.store.place import Place, has_real_server, write_secret
from saphan.vault import backup_file, shred_log
from saphan.vault.backup_file import Contents
from saphan.vault.sheet_lines import Sheet

KEYS = "keys.json"
STAYS = {"supervisor.lock", "postgres-socket", "backups"}
MOVES = (
    *("postgres", "postgres.log", "database-passwords.json", KEYS, "key-sheet.json"),
    *("settings.env", "shredded.log", "signing-key"),
)
ONLY_INSIDE = """\
CAREFUL: no log of what was destroyed was given, and none lies beside the back-up or in this machine's back-up folder.
Only what was destroyed before the back-up was made is known. Stories that workers deleted afterwards are back. If there
is a newer {name} anywhere, on the old machine's disk for instance, remove this folder and restore again with
--shredded."""

CLOSED = """\
CAREFUL: {number} stories, cases or proofs are sealed under a key that is not on this sheet. Look for a newer one."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """shredded: a log of what was destroyed, when one was given."""

    file: Path
    sheet: Path
    shredded: Path | None


@dataclass(frozen=True, slots=True)
class Restored:
    """gone: ids in the logs. again: subjects that had come back. closed: that no key of the sheet opens."""

    contents: Contents
    gone: int
    again: int
    only_inside: bool
    closed: int


def add_answers(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=whole_path, help="the back-up")
    command.add_argument("--key-sheet", type=whole_path, required=True, help="the key sheet, typed into a file")
    command.add_argument("--shredded", type=whole_path, help="the newest log of what was destroyed, shredded.log")


def whole_path(typed: str) -> Path:
    return Path(typed).absolute()


def restore(wanted: Wanted) -> Restored:
    """Raises NotReady, SheetError, BackupFileError or ClusterError with what to do; then nothing was restored."""
    place = Place.from_environment()
    _refuse_what_is_not_empty(place)
    sheet = key_sheet.read(wanted.sheet)
    contents = backup_file.check(_existing(wanted.file), sheet.identity)
    _refuse_what_does_not_fit(contents)
    gone, only_inside = _destroyed(wanted, contents, place)
    with _making(place) as making:
        _lay_out(making, contents, sheet, gone)
        with starting.database_at_hand(making):
            _fill(making, wanted.file, sheet)
            again, closed = _serve_nothing_before(contents, gone, wanted.file.name, sheet)
    _move_up(making, place)
    return Restored(contents, len(gone), again, only_inside, closed)


def farewell(done: Restored) -> str:
    made, of = done.contents.manifest["made"], done.contents.manifest["saphan"]
    lines = ["", f"Restored: the back-up of {made}, made by Saphan {of}."]
    lines += [f"Destroyed for good, by the log: {done.gone}. Brought back and destroyed again now: {done.again}."]
    lines += ["", ONLY_INSIDE.format(name=shred_log.NAME)] if done.only_inside else []
    lines += ["", CLOSED.format(number=done.closed)] if done.closed else []
    return "\n".join([*lines, "", "Delete the file with the key sheet. Then look: saphan doctor", ""])


# -- what is refused


def _refuse_what_is_not_empty(place: Place) -> None:
    """What a restore that was ended in the middle left is ours, and is cleared away."""
    if (place.home / UNFINISHED).exists():
        _clear(place)
    there = {entry.name for entry in place.home.iterdir()} if place.home.exists() else set()
    if there - {"backups"}:
        raise starting.NotReady(
            f"{place.home} is not empty; nothing was changed. "
            "Set SAPHAN_HOME to an empty folder, or move what is in this one away."
        )
    if place.keys.exists():
        raise starting.NotReady(f"There is a key file of something else at {place.keys}. Move it away first.")
    if has_real_server() and _has_tables(place):
        raise starting.NotReady(
            "The database is not empty; nothing was changed. "
            "Drop it and make it anew as docs/how-to/own-postgresql.md says."
        )


def _has_tables(place: Place) -> bool:
    with _owner_of(place) as owner:
        return owner.execute("SELECT 1 FROM pg_tables WHERE schemaname = 'public'").fetchone() is not None


def _owner_of(place: Place) -> psycopg.Connection:
    return psycopg.connect(programs.address(place), password=programs.password(place), autocommit=True)


def _existing(file: Path) -> Path:
    if not file.is_file():
        raise starting.NotReady(f"There is no back-up at {file}.")
    return file


def _refuse_what_does_not_fit(contents: Contents) -> None:
    manifest = contents.manifest
    demo = os.environ.get("SAPHAN_DEMO") == "1"
    if manifest.get("format") != backup_file.FORMAT or unknown_migrations(manifest.get("migrations", [])):
        raise starting.NotReady(
            f"This back-up was made by Saphan {manifest.get('saphan')}, which is newer than this one. "
            "Install that version, then restore."
        )
    if manifest["demo"] and not demo:
        raise starting.NotReady("This back-up is of a demo, whose log-ins are public. Restore it with SAPHAN_DEMO=1.")
    if demo and not manifest["demo"]:
        raise starting.NotReady("This back-up is of real work. Restore it without SAPHAN_DEMO.")


def unknown_migrations(applied: list[str]) -> list[str]:
    """Of our rooms' migrations those that this source does not have."""
    source = Path(__file__).resolve().parent.parent
    ours = {f"{file.parts[-3]}.{file.stem}" for file in source.glob("*/migrations/0*.py")}
    of_others = {"account", "auth", "contenttypes", "mfa", "procrastinate", "sessions"}
    return [name for name in applied if name not in ours and name.split(".")[0] not in of_others]


def _destroyed(wanted: Wanted, contents: Contents, place: Place) -> tuple[set[UUID], bool]:
    """Every id that any log within reach names; and whether the one inside the back-up is the only one."""
    gone = shred_log.read(contents.beside.get(shred_log.NAME, b""))
    in_reach = (wanted.file.with_name(shred_log.NAME), place.backups / shred_log.NAME, wanted.shredded)
    outside = [file for file in in_reach if file and file.is_file()]
    if wanted.shredded and wanted.shredded not in outside:
        raise starting.NotReady(f"There is no log of what was destroyed at {wanted.shredded}.")
    return gone.union(*map(shred_log.read_file, outside)), not outside


# -- making


@contextmanager
def _making(place: Place) -> Iterator[Place]:
    """A home inside the home, which goes away again when anything fails."""
    for folder in (place.home, place.home / UNFINISHED):
        folder.mkdir(parents=True, exist_ok=True, mode=0o711 if os.geteuid() == 0 else 0o700)
    making = Place(place.home / UNFINISHED, place.database)
    kept = {name: os.environ.pop(name) for name in ("SAPHAN_KEYS",) if name in os.environ}
    os.environ["SAPHAN_HOME"] = str(making.home)
    try:
        yield making
    except BaseException:
        if has_real_server():
            _empty_again(making)
        shutil.rmtree(making.home)
        raise
    finally:
        os.environ |= {**kept, "SAPHAN_HOME": str(place.home)}


def _empty_again(place: Place) -> None:
    """Of a real server, which was empty when we began."""
    with _owner_of(place) as owner:
        owner.execute("DROP SCHEMA public CASCADE")
        owner.execute("CREATE SCHEMA public")
        roles.grant(owner, owner.info.dbname)


def _lay_out(making: Place, contents: Contents, sheet: Sheet, gone: set[UUID]) -> None:
    """What stands beside a database."""
    write_secret(making.keys, json.dumps(sheet.keys, indent=1))
    key_sheet.note(making, sheet)
    write_secret(making.settings_file, contents.beside["settings.env"].decode())
    shred_log.note(making.home / shred_log.NAME, sorted(gone))
    making.signing_key()


def _fill(making: Place, file: Path, sheet: Sheet) -> None:
    """The dump in one transaction, then everything that newer source adds to it."""
    try:
        restoring = programs.as_owner(making, "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction")
        with programs.running(restoring, feeding=True) as process:
            backup_file.check(file, sheet.identity, take=programs.feeder(process))
    except programs.ProgramFailed as failed:
        raise starting.NotReady(f"The database could not be restored; nothing was kept. {failed}") from None
    starting.migrate_in_a_process()
    with _owner_of(making) as owner:
        owner.execute("ANALYZE")


def _serve_nothing_before(contents: Contents, gone: set[UUID], name: str, sheet: Sheet) -> tuple[int, int]:
    """As the serving role: what the log names is destroyed again, and the restore is written down."""
    starting.set_up()
    from django.db import connections

    from saphan.vault import restored

    try:
        again = restored.take_over(contents, gone, name)
        keys = {UUID(desk): set(map(int, versions)) for desk, versions in sheet.keys["desks"].items()}
        return again, restored.stories_without_a_key(keys)
    finally:
        connections.close_all()


def _move_up(making: Place, place: Place) -> None:
    """The last step. Until the inner folder is gone, no command starts on this home."""
    for entry in making.home.iterdir():
        if entry.name == KEYS and place.keys != place.home / KEYS:
            write_secret(place.keys, entry.read_text())  # it may be on another disk
        elif entry.name not in STAYS:
            entry.rename(place.home / entry.name)
    shutil.rmtree(making.home)


def _clear(place: Place) -> None:
    """Away with what a killed restore left: its server first, then the files it had moved already."""
    making = Place(place.home / UNFINISHED, place.database)
    Cluster(making).clear()
    keys = making.home / KEYS
    if keys.exists() and place.keys.exists() and keys.read_bytes() == place.keys.read_bytes():
        place.keys.unlink()
    for name in MOVES:
        _remove(place.home / name)
    _remove(making.home)


def _remove(entry: Path) -> None:
    if entry.is_dir() and not entry.is_symlink():
        shutil.rmtree(entry)
    else:
        entry.unlink(missing_ok=True)
