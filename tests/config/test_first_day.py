"""Given an empty home folder, `saphan init` makes a real deployment; anything else is left as it is."""

import json
import os
import smtplib
from collections.abc import Iterator
from datetime import time
from urllib.parse import quote

import pytest

from saphan.config import first_day, key_sheet
from saphan.config.starting import NotReady
from saphan.store.place import OWNER, SERVING, Place
from tests import ground
from tests.config.installation import Installation
from tests.conftest import HOME

ANSWERS = {
    "organisation": "Harbour Union",
    "desk": "Harbour Desk",
    "country": "TH",
    "languages": "my,th",
    "time_zone": "Asia/Bangkok",
    "lead_name": "Mali",
    "lead_email": "mali@harbour.example",
    "duty": "mon-fri 09:00-17:00",
    "emergency_en": "Ring the desk.",
    "emergency_my": "ဖုန်းဆက်ပါ။",
    "emergency_th": "โทรหาเรา",
    "address": "https://voice.harbour.example",
    "smtp_host": "",
}
FLAGS = [part for name, answer in ANSWERS.items() for part in (f"--{name.replace('_', '-')}", answer)]


@pytest.fixture
def empty() -> Iterator[Installation]:
    installation = Installation("init")
    yield installation
    installation.remove()


def test_a_real_deployment_is_made_by_flags_and_then_runs(empty: Installation) -> None:
    # When it is made
    made = empty.saphan("init", *FLAGS)
    assert made.returncode == 0, made.stderr

    # Then there is a one-time link, a key sheet for its owner's eyes, and settings that are remembered
    assert "https://voice.harbour.example/account/start/" in made.stdout
    sheet = empty.home / "key-sheet.txt"
    assert sheet.stat().st_mode & 0o077 == 0
    keys = json.loads((empty.home / "keys.json").read_text())
    assert key_sheet.read(sheet).keys == keys
    assert "SAPHAN_ADDRESS=https://voice.harbour.example" in (empty.home / "settings.env").read_text()

    # And a second time nothing changes
    again = empty.saphan("init", *FLAGS)
    assert again.returncode == 1
    assert "made already" in again.stderr
    assert json.loads((empty.home / "keys.json").read_text()) == keys

    # And it is neither a demo nor may become one
    assert "is real" in empty.saphan("run", "--demo", "--port", str(empty.port)).stderr

    # And it runs
    with empty.running() as saphan:
        assert saphan.is_ready(), saphan.said
        assert "log-ins" not in saphan.said


def test_nobody_there_to_be_asked_is_told_what_is_missing(empty: Installation) -> None:
    refused = empty.saphan("init", "--organisation", "Harbour Union")
    assert refused.returncode == 1
    assert "--desk" in refused.stderr
    assert "SAPHAN_INIT_DESK" in refused.stderr
    assert not empty.home.exists()


def test_answers_come_from_flags_then_environment_then_the_person(monkeypatch: pytest.MonkeyPatch) -> None:
    command = first_day.argparse.ArgumentParser()
    first_day.add_answers(command)
    monkeypatch.setenv("SAPHAN_INIT_COUNTRY", "MM")
    asked: list[str] = []

    def read(prompt: str) -> str:
        asked.append(prompt)
        return "" if "Time zone" in prompt else "typed"

    given = first_day.ask(command.parse_args(["--desk", "Flag Desk"]), first_day.QUESTIONS, read)
    assert (given["desk"], given["country"], given["organisation"]) == ("Flag Desk", "MM", "typed")
    assert given["time_zone"] == "Asia/Bangkok", "an empty answer takes what was offered"
    assert len(asked) == len(first_day.QUESTIONS) - 2


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("country", "Thailand"),
        ("time_zone", "Asia/Nowhere"),
        ("lead_email", "mali"),
        ("duty", "always"),
        ("duty", "mon-xyz 09:00-17:00"),
        ("duty", "mon 09:00-27:00"),
    ],
)
def test_answers_that_cannot_be_right_are_refused(name: str, wrong: str) -> None:
    with pytest.raises(NotReady):
        first_day.check({**ANSWERS, name: wrong})


def test_duty_hours_may_go_round_the_week() -> None:
    nine, five = time(9), time(17)
    assert first_day.hours_of("sat-mon 09:00-17:00") == [(5, nine, five), (6, nine, five), (0, nine, five)]
    assert first_day.hours_of("wed 09:00-17:00, sun 09:00-17:00") == [(2, nine, five), (6, nine, five)]


def test_mail_is_tried_and_a_failure_says_so_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {**ANSWERS, "smtp_host": "mail.example", "smtp_port": "587", "smtp_user": "u", "smtp_password": "secret"}
    answers["mail_from"] = "voice@harbour.example"

    class Refusing(smtplib.SMTP):
        def __init__(self, *arguments: object, **named: object) -> None:
            raise smtplib.SMTPAuthenticationError(535, b"secret is wrong")

    monkeypatch.setattr(smtplib, "SMTP", Refusing)
    with pytest.raises(NotReady) as refused:
        first_day.try_mail(answers)
    assert "secret" not in str(refused.value)
    assert refused.value.__suppress_context__


@pytest.fixture
def real_server() -> Iterator[str]:
    """A second database on the test's own server, reached as any PostgreSQL is reached: by address."""
    name = f"elsewhere_{os.getpid()}"
    ground.make_empty(HOME, name)
    yield name
    ground.drop(HOME, name)


def address(name: str, role: str) -> str:
    place = Place(HOME)
    word = quote(place.passwords()[role], safe="")
    return f"postgresql://{role}:{word}@{quote(str(place.socket), safe='')}/{name}?application_name=elsewhere"


def test_a_real_server_by_its_address(empty: Installation, real_server: str) -> None:
    # Given DATABASE_URL without the owner's
    empty.more = {"DATABASE_URL": address(real_server, SERVING)}
    assert "SAPHAN_OWNER_DATABASE_URL" in empty.saphan("migrate").stderr

    # When both are given, then it is made there and nothing of ours is started
    empty.more["SAPHAN_OWNER_DATABASE_URL"] = address(real_server, OWNER)
    made = empty.saphan("init", *FLAGS)
    assert made.returncode == 0, made.stderr
    assert empty.saphan("check").returncode == 0
    assert not (empty.home / "postgres").exists()

    # And a serving role that could read everything is refused
    empty.more["DATABASE_URL"] = address(real_server, OWNER)
    refused = empty.saphan("check")
    assert refused.returncode == 1
    assert "owns tables" in refused.stderr
