"""A back-up is whole, looked at, and written down; a failed one leaves no file and says why."""

import re
import resource
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytest_django.fixtures import Settings

from saphan.store import Staff, System, acting_as, clock, programs
from saphan.store.place import Place
from saphan.vault import backing_up, backup_file, shredding
from saphan.vault.backing_up import BackupFailed, back_up
from saphan.vault.models import Backup, Event
from saphan.vault.sheet_made import SheetMade, note_sheet
from tests.conftest import HOME

IDENTITY = backup_file.new_identity()


@pytest.fixture
def place(fresh_database: str, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    """This test's database, and a folder of its own for what stands beside it."""

    class Here(Place):
        __slots__ = ()

        @property
        def key_sheet_made(self) -> Path:
            return tmp_path / "key-sheet.json"

        @property
        def settings_file(self) -> Path:
            return tmp_path / "settings.env"

    here = Here(HOME, fresh_database)
    settings.SAPHAN_HOME, settings.SAPHAN_BACKUPS = tmp_path, tmp_path / "backups"
    note_sheet(here, SheetMade(4, "2026-03-02", backup_file.recipient_of(IDENTITY), []))
    yield here


def rows() -> list[Backup]:
    with acting_as(System("test")):
        return list(Backup.objects.order_by("at"))


def test_it_holds_the_database_and_what_stands_beside_it(place: Place, desk_key: UUID, tmp_path: Path) -> None:
    place.settings_file.write_text(
        "SAPHAN_ADDRESS=https://voice.example\nSAPHAN_SMTP_PASSWORD=mail\nSAPHAN_KEYS=/safe/keys.json\n"
        "SAPHAN_BACKUPS=/elsewhere\nSAPHAN_OWNER_DATABASE_URL=postgresql://o:word@db/x\n"
    )
    gone = uuid4()
    with acting_as(Staff(uuid4(), desk_key, frozenset({"caseworker"}))):
        shredding.shred(gone)
    made = back_up(place, tmp_path / "one.age")

    contents = backup_file.check(made.file, IDENTITY)
    assert contents.beside["settings.env"] == b"SAPHAN_ADDRESS=https://voice.example\nSAPHAN_SMTP_PASSWORD=mail\n"
    assert f"{gone}\n".encode() in contents.beside["shredded.log"]  # beside those of other tests
    assert contents.manifest["sheet"] == 4
    assert contents.manifest["demo"] is False
    assert "vault.0001_initial" in contents.manifest["migrations"]
    assert contents.size > 10_000


def test_it_is_private_and_written_down(place: Place, tmp_path: Path) -> None:
    made = back_up(place, tmp_path / "one.age")
    assert made.file.stat().st_mode & 0o777 == 0o600
    (row,) = rows()
    assert (row.name, row.size, row.digest, row.problem) == ("one.age", made.size, made.digest, "")
    with acting_as(System("test")):
        assert Event.objects.filter(act="vault.backed_up", object_id=row.id).exists()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["key-sheet.json", "one.age"]


def test_without_a_key_sheet_there_is_none(place: Place, tmp_path: Path) -> None:
    place.key_sheet_made.unlink()
    with pytest.raises(BackupFailed, match="saphan key-sheet"):
        back_up(place, tmp_path / "one.age")
    assert [row.problem for row in rows()] == ["no_key_sheet"]


def test_a_file_that_is_there_stays_as_it_is(place: Place, tmp_path: Path) -> None:
    (tmp_path / "one.age").write_text("mine")
    with pytest.raises(BackupFailed, match="left as it is|left as it was"):
        back_up(place, tmp_path / "one.age")
    assert (tmp_path / "one.age").read_text() == "mine"


def test_a_folder_that_is_not_there_is_said(place: Place, tmp_path: Path) -> None:
    with pytest.raises(BackupFailed):
        back_up(place, tmp_path / "nowhere" / "one.age")
    assert [row.problem for row in rows()] == ["folder"]


def test_a_full_disk_is_said_and_written_down(place: Place, tmp_path: Path) -> None:
    former = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, former[1]))  # a file of ours cannot grow beyond this
    try:
        with pytest.raises(BackupFailed, match="No back-up was made: .*too large"):
            back_up(place, tmp_path / "one.age")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, former)
    assert [row.problem for row in rows()] == ["folder"]
    assert [file.name for file in tmp_path.iterdir()] == ["key-sheet.json"]


