"""Destroying a subject takes its key, and everything that a room derived from it."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytest_django import Settings

from saphan.store import Staff, System, acting_as
from saphan.vault import shredding
from saphan.vault.models import DataKey, Event, Shredded
from saphan.vault.sealing import CannotOpen, Cell
from saphan.vault.services import key_of, new_key, open_texts, seal

pytestmark = pytest.mark.django_db

ROW = UUID(int=5)
HERE = Cell("voice_message", "sealed", ROW)


@pytest.fixture(autouse=True)
def own_registry(monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> Iterator[None]:
    monkeypatch.setattr(shredding, "_removers", {})
    settings.SAPHAN_HOME = tmp_path
    yield


def sealed_subject(desk_id: UUID) -> tuple[UUID, bytes]:
    subject = uuid4()
    with acting_as(Staff(uuid4(), desk_id, frozenset({"caseworker"}))):
        row, key = new_key(subject_id=subject, desk_id=desk_id, kind="case")
        row.save(force_insert=True)
        return subject, seal("they keep our passports", key=key, cell=HERE)


def test_opening_is_written_down_with_its_reason(desk_key: UUID) -> None:
    subject, sealed = sealed_subject(desk_key)
    reader = Staff(uuid4(), desk_key, frozenset({"caseworker"}))
    with acting_as(reader):
        assert open_texts([(sealed, HERE)], subject_id=subject, why="conversation_read") == ["they keep our passports"]
    with acting_as(System("test")):
        event = Event.objects.get(act="vault.opened", object_id=subject)
        assert (event.caller_id, event.detail["why"], event.detail["cells"]) == (reader.id, "conversation_read", 1)


def test_another_desk_cannot_open(desk_key: UUID, other_desk_key: UUID) -> None:
    subject, sealed = sealed_subject(desk_key)
    with acting_as(Staff(uuid4(), other_desk_key, frozenset({"caseworker"}))), pytest.raises(CannotOpen):
        open_texts([(sealed, HERE)], subject_id=subject, why="conversation_read")
    with acting_as(System("test")):
        assert not Event.objects.filter(act="vault.opened").exists()


def test_after_shredding_nothing_opens_again(desk_key: UUID) -> None:
    subject, sealed = sealed_subject(desk_key)
    with acting_as(Staff(uuid4(), desk_key, frozenset({"caseworker"}))):
        shredding.shred(subject)
        with pytest.raises(CannotOpen):
            open_texts([(sealed, HERE)], subject_id=subject, why="conversation_read")
        with pytest.raises(CannotOpen):
            key_of(subject)
    with acting_as(System("test")):
        assert not DataKey.objects.filter(subject_id=subject).exists()
        assert Shredded.objects.filter(subject_id=subject).exists()
        assert Event.objects.filter(act="vault.shredded", object_id=subject).exists()


def test_every_registered_room_is_told(desk_key: UUID) -> None:
    told: list[tuple[str, UUID]] = []
    shredding.derives("voice.handles", lambda subject: told.append(("handles", subject)))
    shredding.derives("casework.quotes", lambda subject: told.append(("quotes", subject)))
    subject, _ = sealed_subject(desk_key)
    with acting_as(Staff(uuid4(), desk_key, frozenset({"caseworker"}))):
        shredding.shred(subject)
    assert told == [("handles", subject), ("quotes", subject)]
    assert shredding.registered() == ("casework.quotes", "voice.handles")


def test_the_note_beside_the_database_is_written_and_private(desk_key: UUID, tmp_path: Path) -> None:
    subject, _ = sealed_subject(desk_key)
    with acting_as(Staff(uuid4(), desk_key, frozenset({"caseworker"}))):
        shredding.shred(subject)
    note = tmp_path / "shredded.log"
    assert note.read_text() == f"{subject}\n"
    assert note.stat().st_mode & 0o777 == 0o600


def test_a_room_that_fails_leaves_everything_as_it_was(desk_key: UUID) -> None:
    def fail(subject: UUID) -> None:
        raise RuntimeError

    shredding.derives("voice.handles", fail)
    subject, sealed = sealed_subject(desk_key)
    with pytest.raises(RuntimeError), acting_as(Staff(uuid4(), desk_key, frozenset({"caseworker"}))):
        shredding.shred(subject)
    with acting_as(Staff(uuid4(), desk_key, frozenset({"caseworker"}))):
        assert open_texts([(sealed, HERE)], subject_id=subject, why="conversation_read") == ["they keep our passports"]


def test_shredding_twice_is_no_error(desk_key: UUID) -> None:
    subject, _ = sealed_subject(desk_key)
    with acting_as(Staff(uuid4(), desk_key, frozenset({"caseworker"}))):
        shredding.shred(subject)
        shredding.shred(subject)
    with acting_as(System("test")):
        assert Shredded.objects.filter(subject_id=subject).count() == 1
