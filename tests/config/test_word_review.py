"""Given words made by a machine, a native reviewer accepts them from the terminal, and the state says who."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from saphan.config import word_review
from saphan.config.starting import NotReady
from saphan.languages.reviewing import MARK


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """One room with two sentences in Khmer."""
    file = tmp_path / "voice" / "locale" / "km" / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n'
    said = [f'{MARK}msgid "{one}"\nmsgstr "{other}"\n' for one, other in (("Leave", "ចាកចេញ"), ("Send", "ផ្ញើ"))]
    file.write_text("\n".join([head, *said]))
    return tmp_path


def test_a_list_of_sentences_is_accepted_then_the_rest(source: Path, tmp_path: Path) -> None:
    # Given a reviewer has read one sentence
    chosen = tmp_path / "read.txt"
    chosen.write_text("\n Send \n")

    assert word_review.accept("km", "voice", by="Sokha Invented", chosen=chosen, source=source) == 1
    assert list(word_review.lines_of_state(source)) == ["km  voice           1 of    2 accepted  Sokha Invented"]

    assert word_review.accept("km", "voice", by="Sokha Invented", source=source) == 1
    assert list(word_review.lines_of_state(source)) == ["km  voice           2 of    2 accepted  Sokha Invented"]


def test_what_is_not_there_is_refused_and_changes_nothing(source: Path, tmp_path: Path) -> None:
    chosen = tmp_path / "read.txt"
    chosen.write_text("Send\nNobody says this\n")
    with pytest.raises(NotReady, match="Nobody says this"):
        word_review.accept("km", "voice", by="Sokha Invented", chosen=chosen, source=source)
    with pytest.raises(NotReady, match="no catalogue lo of voice"):
        word_review.accept("lo", "voice", by="Sokha Invented", source=source)
    assert list(word_review.lines_of_state(source)) == ["km  voice           0 of    2 accepted  machine-made"]


def test_the_commands_say_it() -> None:
    said = saphan("words-state")
    assert said.returncode == 0
    assert any(line.startswith("km  voice ") for line in said.stdout.splitlines())

    refused = saphan("accept-words", "xx", "voice", "--by", "Sokha Invented")
    assert refused.returncode == 1
    assert "There is no catalogue xx of voice." in refused.stderr


def saphan(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "saphan.config.command", *arguments]
    return subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), timeout=60)
