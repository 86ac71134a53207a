"""`saphan doctor`: looks at everything that fails silently, and says what to do. Changes nothing."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection

from saphan.config import key_sheet, starting
from saphan.network.backups import STALE
from saphan.store import clock, roles
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.place import Place
from saphan.vault import audit, shredding
from saphan.vault.keyring import KeyFileError, check, key_ring
from saphan.vault.models import Backup
from saphan.vault.sheet_made import sheet_made

LEAST_DISK = 1 << 30  # bytes
LONGEST_UNSEALED = timedelta(minutes=10)
MOST_WAITING = 200  # jobs; a living worker keeps the queue near empty
LONGEST_JOB = 15  # minutes
OLDEST = """SELECT coalesce(extract(epoch FROM now() - min(scheduled_at)) / 60, 0)::int FROM procrastinate_jobs
WHERE status::text = %s AND scheduled_at <= now()"""
AGES = (("oldest waiting job", "todo", "has waited"), ("oldest running job", "doing", "has waited and been under way"))
OURSELVES = System("config.doctor")


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing looked at. `what_to_do` is empty when it is well."""

    thing: str
    what_to_do: str = ""


def examine() -> list[Seen]:
    """Look at each thing; a look that fails is a finding, too."""
    return [seen for look in LOOKS for seen in _safely(look)]


def _safely(look: Callable[[], Iterator[Seen]]) -> list[Seen]:
    try:
        return list(look())
    except (DatabaseError, OSError) as error:
        name = look.__name__.replace("_", " ")
        return [Seen(name, f"could not be looked at ({type(error).__name__}); is the database there and migrated?")]


def tell(findings: list[Seen]) -> int:
    """Print one line each; 1 when something is wrong, for scripts."""
    for seen in findings:
        print(f"WRONG  {seen.thing}: {seen.what_to_do}" if seen.what_to_do else f"ok     {seen.thing}")
    return int(any(seen.what_to_do for seen in findings))


def key_file() -> Iterator[Seen]:
    try:
        check(settings.SAPHAN_KEYS)
        key_ring()
    except KeyFileError as error:
        yield Seen("key file", str(error))
    else:
        yield Seen("key file")


def sheet() -> Iterator[Seen]:
    """A demo has none: its keys open an invented world."""
    if settings.SAPHAN_DEMO:
        return
    with suppress(KeyFileError):
        key_ring()
        lacks = key_sheet.missing(Place.from_environment())
        what = f"{lacks} keys stand on no sheet; run `saphan key-sheet` and print it" if lacks else ""
        yield Seen("key sheet", what)
        yield from _printed_sheet(Place.from_environment())


def _printed_sheet(place: Place) -> Iterator[Seen]:
    made = sheet_made(place)
    if made is None:
        return
    lies = (place.home / key_sheet.NAME).exists()
    what = f"print {place.home / key_sheet.NAME}, put it into a safe, and delete it here" if lies else ""
    yield Seen(f"key sheet number {made.number} of {made.made}, printed", what)


def desks() -> Iterator[Seen]:
    from saphan.network.models import Desk, DeskWords, Duty

    for desk in Desk.objects.order_by("name"):
        try:
            key_ring().desk_key(desk.id)
        except KeyFileError as error:
            yield Seen(f"key of {desk.name}", str(error))
        if not Duty.objects.filter(desk=desk).exists():
            yield Seen(f"roster of {desk.name}", "nobody is ever on duty; set duty hours on the page `Our desk`")
        spoken = set(DeskWords.objects.filter(desk=desk).values_list("language", flat=True))
        if missing := {"en", *desk.languages} & {code for code, _ in settings.LANGUAGES} - spoken:
            yield Seen(f"emergency words of {desk.name}", f"missing in {', '.join(sorted(missing))}")


def serving_role() -> Iterator[Seen]:
    connection.ensure_connection()
    found = roles.weaknesses(connection.connection)
    yield Seen(
        "rights of the serving role", f"it {' and '.join(found)}; row-level security does not hold" if found else ""
    )


def worker() -> Iterator[Seen]:
    alive = _count("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '60 seconds'")
    yield Seen("worker", "" if alive else "none is alive; start `saphan run` or `saphan work`")


def jobs() -> Iterator[Seen]:
    failed = _count("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
    yield Seen("failed jobs", f"{failed} gave up after five tries; see the log for their names" if failed else "")
    waiting = _count(
        "SELECT count(*) FROM procrastinate_jobs WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()"
    )
    yield Seen("waiting jobs", f"{waiting} wait; is the worker alive?" if waiting > MOST_WAITING else "")
    for thing, status, words in AGES:
        minutes = _count(OLDEST, [status])
        what = f"one {words} for {minutes} minutes; restart the worker" if minutes > LONGEST_JOB else ""
        yield Seen(thing, what)


def last_backup() -> Iterator[Seen]:
    with acting_as(OURSELVES) as moment:
        made = Backup.objects.filter(problem="").order_by("-at").first()
        tried = Backup.objects.order_by("-at").first()
    why = f"; the last try failed: {tried.problem}" if tried and tried.problem else ""
    if made is None:
        yield Seen("last good back-up", f"there is none{why}; run `saphan backup FILE`, see docs/operations.md")
        return
    hours = int((moment.now - made.at).total_seconds() // 3600)
    stale = moment.now - made.at > STALE
    yield Seen(f"last good back-up, {hours} hours old", f"make one: saphan backup FILE{why}" if stale else "")


def backup_folder() -> Iterator[Seen]:
    """That it is there, has room, and holds the whole log of what was destroyed."""
    folder = Path(settings.SAPHAN_BACKUPS)
    if not folder.is_dir():
        yield Seen("back-up folder", f"{folder} is not there; mount or make it, or set SAPHAN_BACKUPS")
        return
    same = folder.stat().st_dev == Path(settings.SAPHAN_HOME).stat().st_dev
    free = shutil.disk_usage(folder).free
    name = "back-up folder, on the disk of the database: copy it elsewhere" if same else "back-up folder"
    yield Seen(name, "" if free >= LEAST_DISK else f"only {free >> 20} MB are free in {folder}")
    lacks = len(shredding.lacking())
    yield Seen("copy of the log of what was destroyed", f"{lacks} lines are missing in {folder}" if lacks else "")


def audit_tail() -> Iterator[Seen]:
    since = audit.waiting_since()
    late = since is not None and clock.now() - since > LONGEST_UNSEALED
    yield Seen("audit", "events wait to be sealed for over ten minutes; is the worker alive?" if late else "")


def disk() -> Iterator[Seen]:
    free = shutil.disk_usage(settings.SAPHAN_HOME).free
    yield Seen("disk", "" if free >= LEAST_DISK else f"only {free >> 20} MB are free; a full disk keeps no story")


def mail() -> Iterator[Seen]:
    wanted = not settings.SAPHAN_DEMO and not settings.EMAIL_HOST
    yield Seen("mail", "nobody is told by e-mail; set SAPHAN_SMTP_HOST" if wanted else "")


def address() -> Iterator[Seen]:
    outside = not starting.is_loopback(settings.SAPHAN_ADDRESS.split("//")[-1].split(":")[0])
    wrong = outside and not settings.SECURE_COOKIES
    yield Seen("address", "workers reach it without https; see docs/how-to for TLS" if wrong else "")


def _count(question: str, values: Sequence[str] = ()) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return int(cursor.fetchone()[0])


LOOKS: tuple[Callable[[], Iterator[Seen]], ...] = (
    key_file, sheet, last_backup, backup_folder, desks, serving_role, worker, jobs, audit_tail, disk, mail, address,
)  # fmt: skip
