"""The file of a back-up: an age stream around a tar, so that it opens without Saphan, too. Pure; memory is bounded.

The tar holds `manifest.json`, then what stands beside the database, then the database's dump in numbered pieces,
because a stream does not know its length before it ends, and at last `end.json` with the size and digest of the dump.
By hand: `age --decrypt -i SECRET FILE | tar x && cat dump/* | pg_restore …`.
"""

import json
import os
import tarfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

import pyrage

FORMAT = 1
PIECE = 4 << 20  # bytes of the dump in one member of the tar
READ = 1 << 16
DAMAGED = "This back-up is damaged or was cut off; nothing was restored. Take another copy of it, or the one before."
NOT_OURS = "This key sheet does not open this back-up: it is of another installation, or of another key sheet."
NO_BACKUP = "This file is no back-up of Saphan, or its beginning is damaged."


Take = Callable[[bytes], object]


class BackupFileError(RuntimeError):
    """The file cannot be used; the message says what to do."""


class Reads(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Contents:
    """What a whole back-up says of itself. digest: SHA-256 of the dump; size: its bytes."""

    manifest: dict[str, Any]
    beside: dict[str, bytes] = field(repr=False)
    digest: str
    size: int


def new_identity() -> str:
    """A fresh secret that opens back-ups made for its recipient."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """The public half. Raises BackupFileError when this is no secret of age."""
    try:
        return str(pyrage.x25519.Identity.from_str(identity).to_public())
    except pyrage.IdentityError:
        raise BackupFileError("The back-up key is not one of age's.") from None


def write(
    out: BinaryIO, recipients: list[str], *, manifest: dict[str, Any], beside: dict[str, bytes], dump: Reads
) -> Contents:
    """Encrypt everything into `out` for each of the recipients, as it comes.

    Raises what reading the dump raises, and OSError when `out` takes no more: the disk is full.
    """
    packing = _Packing({"format": FORMAT, **manifest}, beside, dump)
    try:
        pyrage.encrypt_io(packing, out, [pyrage.x25519.Recipient.from_str(each) for each in recipients])
    except pyrage.RecipientError:
        raise BackupFileError("The recipient of back-ups is damaged. Make a new key sheet: saphan key-sheet") from None
    except pyrage.EncryptError as error:  # age's name for whatever writing raised
        raise OSError(str(error)) from None
    if packing.failed:
        raise packing.failed
    return Contents(packing.manifest, beside, packing.digest.hexdigest(), packing.size)


def check(file: Path, identity: str, take: Take | None = None) -> Contents:
    """Open all of it, keep nothing, and compare the dump with its digest. Raises BackupFileError.

    take: is given the dump as it comes; what it was given is whole only when this returns.
    """
    with file.open("rb") as sealed, _opened(sealed, identity) as plain:
        return _read(plain, take)


# -- writing


class _Packing:
    """A tar that is made while it is read."""

    def __init__(self, manifest: dict[str, Any], beside: dict[str, bytes], dump: Reads) -> None:
        self.manifest, self.dump = manifest, dump
        self.digest, self.size = sha256(), 0
        self.failed: BaseException | None = None
        self._left = b""
        self._blocks = self._members(beside)

    def read(self, size: int) -> bytes:
        """At most `size` bytes; none at the end. What fails is kept, because age would tell only its name."""
        try:
            if not self._left:
                self._left = next(self._blocks, b"")
        except BaseException as error:
            self.failed = error
            return b""
        given, self._left = self._left[:size], self._left[size:]
        return given

    def _members(self, beside: dict[str, bytes]) -> Iterator[bytes]:
        yield member("manifest.json", json.dumps(self.manifest, sort_keys=True).encode())
        for name, content in beside.items():
            yield member(f"beside/{name}", content)
        number = 0
        while piece := _whole(self.dump, PIECE):
            number += 1
            self.digest.update(piece)
            self.size += len(piece)
            yield from _in_small(member(f"dump/{number:06d}", piece))
        end = {"dump_sha256": self.digest.hexdigest(), "dump_bytes": self.size}
        yield member("end.json", json.dumps(end).encode())
        yield bytes(2 * tarfile.BLOCKSIZE)


def member(name: str, content: bytes) -> bytes:
    """One file of the tar, with its head and padding."""
    head = tarfile.TarInfo(name)
    head.size, head.mode = len(content), 0o600
    return head.tobuf(tarfile.USTAR_FORMAT) + content + bytes(-len(content) % tarfile.BLOCKSIZE)


def _in_small(block: bytes) -> Iterator[bytes]:
    yield from (block[start : start + READ] for start in range(0, len(block), READ))


def _whole(source: Reads, size: int) -> bytes:
    """As many bytes as asked for, fewer only at the end."""
    kept = BytesIO()
    while kept.tell() < size and (part := source.read(min(READ, size - kept.tell()))):
        kept.write(part)
    return kept.getvalue()


# -- reading


@contextmanager
def _opened(sealed: BinaryIO, identity: str) -> Iterator[BinaryIO]:
    """The plain stream, decrypted by a thread as it is read. Raises BackupFileError, at the latest on leaving."""
    from_age, to_us = os.pipe()
    failed: list[Exception] = []

    def decrypt() -> None:
        with suppress(BrokenPipeError), os.fdopen(to_us, "wb") as out:
            try:
                pyrage.decrypt_io(sealed, out, [pyrage.x25519.Identity.from_str(identity)])
            except (pyrage.DecryptError, OSError, ValueError) as error:
                failed.append(error)

    thread = threading.Thread(target=decrypt, daemon=True)
    thread.start()
    try:
        with os.fdopen(from_age, "rb") as plain:
            try:
                yield plain
            except tarfile.TarError:
                if not failed:
                    raise BackupFileError(DAMAGED) from None
    finally:
        thread.join()
    if failed:
        raise BackupFileError(_why(failed[0])) from None


def _why(error: Exception) -> str:
    if not isinstance(error, pyrage.DecryptError):
        return DAMAGED
    return NOT_OURS if "No matching keys" in str(error) else NO_BACKUP


def _read(plain: BinaryIO, take: Take | None) -> Contents:
    manifest: dict[str, Any] = {}
    beside: dict[str, bytes] = {}
    end: dict[str, Any] = {}
    digest, size = sha256(), 0
    with tarfile.open(fileobj=plain, mode="r|") as tar:
        for head in tar:
            content = cast(BinaryIO, tar.extractfile(head))
            if head.name == "manifest.json":
                manifest = json.loads(content.read())
            elif head.name.startswith("beside/"):
                beside[head.name.removeprefix("beside/")] = content.read()
            elif head.name == "end.json":
                end = json.loads(content.read())
            else:
                size += _pass_on(content, digest, take)
    while plain.read(READ):  # to the end, where age says whether it was whole
        pass
    if (end.get("dump_sha256"), end.get("dump_bytes")) != (digest.hexdigest(), size):
        raise BackupFileError(DAMAGED)
    return Contents(manifest, beside, digest.hexdigest(), size)


def _pass_on(content: Reads, digest: Any, take: Take | None) -> int:
    size = 0
    while part := content.read(READ):
        digest.update(part)
        size += len(part)
        if take is not None:
            take(part)
    return size
