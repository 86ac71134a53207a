"""Back-ups: the whole database and what stands beside it, encrypted for the key sheet as it comes, checked, renamed.

Never in it: the key-encryption keys, passwords of a database, the key that signs sessions. Whoever has the file and
not the key sheet has nothing (docs/adr/0021).
"""

import os
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, cast

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from saphan.store import clock, programs
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.ids import random_id
from saphan.store.models import Deployment
from saphan.store.place import Place, settle
from saphan.vault import backup_file, shred_log
from saphan.vault.models import Backup, Shredded
from saphan.vault.recording import record
from saphan.vault.sheet_made import SheetMade, sheet_made

OURSELVES = System("vault.back_up")
OF_THIS_MACHINE = ("SAPHAN_HOME", "SAPHAN_KEYS", "SAPHAN_BACKUPS", "DATABASE_URL")
SHRINKS_TO = 0.5  # of the one before; a smaller one is looked at by a person


class BackupFailed(RuntimeError):
    """No back-up was made, or none that can be relied on. `code` names why; the message says what to do."""

    def __init__(self, code: str, what_to_do: str) -> None:
        super().__init__(what_to_do)
        self.code = code


@dataclass(frozen=True, slots=True)
class Made:
    """size: bytes of the file. digest: its SHA-256."""

    file: Path
    size: int
    digest: str


def back_up(place: Place, file: Path) -> Made:
    """Make a back-up at `file`, which must not exist; it is there whole or not at all. Raises BackupFailed."""
    try:
        made = _make(place, file)
    except BackupFailed as failed:
        _keep(file.name, problem=failed.code)
        raise
    problem = _problem_of(made)
    _keep(file.name, size=made.size, digest=made.digest, problem=problem)
    if problem:
        raise BackupFailed(problem, f"{file} is less than half as large as the one before. Look what is missing.")
    return made


def settings_kept(text: str) -> str:
    """Of `settings.env` what holds on another machine: no paths of this one, no address of a database."""
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if not line.partition("=")[0].strip().endswith(OF_THIS_MACHINE))


# -- making one


def _make(place: Place, file: Path) -> Made:
    sheet = sheet_made(place)
    if sheet is None:
        raise BackupFailed("no_key_sheet", "There is no key sheet for back-ups yet. Make one: saphan key-sheet")
    if file.exists():
        raise BackupFailed("exists", f"There is a file already at {file}. It was left as it is.")
    draft = file.with_name(f".{file.name}.part")
    try:
        draft.unlink(missing_ok=True)
        made = _write_and_check(place, draft, sheet)
        draft.rename(file)
        settle(file.parent)
    except (OSError, programs.ProgramFailed, backup_file.BackupFileError) as error:
        raise BackupFailed(_code_of(error), f"No back-up was made: {error}") from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return Made(file, made.size, made.digest)


def _write_and_check(place: Place, draft: Path, sheet: SheetMade) -> Made:
    """Encrypted for the key sheet, and for a key that lives in this function only and opens it once, to look."""
    passing = backup_file.new_identity()
    recipients = [sheet.recipient, backup_file.recipient_of(passing)]
    with (
        os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out,
        programs.running(programs.as_owner(place, "pg_dump", "--format=custom", "--compress=6")) as dumping,
    ):
        written = backup_file.write(
            out,
            recipients,
            manifest=manifest(sheet),
            beside=beside(place),
            dump=cast(backup_file.Reads, dumping.stdout),
        )
        out.flush()
        os.fsync(out.fileno())
    listing = programs.Call([str(programs.found("pg_restore")), "--list"], {**os.environ})
    with programs.running(listing, feeding=True) as looking:
        read = backup_file.check(draft, passing, take=programs.feeder(looking, may_end_early=True))
    if (read.digest, read.size) != (written.digest, written.size):
        raise backup_file.BackupFileError(backup_file.DAMAGED)
    with draft.open("rb") as again:
        return Made(draft, draft.stat().st_size, file_digest(again, "sha256").hexdigest())


def manifest(sheet: SheetMade) -> dict[str, Any]:
    """What a restore has to know before it begins."""
    return {
        "saphan": installed_version(),
        "made": clock.now().isoformat(timespec="seconds"),
        "demo": Deployment.objects.get().ever_demo,
        "sheet": sheet.number,
        "migrations": sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()),
    }


def installed_version() -> str:
    """Of the installed package; in a checkout that was not installed, what its pyproject says."""
    try:
        return version("saphan")
    except PackageNotFoundError:
        project = Path(__file__).resolve().parents[3] / "pyproject.toml"
        return str(tomllib.loads(project.read_text())["project"]["version"])


def beside(place: Place) -> dict[str, bytes]:
    """What a working desk needs besides its database and the key sheet."""
    kept = place.settings_file.read_text() if place.settings_file.exists() else ""
    with acting_as(OURSELVES):
        gone = set(Shredded.objects.values_list("subject_id", flat=True))
    gone |= shred_log.read_file(place.home / shred_log.NAME)
    return {"settings.env": settings_kept(kept).encode(), shred_log.NAME: shred_log.text_of(sorted(gone))}


def _code_of(error: Exception) -> str:
    if isinstance(error, programs.ProgramFailed):
        return "dump_failed"
    return "folder" if isinstance(error, OSError) else "not_whole"


# -- what is written down


def _problem_of(made: Made) -> str:
    """A back-up of half the size of the one before may have lost something."""
    with acting_as(OURSELVES):
        former = Backup.objects.filter(size__gt=0).order_by("-at").first()
    return "much_smaller" if former is not None and made.size < former.size * SHRINKS_TO else ""


def _keep(name: str, *, size: int = 0, digest: str = "", problem: str = "") -> None:
    with acting_as(OURSELVES) as moment:
        row = Backup.objects.create(id=random_id(), at=moment.now, name=name, size=size, digest=digest, problem=problem)
        record("vault.backed_up", row.id, detail={"problem": problem, "size": size})
