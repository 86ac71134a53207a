"""Tasks: deferred in the transaction that causes them, run by `saphan work`, finished ones deleted.

Arguments are ids. A lower room defers a task of an upper room by name and lists that name in its `raises.py`.
"""

import json
from collections.abc import Callable, Collection
from functools import wraps
from typing import Any
from uuid import UUID

from django.db import close_old_connections, connection, transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from saphan.store.writing import send

RETRIES = RetryStrategy(max_attempts=5, exponential_wait=4)

Sweep = Callable[[], object]
_sweeps: dict[str, Sweep] = {}

# With the time, so that it can be told for how long a job has waited (saphan doctor).
_DEFER = """INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, lock, scheduled_at)
VALUES ('default', %s, %s, %s::jsonb, nullif(%s, ''), now())"""


def defer(name: str, *, priority: int = 0, in_line: str = "", **ids: UUID | str | None) -> None:
    """Run task `name` (as `room.verb`) once this transaction has committed; higher priority first.

    in_line: of the jobs with this word one runs at a time, so that slow ones do not take all hands of the worker.
    """
    send([deferred(name, priority=priority, in_line=in_line, **ids)])


def deferred(name: str, *, priority: int = 0, in_line: str = "", **ids: UUID | str | None) -> tuple[str, list[Any]]:
    """The statement that `defer` sends, for a service that sends everything in one pipeline."""
    arguments = {key: str(value) if value is not None else None for key, value in ids.items()}
    return _DEFER, [name, priority, json.dumps(arguments), in_line]


def forget_jobs_of(object_id: UUID, *, but: Collection[str] = ()) -> None:
    """Take away what waits, or gave up, with this id among its arguments. One that runs now ends by itself.

    but: names of tasks that stay.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM procrastinate_jobs WHERE status IN ('todo', 'failed') AND task_name <> ALL (%s)
            AND EXISTS (SELECT 1 FROM jsonb_each_text(args) AS argument WHERE argument.value = %s)
            """,
            [sorted(but), str(object_id)],
        )


def task(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register a function as the task `name`; tried again up to five times when it fails."""

    def register(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def with_a_living_connection(**ids: str) -> None:
            if not connection.in_atomic_block:
                close_old_connections()
            function(**ids)

        app.task(name=name, retry=RETRIES)(with_a_living_connection)
        return function

    return register


def each_minute(name: str, sweep: Sweep) -> None:
    """Let a room compare its due dates with the clock once a minute. Register in AppConfig.ready()."""
    _sweeps[name] = sweep


def sweep_all() -> None:
    """Run every room's sweep, once. One that fails does not keep the others from running."""
    failed: list[str] = []
    for name, sweep in _sweeps.items():
        try:
            sweep()
        except Exception:
            failed.append(name)
    if failed:
        raise RuntimeError(f"sweeps failed: {', '.join(failed)}")


def run_waiting(most: int = 10_000) -> int:
    """Do what waits, here and now, on this connection; for tests and for filling the demo. Returns how many."""
    done = 0
    while done < most:
        # The row stays locked while we work, so that a worker beside us passes it by.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                """
                SELECT id, task_name, args FROM procrastinate_jobs
                WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())
                ORDER BY priority DESC, id LIMIT 1 FOR UPDATE SKIP LOCKED
                """
            )
            job = cursor.fetchone()
            if job is None:
                break
            arguments = json.loads(job[2]) if isinstance(job[2], str) else job[2]
            app.tasks[job[1]].func(**arguments)
            cursor.execute("DELETE FROM procrastinate_jobs WHERE id = %s", [job[0]])
            done += 1
    return done


def names() -> set[str]:
    app.perform_import_paths()
    return {name for name in app.tasks if not name.startswith("builtin:")}
