"""What is sealed opens only in its own cell, under its own key, unchanged."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saphan.vault.sealing import (
    CannotOpen,
    Cell,
    SubjectKey,
    new_secret,
    open_bytes,
    open_under_secret,
    seal_bytes,
    seal_under_secret,
    unwrap,
    wrap,
)

ROW = UUID(int=7)
HERE = Cell("voice_message", "sealed", ROW)
KEY = SubjectKey(UUID(int=1), 1, new_secret())


@given(st.binary(max_size=2_000))
def test_what_was_sealed_opens_again(content: bytes) -> None:
    assert open_bytes(seal_bytes(content, KEY, HERE), KEY, HERE) == content


def test_the_same_words_never_look_the_same() -> None:
    assert len({seal_bytes(b"pay", KEY, HERE) for _ in range(100)}) == 100


@pytest.mark.parametrize(
    "elsewhere",
    [
        Cell("voice_message", "sealed", UUID(int=8)),
        Cell("voice_message", "normalised", ROW),
        Cell("casework_note", "sealed", ROW),
    ],
)
def test_a_value_moved_elsewhere_does_not_open(elsewhere: Cell) -> None:
    with pytest.raises(CannotOpen):
        open_bytes(seal_bytes(b"they keep our passports", KEY, HERE), KEY, elsewhere)


def test_another_subjects_key_does_not_open() -> None:
    with pytest.raises(CannotOpen):
        open_bytes(seal_bytes(b"words", KEY, HERE), SubjectKey(uuid4(), 1, new_secret()), HERE)


def test_another_version_of_the_key_does_not_open() -> None:
    with pytest.raises(CannotOpen):
        open_bytes(seal_bytes(b"words", KEY, HERE), SubjectKey(KEY.subject_id, 2, KEY.secret), HERE)


@given(st.data())
def test_one_changed_bit_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(seal_bytes(b"two months", KEY, HERE))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= 1 << data.draw(st.integers(0, 7))
    with pytest.raises(CannotOpen):
        open_bytes(bytes(sealed), KEY, HERE)


@pytest.mark.parametrize("damaged", [b"", b"\x01", b"\x02" + bytes(40), b"\x01" + bytes(12), b"\x01" + bytes(28)])
def test_what_is_no_sealed_value_is_refused(damaged: bytes) -> None:
    with pytest.raises(CannotOpen):
        open_bytes(damaged, KEY, HERE)


def test_a_failure_tells_nothing_of_the_content() -> None:
    with pytest.raises(CannotOpen) as refused:
        open_bytes(seal_bytes(b"canary", KEY, HERE), SubjectKey(uuid4(), 1, new_secret()), HERE)
    assert str(refused.value) == ""


def test_keys_are_not_shown_in_messages() -> None:
    assert KEY.secret.hex() not in repr(KEY)
    assert repr(KEY.secret) not in repr(KEY)


def test_a_data_key_is_wrapped_for_one_subject_and_version() -> None:
    desk_key, secret, subject = new_secret(), new_secret(), uuid4()
    wrapped = wrap(secret, desk_key, subject, 1)
    assert unwrap(wrapped, desk_key, subject, 1) == secret
    for wrong in ((desk_key, uuid4(), 1), (desk_key, subject, 2), (new_secret(), subject, 1)):
        with pytest.raises(CannotOpen):
            unwrap(wrapped, *wrong)


def test_a_secret_opens_only_under_its_label() -> None:
    secret = new_secret()
    sealed = seal_under_secret(b"draft", secret, "draft")
    assert open_under_secret(sealed, secret, "draft") == b"draft"
    with pytest.raises(CannotOpen):
        open_under_secret(sealed, secret, "receipt")
