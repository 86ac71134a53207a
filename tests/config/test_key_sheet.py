"""A sheet holds every key and opens the back-ups that are made after it; what stays here is not secret."""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from saphan.config import key_sheet
from saphan.store.place import Place
from saphan.vault import backup_file, keyring
from saphan.vault.sheet_lines import SheetError
from saphan.vault.sheet_made import sheet_made


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    monkeypatch.delenv("SAPHAN_KEYS")
    made = Place(tmp_path)
    keyring.make(made.keys)
    keyring.add_desk(made.keys, uuid4())
    yield made


def test_it_is_for_its_owners_eyes_and_holds_every_key(place: Place) -> None:
    file = key_sheet.write(place)
    assert file.stat().st_mode & 0o077 == 0
    sheet = key_sheet.read(file)
    assert sheet.keys == json.loads(place.keys.read_text())
    assert sheet.number == 1


def test_the_back_up_secret_stands_on_the_sheet_only(place: Place) -> None:
    sheet = key_sheet.read(key_sheet.write(place))
    made = sheet_made(place)
    assert made is not None
    assert made.recipient == backup_file.recipient_of(sheet.identity)
    (place.home / "key-sheet.txt").unlink()
    left = b"".join(file.read_bytes() for file in place.home.iterdir()).lower()
    secret = sheet.identity.lower().removeprefix("age-secret-key-1")
    assert secret.encode() not in left
    assert secret[:20].encode() not in left


def test_a_second_sheet_has_its_own_number_and_back_up_secret(place: Place) -> None:
    first = key_sheet.read(key_sheet.write(place))
    second = key_sheet.read(key_sheet.write(place))
    assert (first.number, second.number) == (1, 2)
    assert first.identity != second.identity
    assert first.keys == second.keys


def test_a_new_key_makes_the_sheet_old(place: Place) -> None:
    assert key_sheet.missing(place) == 2
    key_sheet.write(place)
    assert key_sheet.missing(place) == 0
    keyring.add_desk(place.keys, uuid4())
    assert key_sheet.missing(place) == 1


def test_what_this_machine_noted_may_be_damaged(place: Place) -> None:
    place.key_sheet_made.write_text("{")
    assert sheet_made(place) is None
    place.key_sheet_made.write_text('{"number": 1}')
    assert sheet_made(place) is None


def test_a_sheet_that_cannot_be_read_is_named(place: Place, tmp_path: Path) -> None:
    with pytest.raises(SheetError, match="cannot be read"):
        key_sheet.read(tmp_path / "nowhere")
    (tmp_path / "photo").write_bytes(b"\xff\xd8\xff\xe0")
    with pytest.raises(SheetError, match="cannot be read"):
        key_sheet.read(tmp_path / "photo")
