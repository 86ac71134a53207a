"""Somebody who gives links, somebody who reads, somebody who hears; and a machine without the two programs."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from saphan.store.callers import Staff
    from saphan.voice.aloud.links import Reader
    from tests.voice.given import Desk


@pytest.fixture(autouse=True)
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which programs are looked for: empty."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.fixture
def editor(desk: "Desk") -> "Staff":
    from tests.voice.aloud.people import caller, person

    return caller(person(desk, "editor", "Ed"))


@pytest.fixture
def listener(desk: "Desk") -> "Staff":
    """Grew up with Shan, and speaks Burmese."""
    from tests.voice.aloud.people import caller, person

    return caller(person(desk, "reviewer", "Seng", "my", "shn"))


@pytest.fixture
def listening(listener: "Staff") -> Client:
    from saphan.network.models import Staff as StaffRow
    from tests.signed_in import sign_in

    return sign_in(Client(), StaffRow.objects.get(id=listener.id))


@pytest.fixture
def token(editor: "Staff") -> str:
    from saphan.voice.aloud import links

    return links.make_link(language="shn", days=7, by=editor).token


@pytest.fixture
def reader(token: str) -> "Reader":
    from saphan.voice.aloud import links

    return links.reader_with(token)
