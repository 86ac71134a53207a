"""Every night a back-up; thirty days of them are kept and always the last good one; a failed one rings."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from saphan.config import doctor, nightly, working
from saphan.network import backups
from saphan.network.models import Notice
from saphan.store import System, acting_as, callers, clock
from saphan.store.place import Place
from saphan.vault import backup_file, shred_log, shredding
from saphan.vault.models import Backup
from saphan.vault.sheet_made import SheetMade, note_sheet
from tests import ground
from tests.conftest import HOME
from tests.signed_in import desk_person, open_desk

IDENTITY = backup_file.new_identity()
MARCH_2 = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def folder(fresh_database: str, tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation with a key sheet and a folder for back-ups, on a database of its own, on a Monday morning."""
    monkeypatch.setenv("SAPHAN_DATABASE", fresh_database)
    monkeypatch.setattr(Place, "key_sheet_made", property(lambda place: tmp_path / "key-sheet.json"))
    monkeypatch.setattr(nightly, "_expired_on", None)
    settings.SAPHAN_HOME, settings.SAPHAN_BACKUPS = tmp_path, tmp_path / "backups"
    note_sheet(Place(tmp_path), SheetMade(1, "2026-03-02", backup_file.recipient_of(IDENTITY), []))
    with clock.stopped_at(MARCH_2):
        yield tmp_path / "backups"


def rows() -> list[tuple[str, str]]:
    with acting_as(System("test")):
        return list(Backup.objects.order_by("at").values_list("name", "problem"))


def put(folder: Path, days_ago: int, problem: str = "", file: bool = True) -> Path:
    """A back-up of some days ago."""
    at = clock.now() - timedelta(days=days_ago)
    made = folder / f"saphan-{at.strftime(nightly.STAMP)}.age"
    folder.mkdir(exist_ok=True)
    if file:
        made.write_text("sealed")
    with acting_as(System("test")):
        Backup.objects.create(id=uuid4(), at=at, name=made.name, size=6, problem=problem)
    return made


@pytest.mark.parametrize(
    ("now", "good", "tried", "due"),
    [
        (20, None, None, True),  # there is none at all
        (18, -4, -4, False),  # last night's is there, tonight's hour is to come
        (18, -6, -6, True),  # last night it was off
        (20, 18.5, 18.5, True),  # the hour has come
        (20, 19.2, 19.2, False),
        (20, -4, 19.9, False),  # it failed a moment ago
        (20.5, -4, 19.2, True),  # it failed an hour ago
    ],
)
def test_when_one_is_due(now: float, good: float | None, tried: float | None, due: bool) -> None:
    """Hours since midnight; the hour is 19."""

    def at(hours: float) -> datetime:
        return datetime(2026, 3, 2, tzinfo=UTC) + timedelta(hours=hours)

    good_at, tried_at = (at(hours) if hours is not None else None for hours in (good, tried))
    assert nightly.is_due(at(now), 19, good_at, tried_at) is due


def test_one_a_night_and_no_more(folder: Path) -> None:
    # Given an installation that never had one: it is made at once
    nightly.look()
    assert [file.name for file in folder.iterdir()] == ["saphan-2026-03-02T0900.age"]
    assert backup_file.check(folder / "saphan-2026-03-02T0900.age", IDENTITY).size

    # When the day goes on, then there is no other, until the hour of the night has come
    for hours, names in ((5, 1), (4, 1), (2, 2), (1, 2)):
        clock.pass_time(timedelta(hours=hours))
        nightly.look()
        assert len(list(folder.iterdir())) == names
    assert [problem for _, problem in rows()] == ["", ""]


def test_it_can_be_switched_off(folder: Path, settings: Settings) -> None:
    settings.SAPHAN_NIGHTLY_BACKUP = False
    nightly.look()
    assert rows() == []


