"""Bring the schema up to date and the policies in line with the models. Runs as the owning role."""

from django.core.management import call_command
from django.db import connection

from saphan.store import protection


def migrate(*, verbosity: int = 0) -> None:
    call_command("migrate", interactive=False, verbosity=verbosity)
    protection.apply()
    _lean_queue()


def _lean_queue() -> None:
    """Take two of procrastinate's triggers off the path of an intake (docs/adr/0005).

    NOTIFY takes a lock over the whole database at commit, so that commits no longer share one flush; our worker polls
    every half second instead. The log of job events would outlive the job and is read by nobody.
    """
    with connection.cursor() as cursor:
        for trigger in (
            "procrastinate_jobs_notify_queue_job_inserted_v1",
            "procrastinate_trigger_status_events_insert_v1",
            "procrastinate_trigger_scheduled_events_v1",
        ):
            cursor.execute(f"ALTER TABLE procrastinate_jobs DISABLE TRIGGER {trigger}")
