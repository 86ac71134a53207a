"""What we take for granted of others, said here so that an upgrade that changes it fails here first."""

import tomllib

import psycopg
import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection

from saphan.store.embedded import CONFIGURATION
from tests.source import ROOT

LEAN = (
    "procrastinate_jobs_notify_queue_job_inserted_v1",
    "procrastinate_trigger_status_events_insert_v1",
    "procrastinate_trigger_scheduled_events_v1",
)


def rows(question: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return cursor.fetchall()


@pytest.mark.django_db
def test_postgresql_is_new_enough_and_stays_silent() -> None:
    assert int(str(rows("SHOW server_version_num")[0][0])) >= 150000
    for name in (name for name in CONFIGURATION if name.startswith("log_")):
        assert rows("SELECT setting FROM pg_settings WHERE name = %s", name)[0][0] == CONFIGURATION[name].strip("'")


@pytest.mark.django_db
def test_values_are_bound_by_the_server() -> None:
    connection.ensure_connection()
    cursor = connection.cursor()
    cursor.execute("SELECT %s::text", ["'; SELECT 1; --"])
    assert cursor.fetchone() == ("'; SELECT 1; --",)
    assert isinstance(cursor.cursor, psycopg.Cursor)
    assert not isinstance(cursor.cursor, psycopg.ClientCursor)


@pytest.mark.django_db
def test_procrastinates_triggers_are_the_ones_that_we_switch_off() -> None:
    found = dict(rows("SELECT tgname, tgenabled FROM pg_trigger WHERE tgname = ANY(%s)", list(LEAN)))
    assert found == dict.fromkeys(LEAN, "D")


@pytest.mark.django_db
def test_procrastinates_jobs_have_the_columns_that_we_fill() -> None:
    described = "SELECT column_name, column_default FROM information_schema.columns WHERE table_name = %s"
    columns = dict(rows(described, "procrastinate_jobs"))
    assert {"queue_name", "task_name", "priority", "args", "status"} <= columns.keys()
    assert "todo" in str(columns["status"])


def test_aes_gcm_binds_the_associated_data() -> None:
    sealed = AESGCM(bytes(32)).encrypt(bytes(12), b"words", b"here")
    assert AESGCM(bytes(32)).decrypt(bytes(12), sealed, b"here") == b"words"
    with pytest.raises(InvalidTag):
        AESGCM(bytes(32)).decrypt(bytes(12), sealed, b"there")


def test_every_dependency_says_what_it_is_needed_for() -> None:
    project = (ROOT / "pyproject.toml").read_text()
    said = tomllib.loads(project)["project"]
    named = [*said["dependencies"], *(one for extra in said["optional-dependencies"].values() for one in extra)]
    explained = [line for line in project.splitlines() if "# needed for: " in line]
    assert len(explained) == len(named)
    assert all(")" in line.split("# needed for: ")[1] for line in explained)


@pytest.mark.parametrize("lock", ["run", "dev", "nlp", "translate", "scale", "parquet", "pdf"])
def test_every_package_is_locked_with_its_hash(lock: str) -> None:
    lines = (ROOT / "requirements" / f"{lock}.lock").read_text().splitlines()
    packages = [line for line in lines if "==" in line]
    hashes = [line for line in lines if "--hash=sha256:" in line]
    assert packages
    assert len(hashes) >= len(packages)