def test_one_worker_at_a_time(folder: Path) -> None:
    with ground.as_owner(HOME, connection.settings_dict["NAME"]) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [nightly.LOCK])
        nightly.look()
        assert rows() == []
        other.execute("SELECT pg_advisory_unlock(%s)", [nightly.LOCK])
        nightly.look()
    assert len(rows()) == 1


def test_a_worker_at_work_does_not_keep_it_from_being_made(folder: Path) -> None:
    with ground.as_owner(HOME, connection.settings_dict["NAME"]) as other:
        other.execute("SELECT pg_advisory_lock_shared(%s)", [working.AT_WORK])
        other.execute("SELECT pg_advisory_lock(%s)", [working.SWEEP_LOCK])
        nightly.look()
    assert len(rows()) == 1


def test_a_failed_one_rings_those_who_keep_them_and_is_tried_again_after_an_hour(folder: Path) -> None:
    # Given a lead, an administrator, a caseworker, and a disk that is not there
    desk_id = open_desk()
    lead, administrator = desk_person(desk_id, "lead", name="Ann"), desk_person(desk_id, "administrator", name="Bo")
    desk_person(desk_id, "caseworker", name="Nok")
    (folder.parent / "backups").write_text("no folder")

    # When the night comes
    with pytest.raises(FileExistsError):
        nightly.folder_of_backups()
    (folder.parent / "backups").unlink()
    (folder.parent / "key-sheet.json").unlink()
    nightly.look()

    # Then both are rung, once
    assert set(Notice.objects.values_list("staff_id", "kind")) == {
        (lead.id, "network.backup_failed"),
        (administrator.id, "network.backup_failed"),
    }
    nightly.look()
    assert len(rows()) == 1
    clock.pass_time(timedelta(hours=1))
    nightly.look()
    assert [problem for _, problem in rows()] == ["no_key_sheet", "no_key_sheet"]
    assert Notice.objects.count() == 2


def test_a_disk_that_is_not_there_is_not_made(folder: Path, settings: Settings) -> None:
    settings.SAPHAN_BACKUPS = folder.parent / "mount" / "saphan"
    nightly.look()
    assert [problem for _, problem in rows()] == ["folder"]
    assert not (folder.parent / "mount").exists()


def test_thirty_days_are_kept(folder: Path) -> None:
    old, young = put(folder, 31), put(folder, 29)
    other = folder / "saphan-note.txt"
    other.write_text("mine")
    (folder / "saphan-2026-99-99T0900.age").write_text("no such day")
    nightly.make()
    left = {file.name for file in folder.iterdir()}
    assert old.name not in left
    assert {young.name, other.name, "saphan-2026-03-02T0900.age", "saphan-2026-99-99T0900.age"} <= left
    assert old.name not in {name for name, _ in rows()}


def test_the_last_good_one_stays_however_old_it_is(folder: Path) -> None:
    good = put(folder, 90)
    put(folder, 60, file=False)
    put(folder, 40, problem="much_smaller")
    nightly.expire(folder, clock.now())
    assert [file.name for file in folder.iterdir()] == [good.name]
    assert (good.name, "") in rows()


def test_old_ones_go_although_tonights_failed(folder: Path) -> None:
    old, last = put(folder, 90), put(folder, 31)
    (folder.parent / "key-sheet.json").unlink()
    assert nightly.make() is False
    assert not old.exists()
    assert last.exists(), "the last good one, while new ones fail"


def test_old_ones_go_although_none_are_made(folder: Path, settings: Settings) -> None:
    # Given the nights are switched off after some were made
    settings.SAPHAN_NIGHTLY_BACKUP = False
    old, young = put(folder, 31), put(folder, 29)
    nightly.look()
    assert (old.exists(), young.exists()) == (False, True)
    # Then the last one goes in its time, too
    clock.pass_time(timedelta(days=2))
    nightly.look()
    assert not young.exists()


