"""Given the command, a log is looked at, taken over, told row by row without a word of it, and destroyed."""

import argparse
import csv
import io
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from uuid import UUID

import pytest

from saphan.config import importing
from saphan.config.command import main
from saphan.config.starting import NotReady
from saphan.demo import sample_log
from saphan.store import System as SystemCaller
from saphan.store import acting_as
from saphan.voice.models import Conversation
from tests.signed_in import open_desk
from tests.voice.logs import PAY, table

MAPPING = """
source = "Harbour hotline"
time_zone = "Asia/Bangkok"
[columns]
opened_at = "Date"
text = "Said"
"""
BAD = ("some day", "kaungmyat-canary", *PAY[2:])


@pytest.fixture
def desk_id(fresh_database: str) -> UUID:
    return open_desk()


def log_in(folder: Path, *rows: tuple[str, ...]) -> Path:
    (folder / "log.toml").write_text(MAPPING)
    return table(folder, *rows)


def kept() -> int:
    with acting_as(SystemCaller("test.count")):
        return Conversation.objects.count()


def test_a_log_that_cannot_be_destroyed_is_said_so(tmp_path: Path) -> None:
    """A file that runs cannot be written, not even by root."""
    log = Path(shutil.copy(shutil.which("sleep") or "", tmp_path / "log.csv"))
    with subprocess.Popen([str(log), "60"]) as running:
        try:
            with pytest.raises(NotReady, match="could not be destroyed"):
                importing.end(argparse.Namespace(file=log, keep=False, destroy=False), Counter(taken=1))
        finally:
            running.kill()
    assert log.exists()


def results(folder: Path, name: str = "log.result.csv") -> list[tuple[str, str]]:
    with (folder / name).open() as file:
        return [(row["row"], row["code"]) for row in csv.DictReader(file)]


def test_a_log_is_taken_over_and_destroyed(desk_id: UUID, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log = log_in(tmp_path, PAY, PAY)
    main(["import-contacts", str(log)])
    assert kept() == 1
    assert not log.exists()
    assert sorted(file.name for file in tmp_path.iterdir()) == ["log.result.csv", "log.toml"]
    result = tmp_path / "log.result.csv"
    assert result.stat().st_mode & 0o077 == 0
    assert results(tmp_path) == [("2", "taken"), ("3", "known")]
    assert PAY[1] not in result.read_text()
    said = capsys.readouterr().out
    assert "1  taken over" in said
    assert "overwritten and removed" in said


def test_a_dry_run_says_what_would_be_and_leaves_everything(
    desk_id: UUID, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = log_in(tmp_path, PAY, BAD)
    main(["import-contacts", str(log), "--dry-run"])
    said = capsys.readouterr().out
    assert "row 2: would be taken over" in said
    assert "row 3: refused: date_not_read" in said
    assert "canary" not in said
    assert kept() == 0
    assert log.exists()
    assert not (tmp_path / "log.result.csv").exists()


def test_with_rows_refused_the_log_stays_until_it_is_mended(
    desk_id: UUID, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    log = log_in(tmp_path, PAY, BAD)
    main(["import-contacts", str(log)])
    assert log.exists()
    assert "Mend them and run this again" in capsys.readouterr().out
    log_in(tmp_path, PAY, ("2025-03-02 10:00", *BAD[1:]))
    main(["import-contacts", str(log), "--keep"])
    assert "put it away safely" in capsys.readouterr().out
    assert results(tmp_path, "log.result-2.csv") == [("2", "known"), ("3", "taken")]
    assert kept() == 2
    log_in(tmp_path, BAD)
    main(["import-contacts", str(log), "--destroy"])
    assert not log.exists()


def test_what_is_wrong_with_the_whole_is_said_before_anything_is_taken(desk_id: UUID, tmp_path: Path) -> None:
    log = log_in(tmp_path, PAY)
    with pytest.raises(SystemExit, match="no column of the name 'Said'"):
        main(["import-contacts", str(_with_headings(log, "Date", "Words"))])
    with pytest.raises(SystemExit, match="There are: Bridge Thailand"):
        main(["import-contacts", str(log), "--desk", "Elsewhere"])
    with pytest.raises(SystemExit, match="mapping file cannot be read"):
        main(["import-contacts", str(log), "--mapping", str(tmp_path / "none.toml")])
    with pytest.raises(SystemExit, match="no file"):
        main(["import-contacts", str(tmp_path / "none.csv"), "--mapping", str(tmp_path / "log.toml")])
    assert kept() == 0


def _with_headings(log: Path, *headings: str) -> Path:
    other = log.with_name("other.csv")
    other.write_text(",".join(headings) + "\n")
    other.with_suffix(".toml").write_text(MAPPING)
    return other


KILLED = """
import os, signal, sys, django
django.setup()
from saphan.config import command
from saphan.voice.old_logs import taking_over

accept, taken = taking_over.accept, []

def count(inbound):
    answer = accept(inbound)
    taken.append(1)
    if len(taken) == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return answer

taking_over.accept = count
command.main(["import-contacts", sys.argv[1]])
"""


def test_killed_in_the_middle_the_next_run_goes_on(desk_id: UUID, fresh_database: str, tmp_path: Path) -> None:
    log = log_in(tmp_path, *(("2025-03-01 10:00", f"words {number}", *PAY[2:]) for number in range(20)))
    environment = {
        **os.environ,
        "SAPHAN_DATABASE": fresh_database,
        "DJANGO_SETTINGS_MODULE": "saphan.config.settings",
    }
    done = subprocess.run([sys.executable, "-c", KILLED, str(log)], env=environment, capture_output=True, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert kept() == 7
    assert log.exists()
    main(["import-contacts", str(log)])
    assert kept() == 20
    assert [code for _, code in results(tmp_path, "log.result-2.csv")].count("known") == 7
    assert not log.exists()


def test_the_sample_is_the_same_every_time_and_is_taken_over(
    desk_id: UUID, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "sample.xlsx"
    main(["sample-log", str(file)])
    assert "500 invented rows" in capsys.readouterr().out
    assert list(sample_log.rows()) == list(sample_log.rows())
    with pytest.raises(SystemExit, match="does not exist yet"):
        main(["sample-log", str(file)])
    main(["import-contacts", str(file), "--dry-run"])
    said = capsys.readouterr().out
    assert "496  would be taken over" in said
    for code in ("nothing_said", "date_in_another_calendar", "formula", "date_to_come"):
        assert f"1  refused: {code}" in said
    main(["import-contacts", str(file), "--destroy"])
    assert kept() == 496
    with acting_as(SystemCaller("test.look")):
        languages = set(Conversation.objects.values_list("language", flat=True))
    assert languages == {"my", "th", "km", "ne", "en"}
    assert not file.exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_whoever_watches_sees_a_bar_and_nobody_else_does() -> None:
    watched, quiet = Terminal(), io.StringIO()
    for out in (watched, quiet):
        watch = importing.Watch(out, lambda: 0.5)
        for _ in range(1_000):
            watch.step()
        watch.end()
    assert f"[{'#' * 15}{'.' * 15}] 20 rows" in watched.getvalue()
    assert quiet.getvalue() == "1000 rows\n"


def test_nothing_of_a_destroyed_file_is_left_under_its_name(tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_bytes(b"words" * 400_000)
    beside = tmp_path / "the same blocks"
    beside.hardlink_to(file)
    importing.destroy(file)
    assert not file.exists()
    assert b"words" not in beside.read_bytes()
    assert beside.stat().st_size == 2_000_000
