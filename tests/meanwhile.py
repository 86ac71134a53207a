"""Somebody else acts in a transaction of her own, in the very moment in which the test holds what she needs."""

import threading
import time
from collections.abc import Callable

from django.db import connection, connections


class Meanwhile:
    """One act in a thread of its own. `raised` once it is `over`: what it raised, or None."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.raised: BaseException | None = None
        self._act = act
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._act()
        except Exception as error:
            self.raised = error
        finally:
            connections.close_all()

    @property
    def is_over(self) -> bool:
        return not self._thread.is_alive()

    def over(self) -> BaseException | None:
        self._thread.join(30)
        assert self.is_over
        return self.raised


def meanwhile(*acts: Callable[[], object]) -> tuple[Meanwhile, ...]:
    """Begin each of them; returns when each is over or waits for what somebody else holds."""
    begun = tuple(Meanwhile(act) for act in acts)
    until = time.monotonic() + 20
    while sum(not one.is_over for one in begun) > waiting():
        assert time.monotonic() < until
        time.sleep(0.02)
    return begun


def waiting() -> int:
    """How many others of this database wait for a lock.

    PostgreSQL remembers for a whole transaction who was there when it was first asked; so it is told to look again.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(DISTINCT pid) FROM pg_locks JOIN pg_stat_activity USING (pid) "
            "WHERE NOT granted AND datname = current_database() AND pid <> pg_backend_pid()"
        )
        (found,) = cursor.fetchone()
    return int(found)
