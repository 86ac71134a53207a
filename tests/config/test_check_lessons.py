"""`saphan check-lessons`: what should be looked at by a day, one line each."""

from pathlib import Path

import pytest

from saphan.config import command
from saphan.empowerment.lessons import library
from tests.empowerment.lessons.files import COIN, ENGLISH


def test_it_names_what_is_over_missing_or_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(library, "FOLDER", tmp_path)
    command.main(["check-lessons"])
    assert capsys.readouterr().out == ""
    place = tmp_path / "fees"
    place.mkdir()
    (place / "en.md").write_text(ENGLISH)
    (place / "coin.svg").write_text(COIN)
    with pytest.raises(SystemExit, match="0 files are wrong, 6 things"):
        command.main(["check-lessons", "--day", "2027-02-01"])
    assert "fees  en  fact cap: its date is over" in capsys.readouterr().out
    with pytest.raises(SystemExit, match="0 files are wrong, 5 things"):
        command.main(["check-lessons", "--day", "2027-01-31"])
    (place / "en.md").write_text("no head")
    with pytest.raises(SystemExit, match="1 files are wrong"):
        command.main(["check-lessons"])
