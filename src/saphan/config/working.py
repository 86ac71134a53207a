"""The worker: does what was deferred, takes up what a dead worker left, and lets every room look at the clock."""

import logging
import os
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from django.db import close_old_connections, connection
from django.db.backends.utils import CursorWrapper
from procrastinate.contrib.django import app

from saphan.config import nightly
from saphan.store import tasks

POLL = 0.5  # seconds; NOTIFY is off, see saphan.store.migrating
SWEEP = 60.0
GIVES_WAY = 19  # the most there is
SWEEP_LOCK = 0x5A9A4  # any number that nothing else in this database locks
AT_WORK = 0x5A9A5  # shared by every worker for as long as its process lives

log = logging.getLogger("saphan.worker")


def work(*, sweep_every: float = SWEEP) -> None:
    """Work until told to stop (SIGINT, SIGTERM); a running task is finished first.

    Finished jobs are deleted. One that failed five times stays, for `saphan doctor`; its arguments are ids.
    """
    give_way()
    take_up_at_once()
    stopping = threading.Event()
    threads = [
        threading.Thread(target=_each_minute, args=(stopping, sweep_every, name, look, first), name=name, daemon=True)
        for name, look, first in (("sweep", sweep, 0.0), ("nightly", nightly.look, sweep_every))
    ]
    for thread in threads:
        thread.start()
    try:
        with app.replace_connector(app.connector.get_worker_connector()) as working:
            working.run_worker(
                delete_jobs="successful",
                fetch_job_polling_interval=POLL,
                listen_notify=False,
                concurrency=2,
                shutdown_graceful_timeout=20,
            )
    finally:
        stopping.set()
        for thread in threads:
            thread.join(5)


def give_way() -> None:
    """While voices come in faster than they can be read, keeping them goes first; reading takes what is left.

    Linux weighs whole sessions against each other, and this process has one of its own, so that niceness alone says
    little. Danger does not wait for it: its tasks stand first in the queue, and the kernel leaves us some turns.
    """
    os.nice(GIVES_WAY)
    if hasattr(os, "SCHED_IDLE"):
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    with suppress(OSError):  # not there: the kernel weighs processes, and what was said above is enough
        Path("/proc/self/autogroup").write_text(str(GIVES_WAY))


def _each_minute(
    stopping: threading.Event, every: float, name: str, look: Callable[[], object], first: float = 0.0
) -> None:
    """Look after `first` seconds and then every so many; one that fails is tried again at the next."""
    wait = first
    while not stopping.wait(wait):
        try:
            close_old_connections()
            look()
        except Exception:
            log.exception("failed: %s", name)
        wait = every


def sweep() -> None:
    """One look at the clock, by one worker at a time: jobs of dead workers, then every room's due dates."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [SWEEP_LOCK])
        if not cursor.fetchone()[0]:
            return
        try:
            take_up_again()
            tasks.sweep_all()
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SWEEP_LOCK])


def take_up_at_once() -> int:
    """When no other worker lives, what is being done is done by nobody: back into the queue. Returns how many.

    Whoever works holds a lock that its death lets go, with its connection; a worker that was killed leaves none, and
    nobody has to wait until it is missed.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [AT_WORK])
        alone = bool(cursor.fetchone()[0])
        again = 0
        if alone:
            cursor.execute("DELETE FROM procrastinate_workers")
            again = _put_back(cursor)
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [AT_WORK])
        if alone:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [AT_WORK])
    return again


def take_up_again() -> int:
    """Put jobs whose worker has died back into the queue; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_workers WHERE last_heartbeat < now() - interval '60 seconds'")
        return _put_back(cursor)


def _put_back(cursor: CursorWrapper) -> int:
    cursor.execute(
        """
        UPDATE procrastinate_jobs SET status = 'todo', attempts = attempts + 1
        WHERE status = 'doing' AND worker_id IS NULL
        """
    )
    return int(cursor.rowcount)