def test_a_disk_that_was_not_there_is_looked_at_again(folder: Path, settings: Settings) -> None:
    mount = folder.parent / "mount" / "saphan"
    settings.SAPHAN_NIGHTLY_BACKUP, settings.SAPHAN_BACKUPS = False, mount
    nightly.look()
    mount.parent.mkdir()
    old = put(mount, 31)
    nightly.look()
    assert not old.exists()


def test_what_cannot_be_deleted_is_said_and_tried_again(
    folder: Path, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.SAPHAN_NIGHTLY_BACKUP = False
    folder.write_text("no folder")
    nightly.look()
    assert "old back-ups cannot be deleted" in caplog.text
    folder.unlink()
    old = put(folder, 31)
    nightly.look()
    assert not old.exists()


def test_what_a_killed_one_left_goes_after_a_day(folder: Path) -> None:
    folder.mkdir()
    old, fresh = folder / ".saphan-1.age.part", folder / ".saphan-2.age.part"
    old.write_text("half")
    fresh.write_text("half")
    nightly.expire(folder, datetime.fromtimestamp(old.stat().st_mtime, UTC) + timedelta(hours=23))
    assert old.exists()
    nightly.expire(folder, datetime.fromtimestamp(old.stat().st_mtime, UTC) + timedelta(hours=25))
    assert not old.exists()
    assert not fresh.exists()


def test_the_copy_of_the_log_is_written_at_once_and_brought_up_to_date(
    folder: Path, desk_key: UUID, settings: Settings
) -> None:
    # Given the folder: a line stands in it as soon as something is destroyed
    first, second = uuid4(), uuid4()
    with acting_as(callers.Staff(uuid4(), desk_key)):
        shredding.shred(first)
    assert shred_log.read_file(folder / shred_log.NAME) == {first}

    # When it is out of reach, deleting goes on
    settings.SAPHAN_BACKUPS = folder.parent / "mount" / "saphan"
    with acting_as(callers.Staff(uuid4(), desk_key)):
        shredding.shred(second)
    nightly.look()
    assert shredding.lacking() == sorted({first, second})

    # Then the worker writes what is missing when it is there again
    settings.SAPHAN_BACKUPS = folder
    nightly.look()
    assert shred_log.read_file(folder / shred_log.NAME) == {first, second}
    assert shredding.mirror() == 0


def test_what_a_lead_reads(folder: Path) -> None:
    lead = callers.Staff(uuid4(), uuid4(), frozenset({"lead"}))
    assert backups.line_for(callers.Staff(uuid4(), uuid4(), frozenset({"caseworker"}))) is None
    assert backups.line_for(lead) == backups.BackupLine(None, None, True)
    put(folder, 0)
    for hours, line in (
        (0, backups.BackupLine(0, None, False)),
        (25, backups.BackupLine(25, None, False)),
        (2, backups.BackupLine(27, None, True)),
        (24, backups.BackupLine(None, 2, True)),
    ):
        clock.pass_time(timedelta(hours=hours))
        assert backups.line_for(lead) == line


def found() -> dict[str, str]:
    return {seen.thing: seen.what_to_do for look in (doctor.last_backup, doctor.backup_folder) for seen in look()}


def test_what_the_doctor_says_of_back_ups(folder: Path, desk_key: UUID) -> None:
    assert "there is none" in found()["last good back-up"]
    assert "is not there" in found()["back-up folder"]
    nightly.look()
    (same,) = [thing for thing in found() if "on the disk of the database" in thing]
    assert not any(found().values())
    clock.pass_time(timedelta(hours=27))
    assert "make one" in found()["last good back-up, 27 hours old"]
    put(folder, 0, problem="dump_failed")
    with acting_as(callers.Staff(uuid4(), desk_key)):
        shredding.shred(uuid4())
    (folder / shred_log.NAME).write_text("")
    assert "dump_failed" in found()["last good back-up, 27 hours old"]
    assert "1 lines are missing" in found()["copy of the log of what was destroyed"]
    assert found()[same] == ""
