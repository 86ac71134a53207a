"""The log of what was destroyed is read even when a crash cut its last line short."""

from pathlib import Path
from uuid import uuid4

from saphan.vault import shred_log


def test_lines_are_added_and_read(tmp_path: Path) -> None:
    file, ids = tmp_path / shred_log.NAME, [uuid4(), uuid4(), uuid4()]
    shred_log.note(file, ids[:1])
    shred_log.note(file, ids[1:])
    assert shred_log.read_file(file) == set(ids)
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_line_cut_short_names_nothing_and_spoils_nothing(tmp_path: Path) -> None:
    file, one, two = tmp_path / shred_log.NAME, uuid4(), uuid4()
    file.write_text(f"{one}\n{str(two)[:20]}")
    assert shred_log.read_file(file) == {one}
    shred_log.note(file, [two])
    assert shred_log.read_file(file) == {one, two}


def test_no_log_names_nothing(tmp_path: Path) -> None:
    assert shred_log.read_file(tmp_path / "nowhere") == set()
    assert shred_log.read(b"\xff\xfe nonsense") == set()
