"""One at a time: transactions about the same thing wait for each other, also where its rows can never be locked."""

import time
from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from django.db import OperationalError, connection

LONGEST_WAIT = "250ms"  # shorter than the second after which PostgreSQL looks for a deadlock
PAUSE_SECONDS = 0.05
LOCK_NOT_AVAILABLE, DEADLOCK = "55P03", "40P01"

Done = TypeVar("Done")


def one_at_a_time(thing_id: UUID) -> None:
    """Wait for every other transaction that called this for the same thing; holds until this one ends.

    For append-only rows, on which the policies allow no row lock.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [int.from_bytes(thing_id.bytes[8:], signed=True)])


def beside_others(thing_id: UUID) -> None:
    """Wait for whoever called `one_at_a_time` for this thing, and let nobody begin until this transaction ends.

    Any number of transactions may be here at once, each about a part of it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [int.from_bytes(thing_id.bytes[8:], signed=True)])


def without_waiting_for_the_disk() -> None:
    """This transaction's commit does not wait until it is written down: for what is done again if it should be lost.

    It is lost or kept as a whole, and only with the last moments before a crash; nothing that commits after it and
    waits outlives it.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('synchronous_commit', 'off', true)")


def hold_still(thing_id: UUID) -> None:
    """Until this transaction ends nobody adds a row beside this thing (`Belongs.may_move`).

    Waits a quarter of a second for those who are at it, for this and for every lock that follows; then the database
    raises OperationalError, which `patiently` takes as "try again". So nobody else ever waits long for us.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LONGEST_WAIT])
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [str(thing_id)])


def patiently(act: Callable[[], Done], tries: int = 40) -> Done:
    """Do a whole transaction, anew as long as others hold what it needs. Raises OperationalError in the end."""
    for _ in range(tries - 1):
        try:
            return act()
        except OperationalError as error:
            if not str(error).startswith((LOCK_NOT_AVAILABLE, DEADLOCK)):
                raise
            time.sleep(PAUSE_SECONDS)
    return act()


def wait_for_those_before(seconds: float = 60.0) -> bool:
    """Wait until every transaction of this log-in that runs now has ended; False when one outlasts `seconds`.

    Whoever changed a file that transactions read is then sure that nobody works with what stood in it before.
    """
    before = _running()
    until = time.monotonic() + seconds
    while before & _running():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _running() -> set[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT pid, virtualtransaction FROM pg_locks JOIN pg_stat_activity USING (pid)
            WHERE locktype = 'virtualxid' AND granted AND usename = current_user
            AND datname = current_database() AND pid <> pg_backend_pid()
            """
        )
        return set(cursor.fetchall())
