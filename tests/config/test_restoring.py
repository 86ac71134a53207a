"""Given something that cannot be restored, or a restore that is killed: nothing half, and a sentence what to do."""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from saphan.config import restoring
from saphan.store.embedded import Cluster, wait_for
from saphan.store.place import OWNER, SERVING, Place
from saphan.vault import backup_file, sheet_lines
from saphan.vault.sheet_lines import Sheet
from tests import ground
from tests.config.installation import Installation, command
from tests.config.test_first_day import address
from tests.conftest import HOME, TEMPLATE

DESK = str(uuid4())
KEYS = {"desks": {DESK: {"1": "A" * 43 + "="}}, "hashing": {"1": "E" * 43 + "="}}
SHEET = Sheet(2, "2026-03-02", backup_file.new_identity(), KEYS)
MANIFEST = {"saphan": "0.1.0", "made": "2026-03-02T19:00:00+00:00", "demo": False, "migrations": ["vault.0001_initial"]}
Given = Callable[..., tuple[str, ...]]


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Of an empty database of today's schema."""
    place = Place(HOME)
    return subprocess.run(
        [
            *(str(Cluster(place).binary("pg_dump")), "--host", str(place.socket), "--username", OWNER),
            *("--format", "custom", TEMPLATE),
        ],
        env={**os.environ, "PGPASSWORD": place.passwords()[OWNER]},
        check=True,
        capture_output=True,
    ).stdout


@pytest.fixture
def empty() -> Iterator[Installation]:
    installation = Installation("restoring")
    installation.remove()
    yield installation
    installation.remove()


@pytest.fixture
def given(dump: bytes, tmp_path: Path) -> Given:
    """A back-up and its sheet, as words of the command. changed: what is other in the manifest."""

    def make(content: bytes = dump, **changed: object) -> tuple[str, ...]:
        with (tmp_path / "one.age").open("wb") as out:
            backup_file.write(
                out,
                [backup_file.recipient_of(SHEET.identity)],
                manifest={**MANIFEST, **changed},
                beside={"settings.env": b"SAPHAN_MAIL_FROM=a@b.example\n", "shredded.log": b""},
                dump=BytesIO(content),
            )
        (tmp_path / "sheet.txt").write_text("\n".join(sheet_lines.lines(SHEET)))
        return ("restore", str(tmp_path / "one.age"), "--key-sheet", str(tmp_path / "sheet.txt"))

    return make


def test_what_was_beside_the_database_is_back(empty: Installation, given: Given, tmp_path: Path) -> None:
    # Given the newest log of what was destroyed, named
    gone = uuid4()
    (tmp_path / "newest.log").write_text(f"{gone}\n")
    done = empty.saphan(*given(), "--shredded", str(tmp_path / "newest.log"))
    assert done.returncode == 0, done.stderr
    assert "Destroyed for good, by the log: 1." in done.stdout
    assert "CAREFUL" not in done.stdout

    # Then keys, settings, log and the note of the sheet are there, for their owner's eyes
    assert json.loads((empty.home / "keys.json").read_text()) == KEYS
    assert (empty.home / "settings.env").read_text() == "SAPHAN_MAIL_FROM=a@b.example\n"
    assert (empty.home / "shredded.log").read_text() == f"{gone}\n"
    noted = json.loads((empty.home / "key-sheet.json").read_text())
    assert (noted["number"], noted["recipient"]) == (2, backup_file.recipient_of(SHEET.identity))
    assert not (empty.home / restoring.UNFINISHED).exists()
    for name in ("keys.json", "settings.env", "shredded.log", "signing-key", "database-passwords.json"):
        assert (empty.home / name).stat().st_mode & 0o077 == 0

    # And a second time nothing changes
    before = (empty.home / "keys.json").stat().st_mtime_ns
    again = empty.saphan(*given())
    assert "is not empty" in again.stderr
    assert (empty.home / "keys.json").stat().st_mtime_ns == before


def test_a_log_in_the_back_up_folder_is_read_though_the_back_up_lies_elsewhere(
    empty: Installation, given: Given
) -> None:
    gone = uuid4()
    (empty.home / "backups").mkdir(parents=True)
    (empty.home / "backups" / "shredded.log").write_text(f"{gone}\n")
    done = empty.saphan(*given())
    assert "Destroyed for good, by the log: 1." in done.stdout, done.stderr
    assert "CAREFUL" not in done.stdout


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"format": 2}, "newer"),
        ({"migrations": ["vault.0001_initial", "vault.9999_of_tomorrow"]}, "newer"),
        ({"migrations": ["roomoftomorrow.0001_initial"]}, "newer"),
        ({"demo": True}, "of a demo"),
    ],
)
def test_what_does_not_fit_is_refused(empty: Installation, given: Given, changed: dict[str, object], said: str) -> None:
    refused = empty.saphan(*given(**changed))
    assert refused.returncode == 1
    assert said in refused.stderr
    assert not empty.home.exists()


def test_real_work_does_not_go_into_a_demo(empty: Installation, given: Given) -> None:
    empty.more = {"SAPHAN_DEMO": "1"}
    assert "of real work" in empty.saphan(*given()).stderr
    assert not empty.home.exists()