def test_a_dump_that_fails_leaves_nothing(place: Place, tmp_path: Path) -> None:
    class Nowhere(type(place)):  # type: ignore[misc]
        __slots__ = ()

        def django_database(self, role: str) -> dict[str, object]:
            return {**Place(HOME).django_database(role), "NAME": "no_such_database"}

    with pytest.raises(BackupFailed, match="pg_dump failed") as failed:
        back_up(Nowhere(HOME, place.database), tmp_path / "one.age")
    assert failed.value.code == "dump_failed"
    assert Place(HOME).passwords()["saphan_owner"] not in str(failed.value)
    assert [file.name for file in tmp_path.iterdir()] == ["key-sheet.json"]


def test_a_recipient_that_is_none_is_said(place: Place, tmp_path: Path) -> None:
    note_sheet(place, SheetMade(4, "2026-03-02", "age1qqqq", []))
    with pytest.raises(BackupFailed, match="new key sheet"):
        back_up(place, tmp_path / "one.age")
    assert [row.problem for row in rows()] == ["not_whole"]


def test_what_a_killed_one_left_is_written_over(place: Place, tmp_path: Path) -> None:
    (tmp_path / ".one.age.part").write_text("half")
    back_up(place, tmp_path / "one.age")
    assert backup_file.check(tmp_path / "one.age", IDENTITY).size


def test_one_half_as_large_as_the_one_before_is_doubted_once(place: Place, tmp_path: Path, day_one: object) -> None:
    made = back_up(place, tmp_path / "one.age")
    clock.pass_time(timedelta(days=1))
    with acting_as(System("test")):
        Backup.objects.create(id=uuid4(), at=clock.now(), name="larger", size=made.size * 3)
    clock.pass_time(timedelta(days=1))
    with pytest.raises(BackupFailed, match="half as large"):
        back_up(place, tmp_path / "two.age")
    assert (tmp_path / "two.age").exists()
    clock.pass_time(timedelta(days=1))
    back_up(place, tmp_path / "three.age")
    assert [row.problem for row in rows()] == ["", "", "much_smaller", ""]


def test_no_password_is_on_a_command_line(place: Place) -> None:
    call = programs.as_owner(place, "pg_dump", "--format=custom")
    word = Place(HOME).passwords()["saphan_owner"]
    assert not any(word in part for part in call.words)
    assert word not in repr(call)


def test_a_program_that_breaks_is_ended(place: Place) -> None:
    call = replace(programs.as_owner(place, "pg_dump"), words=["sleep", "60"])
    with pytest.raises(KeyError), programs.running(call) as process:
        raise KeyError
    assert process.poll() is not None


def test_a_real_server_is_reached_by_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://saphan_serving:a@db.example/saphan")
    with pytest.raises(programs.ClusterError, match="SAPHAN_OWNER_DATABASE_URL"):
        programs.address(Place(HOME))
    given = "postgresql://saphan_owner:b@127.0.0.1:1/saphan?sslmode=prefer"
    monkeypatch.setenv("SAPHAN_OWNER_DATABASE_URL", given)
    assert {"host=127.0.0.1", "port=1", "sslmode=prefer"} <= set(programs.address(Place(HOME)).split())
    assert programs.password(Place(HOME)) == "b"
    with pytest.raises(programs.ProgramFailed, match="does not answer"):
        programs.as_owner(Place(HOME), "pg_dump")


def test_a_program_older_than_the_server_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 16.4 (Anywhere)'\n")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert programs.found("pg_dump", 16) == old
    assert programs.found("pg_dump", 17) != old
    assert programs.found("pg_dump") != old
    old.write_text("#!/bin/sh\necho something else\n")
    assert programs.found("pg_dump", 15) != old


def test_the_version_is_said_even_of_a_checkout() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", backing_up.installed_version())
