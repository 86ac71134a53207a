"""Given real commits, the worker does what waits, deletes what is done, and stops when it is told."""

import os
import subprocess
import sys
from uuid import uuid4

import psycopg
from django.db import connection

from saphan.config import working
from saphan.network.services import create_organisation, open_desk
from saphan.store import tasks
from saphan.store.embedded import wait_for
from saphan.store.place import SERVING, Place
from tests.config.test_working import a_worker, job, status_of
from tests.conftest import HOME


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


def test_a_worker_that_starts_beside_another_leaves_its_jobs_alone(fresh_database: str) -> None:
    left = job("doing", worker=a_worker(1))
    other = psycopg.connect(
        host=str(Place(HOME).socket), user=SERVING, password=Place(HOME).passwords()[SERVING], dbname=fresh_database
    )
    with other:
        other.execute("SELECT pg_advisory_lock_shared(%s)", [working.AT_WORK])
        assert working.take_up_at_once() == 0
        assert status_of(left) == "doing"