def test_a_damaged_file_a_mistyped_sheet_and_a_missing_log_are_refused(
    empty: Installation, given: Given, tmp_path: Path
) -> None:
    words = given()
    assert "no log" in empty.saphan(*words, "--shredded", str(tmp_path / "none.log")).stderr
    whole = (tmp_path / "one.age").read_bytes()
    (tmp_path / "one.age").write_bytes(whole[: len(whole) // 2])
    assert "cut off" in empty.saphan(*words).stderr
    (tmp_path / "one.age").write_bytes(whole)
    sheet = (tmp_path / "sheet.txt").read_text().splitlines()
    sheet[4] = sheet[4].replace("qqqqq", "qqqqp", 1)
    (tmp_path / "sheet.txt").write_text("\n".join(sheet))
    assert "Line 5 " in empty.saphan(*words).stderr
    assert not empty.home.exists()


def test_a_home_that_is_not_empty_stays_as_it_is(empty: Installation, given: Given) -> None:
    empty.home.mkdir(mode=0o711)
    (empty.home / "letter.txt").write_text("mine")
    assert "is not empty" in empty.saphan(*given()).stderr
    assert [file.name for file in empty.home.iterdir()] == ["letter.txt"]


def test_a_key_file_of_something_else_stays_as_it_is(empty: Installation, given: Given, tmp_path: Path) -> None:
    (tmp_path / "keys.json").write_text("{}")
    empty.more = {"SAPHAN_KEYS": str(tmp_path / "keys.json")}
    assert "Move it away" in empty.saphan(*given()).stderr
    assert (tmp_path / "keys.json").read_text() == "{}"
    (tmp_path / "keys.json").unlink()
    done = empty.saphan(*given())
    assert done.returncode == 0, done.stderr
    assert json.loads((tmp_path / "keys.json").read_text()) == KEYS
    assert not (empty.home / "keys.json").exists()

    # And one that was killed just before its end clears that key file away, too
    (empty.home / restoring.UNFINISHED).mkdir()
    shutil.copyfile(tmp_path / "keys.json", empty.home / restoring.UNFINISHED / "keys.json")
    assert empty.saphan(*given()).returncode == 0


def test_a_dump_that_cannot_be_read_leaves_nothing(empty: Installation, given: Given) -> None:
    refused = empty.saphan(*given(content=b"PGDMP and then nonsense" * 1000))
    assert refused.returncode == 1
    assert "nothing was kept" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert not (empty.home / restoring.UNFINISHED).exists()
    assert not empty.data_processes()


def test_a_restore_that_is_killed_is_done_again_from_the_start(empty: Installation, given: Given) -> None:
    # Given one that is killed while its database works
    words = given()
    with subprocess.Popen(command(*words), env=empty.environment, start_new_session=True) as killed:
        half = empty.home / restoring.UNFINISHED
        assert wait_for(lambda: (half / "settings.env").exists() and (half / "postgres" / "data").exists(), 30)
        killed.send_signal(signal.SIGKILL)

    # Then nothing starts on it
    for other in ("run", "check", "doctor", "backup x.age"):
        refused = empty.saphan(*other.split())
        assert refused.returncode == 1
        assert "was not finished" in refused.stderr

    # And the same again makes it whole
    done = empty.saphan(*words)
    assert done.returncode == 0, done.stderr
    assert not half.exists()
    assert "There is no desk yet" in empty.saphan("check").stderr  # what was in it, which is served now


def test_one_that_was_killed_while_it_moved_is_done_again_too(empty: Installation, given: Given) -> None:
    words = given()
    assert empty.saphan(*words).returncode == 0
    half = empty.home / restoring.UNFINISHED
    half.mkdir()
    shutil.move(empty.home / "settings.env", half)
    assert empty.saphan(*words).returncode == 0
    assert not half.exists()
    assert (empty.home / "settings.env").exists()


@pytest.fixture
def real_server() -> Iterator[str]:
    name = f"restored_elsewhere_{os.getpid()}"
    ground.make_empty(HOME, name)
    yield name
    ground.drop(HOME, name)


def test_on_a_real_server(empty: Installation, given: Given, real_server: str) -> None:
    # Given a server of somebody else's, and first a dump that breaks: the database is as empty as it was
    empty.more = {
        "DATABASE_URL": address(real_server, SERVING),
        "SAPHAN_OWNER_DATABASE_URL": address(real_server, OWNER),
    }
    assert "nothing was kept" in empty.saphan(*given(content=b"PGDMP and then nonsense" * 1000)).stderr
    assert tables(real_server) == 0

    # When it is restored there, then it can be served and backed up, and nothing of ours was started
    done = empty.saphan(*given())
    assert done.returncode == 0, done.stderr
    assert tables(real_server) > 40
    assert "There is no desk yet" in empty.saphan("check").stderr
    assert not (empty.home / "postgres").exists()
    made = empty.saphan("backup", str(empty.home / "two.age"))
    assert made.returncode == 0, made.stderr
    assert "does not delete this copy" in made.stdout
    assert backup_file.check(empty.home / "two.age", SHEET.identity).size

    # And not a second time
    shutil.rmtree(empty.home)
    assert "The database is not empty" in empty.saphan(*given()).stderr


def tables(database: str) -> int:
    with ground.as_owner(HOME, database) as owner:
        assert isinstance(owner, psycopg.Connection)
        (number,) = owner.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() or (0,)
    return int(number)
