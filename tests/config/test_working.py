"""Given the worker, what a dead one left is taken up again, finished jobs are gone, and every minute the rooms look."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from saphan.config import doctor, working
from saphan.store import tasks
from saphan.store.place import write_secret

pytestmark = pytest.mark.django_db


def job(status: str = "todo", name: str = "test.nothing", worker: int | None = None, attempts: int = 0) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status, worker_id, attempts)"
            " VALUES ('default', %s, %s::jsonb, %s::procrastinate_job_status, %s, %s) RETURNING id",
            [name, json.dumps({}), status, worker, attempts],
        )
        return int(cursor.fetchone()[0])


def a_worker(seconds_ago: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO procrastinate_workers (last_heartbeat)"
            " VALUES (now() - make_interval(secs => %s)) RETURNING id",
            [seconds_ago],
        )
        return int(cursor.fetchone()[0])


def status_of(job_id: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [job_id])
        return str(cursor.fetchone()[0])


def test_jobs_of_a_dead_worker_are_taken_up_and_those_of_a_living_one_left() -> None:
    dead, alive = job("doing", worker=a_worker(300)), job("doing", worker=a_worker(1))
    assert working.take_up_again() == 1
    assert (status_of(dead), status_of(alive)) == ("todo", "doing")


def test_one_sweep_runs_at_a_time_and_looks_into_every_room(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []
    monkeypatch.setattr(
        tasks, "_sweeps", {"a.sweep": lambda: looked.append("a"), "b.sweep": lambda: looked.append("b")}
    )
    working.sweep()
    assert looked == ["a", "b"]


def test_a_room_that_fails_does_not_keep_the_others_from_looking(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[str] = []

    def fail() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(tasks, "_sweeps", {"a.sweep": fail, "b.sweep": lambda: looked.append("b")})
    with pytest.raises(RuntimeError, match="a.sweep"):
        working.sweep()
    assert looked == ["b"]


def test_the_doctor_names_what_is_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    job("failed")
    found = {seen.thing: seen.what_to_do for seen in doctor.examine()}
    assert not found["rights of the serving role"]
    assert "saphan work" in found["worker"]
    assert "1 gave up" in found["failed jobs"]
    assert doctor.tell(doctor.examine()) == 1
    assert "WRONG  worker" in capsys.readouterr().out


def test_the_doctor_is_content_when_a_worker_lives(capsys: pytest.CaptureFixture[str]) -> None:
    a_worker(1)
    found = {seen.thing: seen.what_to_do for seen in doctor.examine()}
    assert not found["worker"]
    assert not found["waiting jobs"]
    assert doctor.tell([doctor.Seen("worker")]) == 0


def test_a_worker_that_starts_alone_takes_up_at_once_what_a_killed_one_left() -> None:
    left = job("doing", worker=a_worker(1))
    assert working.take_up_at_once() == 1
    assert status_of(left) == "todo"


def test_a_job_that_waits_or_hangs_is_told_by_its_age() -> None:
    alive = a_worker(1)
    for status, worker, minutes in (("todo", None, 40), ("doing", alive, 25)):
        stuck = job(status, worker=worker)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET scheduled_at = now() - make_interval(mins => %s) WHERE id = %s",
                [minutes, stuck],
            )
    found = {seen.thing: seen.what_to_do for seen in doctor.jobs()}
    assert "40 minutes" in found["oldest waiting job"]
    assert "waited and been under way for 25 minutes" in found["oldest running job"]


def test_what_is_deferred_carries_its_time() -> None:
    tasks.defer("test.nothing")
    with connection.cursor() as cursor:
        cursor.execute("SELECT scheduled_at = now() FROM procrastinate_jobs WHERE task_name = 'test.nothing'")
        assert cursor.fetchone() == (True,)
    assert not any(seen.what_to_do for seen in doctor.jobs())


def test_a_damaged_key_file_is_a_finding_and_the_rest_is_looked_at(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_secret(tmp_path / "keys.json", '{"desks": ')
    settings.SAPHAN_KEYS = tmp_path / "keys.json"
    monkeypatch.setenv("SAPHAN_KEYS", str(tmp_path / "keys.json"))
    found = {seen.thing: seen.what_to_do for seen in doctor.examine()}
    assert "is damaged" in found["key file"]
    assert {"worker", "disk"} <= found.keys()


def test_a_look_that_fails_is_a_finding() -> None:
    def broken() -> Iterator[doctor.Seen]:
        yield doctor.Seen("first")
        raise OSError

    assert [(seen.thing, bool(seen.what_to_do)) for seen in doctor._safely(broken)] == [("broken", True)]


def test_the_worker_gives_way_to_whoever_keeps_voices() -> None:
    """In a process of its own, because a process cannot take it back."""
    said = "from saphan.config.working import give_way; give_way(); print(os.sched_getscheduler(0), os.nice(0))"
    command = [sys.executable, "-c", f"import os, django; django.setup(); {said}"]
    done = subprocess.run(
        command, env={**os.environ, "DJANGO_SETTINGS_MODULE": "saphan.config.settings"}, capture_output=True, text=True
    )
    assert done.stdout.split() == [str(os.SCHED_IDLE), "19"], done.stderr
