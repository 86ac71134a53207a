"""`saphan doctor`: looks at everything that fails silently, and says what to do. Changes nothing."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import connection

from saphan.config import key_sheet, starting
from saphan.store import clock, roles
from saphan.store.place import Place
from saphan.vault import audit
from saphan.vault.keyring import KeyFileError, check, key_ring

LEAST_DISK = 1 << 30  # bytes
LONGEST_UNSEALED = timedelta(minutes=10)
MOST_WAITING = 200  # jobs; a living worker keeps the queue near empty


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing looked at. `what_to_do` is empty when it is well."""

    thing: str
    what_to_do: str = ""


def examine() -> list[Seen]:
    """Look at each thing; a look that fails is a finding, too."""
    return [seen for look in LOOKS for seen in look()]


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
        check(settings.SAPHAN_KEYS)
        lacks = key_sheet.missing(Place.from_environment())
        what = f"{lacks} keys stand on no sheet; run `saphan key-sheet` and print it" if lacks else ""
        yield Seen("key sheet", what)


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


def _count(question: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return int(cursor.fetchone()[0])


LOOKS: tuple[Callable[[], Iterator[Seen]], ...] = (
    key_file, sheet, desks, serving_role, worker, jobs, audit_tail, disk, mail, address,
)  # fmt: skip
