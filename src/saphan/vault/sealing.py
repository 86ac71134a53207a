"""Sealing: AES-256-GCM under a key of the subject, which is itself wrapped under the desk's key. Pure.

A sealed value is one version byte, a 12-byte nonce and the ciphertext with its tag. The associated data name the
cell (table, column, row, key version), so that a value moved to another row does not open.
"""

import secrets
from dataclasses import dataclass, field
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

Sealed = bytes | memoryview  # as it comes from the database
FORMAT = b"\x01"
NONCE = 12
SHORTEST = 1 + NONCE + 16  # format, nonce, tag


class CannotOpen(RuntimeError):
    """The value was changed or moved, or its key is gone. Carries nothing of the content."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a sealed value stands."""

    table: str
    column: str
    row_id: UUID

    def associated(self, key_version: int) -> bytes:
        return f"{self.table}|{self.column}|{self.row_id}|{key_version}".encode()


@dataclass(frozen=True, slots=True)
class SubjectKey:
    """The opened data key of one subject. Lives only as long as the transaction that needed it."""

    subject_id: UUID
    version: int
    secret: bytes = field(repr=False)


def seal_bytes(content: bytes, key: SubjectKey, cell: Cell) -> bytes:
    return _encrypt(content, key.secret, cell.associated(key.version))


def open_bytes(sealed: Sealed, key: SubjectKey, cell: Cell) -> bytes:
    """Raises CannotOpen."""
    return _decrypt(bytes(sealed), key.secret, cell.associated(key.version))


def wrap(secret: bytes, desk_key: bytes, subject_id: UUID, version: int) -> bytes:
    return _encrypt(secret, desk_key, f"data-key|{subject_id}|{version}".encode())


def unwrap(wrapped: Sealed, desk_key: bytes, subject_id: UUID, version: int) -> bytes:
    """Raises CannotOpen."""
    return _decrypt(bytes(wrapped), desk_key, f"data-key|{subject_id}|{version}".encode())


def seal_under_secret(content: bytes, secret: bytes, label: str) -> bytes:
    """Under a 32-byte secret that somebody else keeps (her cookie, a client's idempotency key)."""
    return _encrypt(content, secret, label.encode())


def open_under_secret(sealed: Sealed, secret: bytes, label: str) -> bytes:
    """Raises CannotOpen."""
    return _decrypt(bytes(sealed), secret, label.encode())


def new_secret() -> bytes:
    return secrets.token_bytes(32)


def _encrypt(content: bytes, key: bytes, associated: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE)
    return FORMAT + nonce + AESGCM(key).encrypt(nonce, content, associated)


def _decrypt(sealed: bytes, key: bytes, associated: bytes) -> bytes:
    if sealed[:1] != FORMAT or len(sealed) < SHORTEST:
        raise CannotOpen
    try:
        return AESGCM(key).decrypt(sealed[1 : 1 + NONCE], sealed[1 + NONCE :], associated)
    except InvalidTag:
        raise CannotOpen from None
