"""Keys of subjects, sealing into cells, and the one way to open them again."""

from collections.abc import Collection, Iterable, Sequence
from uuid import UUID

from saphan.store.ids import ordered_id
from saphan.vault import sealing
from saphan.vault.keyring import key_ring
from saphan.vault.models import DataKey
from saphan.vault.recording import record, record_each
from saphan.vault.sealing import CannotOpen, Cell, Sealed, SubjectKey

KEY_VERSION = 1


def new_key(*, subject_id: UUID, desk_id: UUID, kind: str) -> tuple[DataKey, SubjectKey]:
    """A fresh data key for a subject: the row to insert, and the key to seal with. kind: conversation, case, proof…"""
    version, desk_key = key_ring().desk_key(desk_id)
    secret = sealing.new_secret()
    row = DataKey(
        id=ordered_id(),
        desk_id=desk_id,
        subject_id=subject_id,
        kind=kind,
        desk_key_version=version,
        wrapped=sealing.wrap(secret, desk_key, subject_id, version),
    )
    return row, SubjectKey(subject_id, KEY_VERSION, secret)


def key_of(subject_id: UUID) -> SubjectKey:
    """The key of a subject that the caller may see, to seal more under it. Raises CannotOpen when it was shredded."""
    row = DataKey.objects.filter(subject_id=subject_id).first()
    if row is None:
        raise CannotOpen
    version, desk_key = key_ring().desk_key(row.desk_id, row.desk_key_version)
    return SubjectKey(subject_id, KEY_VERSION, sealing.unwrap(row.wrapped, desk_key, subject_id, version))


def hand_over_keys(*, subject_ids: Collection[UUID], to_desk_id: UUID) -> int:
    """Wrap the data keys of these subjects anew, under the newest key of another desk; returns how many.

    What is sealed stays as it is; only who can open it changes. Call as System. Raises KeyFileError when a desk has no
    key on this machine, CannotOpen when a key was changed.
    """
    ring = key_ring()
    version, desk_key = ring.desk_key(to_desk_id)
    rows = list(DataKey.objects.select_for_update().filter(subject_id__in=subject_ids).order_by("id"))
    for row in rows:
        former_version, former_key = ring.desk_key(row.desk_id, row.desk_key_version)
        secret = sealing.unwrap(row.wrapped, former_key, row.subject_id, former_version)
        row.wrapped = sealing.wrap(secret, desk_key, row.subject_id, version)
        row.desk_id, row.desk_key_version = to_desk_id, version
        row.save(update_fields=["wrapped", "desk_id", "desk_key_version"])
    return len(rows)


def key_of_desk(desk_id: UUID) -> SubjectKey:
    """The key of the desk's own subject, for words that are about no story: made when it is first needed."""
    if not DataKey.objects.filter(subject_id=desk_id).exists():
        row, _ = new_key(subject_id=desk_id, desk_id=desk_id, kind="desk")
        DataKey.objects.bulk_create([row], ignore_conflicts=True)
    return key_of(desk_id)


def seal(text: str, *, key: SubjectKey, cell: Cell) -> bytes:
    return sealing.seal_bytes(text.encode("utf-8", "surrogatepass"), key, cell)


def open_texts(sealed: Sequence[tuple[Sealed, Cell]], *, subject_id: UUID, why: str) -> list[str]:
    """Open cells of one subject; one audited read. why: a code such as `conversation_read`. Raises CannotOpen."""
    return [
        content.decode("utf-8", "surrogatepass") for content in open_contents(sealed, subject_id=subject_id, why=why)
    ]


def open_contents(sealed: Sequence[tuple[Sealed, Cell]], *, subject_id: UUID, why: str) -> list[bytes]:
    """As `open_texts`, for bytes (photos, recordings)."""
    if not sealed:
        return []
    key = key_of(subject_id)
    contents = [sealing.open_bytes(value, key, cell) for value, cell in sealed]
    record("vault.opened", subject_id, detail={"why": why, "cells": len(contents), "table": sealed[0][1].table})
    return contents


def open_across(sealed: Iterable[tuple[UUID, Sealed, Cell]], *, why: str) -> list[str | None]:
    """Open cells of many subjects at once, an audited read of each; None where one does not open.

    Each: the subject, what is sealed under its key, and where that stands.
    """
    wanted = list(sealed)
    keys = {key.subject_id: key for key in _keys_of({subject_id for subject_id, _, _ in wanted})}
    record_each("vault.opened", list(keys), detail={"why": why})
    return [_opened(keys.get(subject_id), value, cell) for subject_id, value, cell in wanted]


def _keys_of(subject_ids: Collection[UUID]) -> list[SubjectKey]:
    ring = key_ring()
    keys = []
    for row in DataKey.objects.filter(subject_id__in=subject_ids):
        version, desk_key = ring.desk_key(row.desk_id, row.desk_key_version)
        keys.append(
            SubjectKey(row.subject_id, KEY_VERSION, sealing.unwrap(row.wrapped, desk_key, row.subject_id, version))
        )
    return keys


def _opened(key: SubjectKey | None, value: Sealed, cell: Cell) -> str | None:
    try:
        return sealing.open_bytes(value, key, cell).decode("utf-8", "surrogatepass") if key else None
    except CannotOpen:
        return None
