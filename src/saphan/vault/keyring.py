"""The key file: one key-encryption key per desk, and the keys of the keyed hashes. It never enters the database.

Lost keys mean lost stories: the key sheet that `saphan init` prints holds the same content.
"""

import base64
import fcntl
import hashlib
import hmac
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from saphan.store.place import is_private, write_secret

Content = dict[str, dict[str, Any]]  # of the file: desks → version → key, hashing → version → key


class KeyFileError(RuntimeError):
    """The key file cannot be used; the message says what to do."""


@dataclass(frozen=True)
class KeyRing:
    """Keys by version; the highest version seals, every version opens."""

    desks: dict[UUID, dict[int, bytes]] = field(repr=False)
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

    def keyed_hashes(self, purpose: str, content: bytes) -> dict[int, bytes]:
        """The keyed hash under every version, newest first."""
        return {version: self.keyed_hash(purpose, content, version) for version in sorted(self.hashing, reverse=True)}

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


@lru_cache(maxsize=4)  # few, so that keys taken out of the file soon leave the memory, too
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
    with _changing(file) as content:
        content["desks"].setdefault(str(desk_id), {"1": _new_key()})


def add_version(file: Path, desk_id: UUID | None) -> int:
    """A new, highest version of a desk's key, or of the keyed-hash key for None; returns it. Old ones stay.

    Every process takes the new one at its next use, because the file has changed.
    """
    with _changing(file) as content:
        versions = _kept_under(content, desk_id)
        newest = max(map(int, versions)) + 1
        versions[str(newest)] = _new_key()
    return newest


def remove_version(file: Path, desk_id: UUID | None, version: int) -> None:
    """Take one version out, for good. Raises KeyFileError when it is the newest: that one is in use."""
    with _changing(file) as content:
        versions = _kept_under(content, desk_id)
        if version >= max(map(int, versions)):
            raise KeyFileError(f"Version {version} is the newest; it stays.")
        versions.pop(str(version), None)


def _kept_under(content: Content, desk_id: UUID | None) -> dict[str, str]:
    if desk_id is None:
        return content["hashing"]
    if str(desk_id) not in content["desks"]:
        raise KeyFileError(f"The key file has no key for desk {desk_id}. Restore the key file of this installation.")
    return content["desks"][str(desk_id)]  # type: ignore[no-any-return]


@contextmanager
def _changing(file: Path) -> Iterator[Content]:
    """The file's content, written back whole when it was changed; one at a time, or one would lose another's key."""
    check(file)
    with file.with_name(f".{file.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        content = json.loads(file.read_text())
        before = json.dumps(content)
        yield content
        if json.dumps(content) != before:
            write_secret(file, json.dumps(content, indent=1))


def _new_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
