"""Given real commits, the worker does what waits, deletes what is done, and stops when it is told."""

import os
import subprocess
import sys
from uuid import uuid4

from django.db import connection

from saphan.network.services import create_organisation, open_desk
from saphan.store import tasks
from saphan.store.embedded import wait_for


def count(table: str, condition: str = "true") -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table} WHERE {condition}")  # noqa: S608  constants of this test
        return int(cursor.fetchone()[0])


def test_the_worker_does_what_waits_and_stops_when_told(fresh_database: str) -> None:
    # Given a desk, and a task that waits
    organisation_id = create_organisation(kind="service", name="Desk", country="TH")
    open_desk(organisation_id=organisation_id, name="Desk", country="TH", languages=("my",), time_zone="Asia/Bangkok")
    tasks.defer("voice.understand", conversation_id=uuid4())

    # When the worker works
    environment = {**os.environ, "SAPHAN_DATABASE": fresh_database}
    worker = subprocess.Popen([sys.executable, "-m", "saphan.config.command", "work"], env=environment)
    try:
        # Then the task is done, its row is gone, and the doctor would see a living worker
        assert wait_for(lambda: count("procrastinate_jobs") == 0, 60)
        assert count("procrastinate_workers", "last_heartbeat > now() - interval '60 seconds'") == 1
    finally:
        worker.terminate()
    assert worker.wait(30) == 0
    assert count("procrastinate_workers") == 0
