"""`saphan annual-report` says how large each report is, writes a file, and says what is missing."""

from contextlib import nullcontext
from pathlib import Path

import pytest

from saphan.config import annual_reports, starting
from saphan.config.command import parser
from saphan.impact.exports import reports
from saphan.impact.exports.report.typesetting import CannotBeSet


@pytest.fixture(autouse=True)
def at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "set_up", lambda: None)
    monkeypatch.setattr(starting, "database_at_hand", lambda place: nullcontext())
    monkeypatch.setattr(reports, "make", lambda year, language: f"{year} {language}".encode())


def run(*words: str) -> None:
    annual_reports.annual_report(parser().parse_args(["annual-report", *words]))


def test_in_every_language_or_in_one_and_as_a_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    run("2026")
    assert capsys.readouterr().out.split()[1::4] == list(reports.LANGUAGES)
    run("2026", "--language", "my", "--out", str(tmp_path / "report.pdf"))
    assert (tmp_path / "report.pdf").read_bytes() == b"2026 my"


def test_what_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for words, said in (
        (("2026", "--language", "fr"), "en, th, my, km"),
        (("2026", "--out", "report.pdf"), "--language"),
    ):
        with pytest.raises(starting.NotReady, match=said):
            run(*words)
    for refusal, said in (
        (CannotBeSet("typst"), "environment.py pdf"),
        (CannotBeSet("letters"), "fonts-noto-core"),
        (reports.NothingToReport(), "published yet"),
    ):

        def refuse(year: int, language: str, refusal: Exception = refusal) -> bytes:
            raise refusal

        monkeypatch.setattr(reports, "make", refuse)
        with pytest.raises(starting.NotReady, match=said):
            run("2026")
