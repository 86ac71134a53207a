"""The back-up that the worker makes every night, and what it keeps: thirty days.

The last good one is kept longer while new ones fail, and not once they are switched off: nothing would ever follow it.
"""

import logging
import re
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from saphan.network import backups
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.place import Place
from saphan.vault import shredding
from saphan.vault.backing_up import BackupFailed, back_up
from saphan.vault.models import Backup

OURSELVES = System("config.nightly")
LOCK = 0x5A9B0  # any number that nothing else in this database locks
KEEP = timedelta(days=30)
AGAIN = timedelta(hours=1)  # after a failure
LEFT_OVER = timedelta(days=1)
NAME = re.compile(r"saphan-(\d{4}-\d\d-\d\dT\d{4})\.age")
STAMP = "%Y-%m-%dT%H%M"

log = logging.getLogger("saphan.nightly")
_expired_on: date | None = None


def look() -> None:
    """Once a minute, by one worker at a time: bring the copy of the shred log up to date; at night, back up."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return
        try:
            _mirror()
            if settings.SAPHAN_NIGHTLY_BACKUP and _is_due():
                make()
            _expire_once_a_day()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def make() -> bool:
    """Tonight's back-up; False when it failed, and then those who keep them were rung. Old ones go either way."""
    folder = folder_of_backups()
    try:
        back_up(Place.from_environment(), folder / f"saphan-{clock.now().strftime(STAMP)}.age")
    except BackupFailed as failed:
        code = failed.code
        log.warning("no good back-up was made: %s", code)
        backups.ring()
        return False
    finally:
        _expire(folder)
    return True


def _expire_once_a_day() -> None:
    """Also on days on which none is made."""
    if _expired_on != clock.today():
        _expire(Path(settings.SAPHAN_BACKUPS))


def _expire(folder: Path) -> None:
    """What cannot be deleted now, because the disk is not there, is tried again by the next look."""
    global _expired_on
    try:
        expire(folder, clock.now(), spare_last=settings.SAPHAN_NIGHTLY_BACKUP)
    except FileNotFoundError:
        return
    except OSError:
        log.warning("old back-ups cannot be deleted")
    else:
        _expired_on = clock.today()


def folder_of_backups() -> Path:
    """One of ours is made; one that was named may be a disk that is not there now, and is not made."""
    folder = Path(settings.SAPHAN_BACKUPS)
    if folder.parent == Path(settings.SAPHAN_HOME):
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def is_due(now: datetime, hour: int, good_at: datetime | None, tried_at: datetime | None) -> bool:
    """True when there is none since the hour of the last night; a failed try is repeated every hour.

    hour: of the day in UTC. good_at, tried_at: of the last good back-up and of the last try.
    """
    night = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    if night > now:
        night -= timedelta(days=1)
    if good_at is not None and good_at >= night:
        return False
    return tried_at is None or tried_at < night or now - tried_at >= AGAIN


def expire(folder: Path, now: datetime, spare_last: bool = True) -> None:
    """Delete back-ups of more than thirty days, and what a killed one left. spare_last: not the last good one.

    Raises OSError.
    """
    last = _last_good_in(folder) if spare_last else ""
    for file in folder.iterdir():
        made = _made(file)
        if made is not None and now - made > KEEP and file.name != last:
            file.unlink(missing_ok=True)
        elif file.name.endswith(".age.part"):
            written = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            if now - written > LEFT_OVER:
                file.unlink(missing_ok=True)
    with acting_as(OURSELVES):
        Backup.objects.filter(at__lt=now - KEEP).exclude(name=last).delete()


def _made(file: Path) -> datetime | None:
    found = NAME.fullmatch(file.name)
    if not found:
        return None
    with suppress(ValueError):
        return datetime.strptime(found[1], STAMP).replace(tzinfo=UTC)
    return None


def _last_good_in(folder: Path) -> str:
    with acting_as(OURSELVES):
        good = Backup.objects.filter(problem="").order_by("-at").values_list("name", flat=True)
        return next((name for name in good if (folder / name).exists()), "")


def _is_due() -> bool:
    with acting_as(OURSELVES) as moment:
        rows = Backup.objects.order_by("-at")
        good_at = rows.filter(problem="").values_list("at", flat=True).first()
        tried_at = rows.values_list("at", flat=True).first()
        return is_due(moment.now, settings.SAPHAN_BACKUP_HOUR, good_at, tried_at)


def _mirror() -> None:
    try:
        shredding.mirror()
    except OSError:
        log.warning("the copy of the log of what was destroyed cannot be written")
