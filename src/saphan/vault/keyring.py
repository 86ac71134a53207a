"""The key file: one key-encryption key per desk, and the keys of the keyed hashes. It never enters the database.

Lost keys mean lost stories: the key sheet that `saphan init` prints holds the same content.
"""

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings

from saphan.store.place import is_private, write_secret


class KeyFileError(RuntimeError):
    """The key file cannot be used; the message says what to do."""


@dataclass(frozen=True)
class KeyRing:
    """Keys by version; the highest version seals, every version opens."""

    desks: dict[UUID, dict[int, bytes]]
    hashing: dict[int, bytes] = field(repr=False)

    def desk_key(self, desk_id: UUID, version: int | None = None) -> tuple[int, bytes]:
        """Version and 32 bytes. Raises KeyFileError when this desk has no key on this machine."""
        keys = self.desks.get(desk_id)
        if not keys:
            raise KeyFileError(
                f"The key file has no key for desk {desk_id}. Restore the key file of this installation."
            )
        chosen = max(keys) if version is None else version
        if chosen not in keys:
            raise KeyFileError(f"The key file has no version {chosen} of the key of desk {desk_id}.")
        return chosen, keys[chosen]

    @property
    def hash_version(self) -> int:
        return max(self.hashing)

    def keyed_hash(self, purpose: str, content: bytes, version: int | None = None) -> bytes:
        """32 bytes that only this installation can compute; `purpose` keeps the uses apart."""
        key = self.hashing[self.hash_version if version is None else version]
        return hmac.new(key, purpose.encode() + b"\0" + content, hashlib.sha256).digest()


def key_ring() -> KeyRing:
    """The installation's keys, read once and again whenever the file changes."""
    file = Path(settings.SAPHAN_KEYS)
    stamp = check(file)
    return _read(file, stamp)


def check(file: Path) -> int:
    """Refuse a missing or readable key file; returns its time of change. Raises KeyFileError."""
    if not file.exists():
        raise KeyFileError(
            f"The key file {file} is missing. Without it no story can be read. "
            "Put it back from your key sheet, or run `saphan init` for a new, empty installation."
        )
    if not is_private(file):
        raise KeyFileError(f"Others on this machine can read the key file {file}. Run: chmod 600 {file}")
    return file.stat().st_mtime_ns


@cache
def _read(file: Path, stamp: int) -> KeyRing:
    try:
        content = json.loads(file.read_text())
        return KeyRing(
            desks={UUID(desk): _versions(keys) for desk, keys in content["desks"].items()},
            hashing=_versions(content["hashing"]),
        )
    except (ValueError, KeyError, AttributeError, TypeError):
        raise KeyFileError(f"The key file {file} is damaged. Put it back from your key sheet.") from None


def _versions(keys: dict[str, str]) -> dict[int, bytes]:
    """Raises ValueError for anything but 32 bytes a version, and for none at all."""
    found = {int(version): base64.b64decode(key, validate=True) for version, key in keys.items()}
    if not found or {len(key) for key in found.values()} != {32}:
        raise ValueError
    return found


def make(file: Path) -> None:
    """A new key file without desks. Raises KeyFileError when there is one already."""
    if file.exists():
        raise KeyFileError(f"There is a key file already: {file}. It was left as it is.")
    write_secret(file, json.dumps({"desks": {}, "hashing": {"1": _new_key()}}, indent=1))


def add_desk(file: Path, desk_id: UUID) -> None:
    """Give a desk its first key; a desk that has one keeps it."""
    check(file)
    content = json.loads(file.read_text())
    if str(desk_id) not in content["desks"]:
        content["desks"][str(desk_id)] = {"1": _new_key()}
        write_secret(file, json.dumps(content, indent=1))


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
