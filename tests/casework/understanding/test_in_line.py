"""Given machines that take their time, they hold one hand of the worker, never both: danger does not wait for them."""

from uuid import UUID

import pytest
from django.db import connection

from saphan.casework.understanding import rendering
from saphan.store.tasks import defer
from tests.casework.given import Desk, Say
from tests.casework.understanding.given import machine_elsewhere, said
from tests.config.test_working import a_worker

pytestmark = pytest.mark.django_db


def next_job(worker: int) -> str:
    """What a free hand of the worker takes, as the queue itself decides."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_fetch_job_v2(NULL, %s)", [worker])
        return str(cursor.fetchone()[0])


def test_a_second_machine_waits_for_the_first_and_nothing_else_does(desk: Desk, say: Say) -> None:
    # Given two messages for a machine, one of which it is at, and something else that comes after both
    with machine_elsewhere(desk, str.upper) as (mill, _):
        for story in (say(), say()):
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name <> 'casework.render'")
            rendering.translate_by_machine(conversation_id=story, message_id=said(story), machine_id=mill, by=desk.nok)
    worker = a_worker(0)
    assert next_job(worker) == "casework.render"
    defer("casework.alarm", conversation_id=UUID(int=1))
    # Then the other hand takes that, and after it nothing
    assert next_job(worker) == "casework.alarm"
    assert next_job(worker) == "None"
