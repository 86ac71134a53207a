"""The key file: private, whole, one key a desk; anything else is refused with what to do."""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytest_django import Settings

from saphan.vault import keyring
from saphan.vault.keyring import KeyFileError, key_ring


@pytest.fixture
def keys(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    settings.SAPHAN_KEYS = tmp_path / "keys.json"
    yield tmp_path / "keys.json"


@pytest.fixture
def made(keys: Path) -> Path:
    keyring.make(keys)
    return keys


def test_a_new_file_is_private_and_has_no_desk(made: Path) -> None:
    assert made.stat().st_mode & 0o777 == 0o600
    assert key_ring().desks == {}


def test_no_key_stands_in_what_a_crash_would_print(made: Path) -> None:
    desk_id = uuid4()
    keyring.add_desk(made, desk_id)
    ring = key_ring()
    assert repr(ring.desk_key(desk_id)[1]) not in repr(ring)
    assert repr(ring.hashing[1]) not in repr(ring)


def test_a_missing_file_is_refused_with_what_to_do(keys: Path) -> None:
    with pytest.raises(KeyFileError, match=r"is missing.*key sheet.*saphan init"):
        key_ring()


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o660, 0o604, 0o601])
def test_a_file_that_others_can_read_is_refused_with_what_to_do(made: Path, mode: int) -> None:
    made.chmod(mode)
    with pytest.raises(KeyFileError, match=rf"chmod 600 {made}"):
        key_ring()


@pytest.mark.parametrize(
    "content",
    ["", "{}", "[]", '{"desks": {}}', '{"desks": {"x": {}}, "hashing": {}}', "\0", '{"desks": {}, "hashing": {}}'],
)
def test_a_damaged_file_is_refused_without_its_content(made: Path, content: str) -> None:
    made.write_text(content)
    with pytest.raises(KeyFileError, match=r"is damaged. Put it back from your key sheet"):
        key_ring()


@pytest.mark.parametrize("key", ["", "c2hvcnQ=", "not base64!", None, 7])
def test_a_key_of_another_length_is_refused(made: Path, key: object) -> None:
    made.write_text(json.dumps({"desks": {}, "hashing": {"1": key}}))
    with pytest.raises(KeyFileError, match="is damaged"):
        key_ring()


def test_an_existing_file_is_never_overwritten(made: Path) -> None:
    before = made.read_text()
    with pytest.raises(KeyFileError, match="left as it is"):
        keyring.make(made)
    assert made.read_text() == before


def test_a_desk_gets_one_key_and_keeps_it(made: Path) -> None:
    desk = uuid4()
    keyring.add_desk(made, desk)
    first = key_ring().desk_key(desk)
    keyring.add_desk(made, desk)
    assert key_ring().desk_key(desk) == first
    assert made.stat().st_mode & 0o777 == 0o600


def test_desks_have_different_keys(made: Path) -> None:
    one, other = uuid4(), uuid4()
    keyring.add_desk(made, one)
    keyring.add_desk(made, other)
    assert key_ring().desk_key(one) != key_ring().desk_key(other)


def test_a_desk_without_a_key_is_said_so(made: Path) -> None:
    with pytest.raises(KeyFileError, match="no key for desk"):
        key_ring().desk_key(uuid4())


def test_the_highest_version_seals_and_every_version_opens(made: Path) -> None:
    desk = uuid4()
    keyring.add_desk(made, desk)
    content = json.loads(made.read_text())
    first = content["desks"][str(desk)]["1"]
    content["desks"][str(desk)]["2"] = content["hashing"]["1"]
    made.write_text(json.dumps(content))
    assert key_ring().desk_key(desk)[0] == 2
    assert keyring.base64.b64encode(key_ring().desk_key(desk, 1)[1]).decode() == first
    with pytest.raises(KeyFileError, match="no version 3"):
        key_ring().desk_key(desk, 3)


def test_the_same_content_has_another_hash_for_each_purpose(made: Path) -> None:
    ring = key_ring()
    purposes = ("claim-code", "handle:phone", "token:once", "token-secret:once", f"word:{UUID(int=1)}")
    assert len({ring.keyed_hash(purpose, b"+66812345678") for purpose in purposes}) == len(purposes)


def test_keys_are_not_shown_in_messages(made: Path) -> None:
    ring = key_ring()
    assert repr(ring.hashing[1]) not in repr(ring)
