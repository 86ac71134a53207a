"""Keyed marks: how they are made, and under which version of the key. No rows are read or written here.

A mark says nothing by itself, and two are equal where they are of the same thing. While keys are being changed there is
one under each version, so that what came before, during and after the change still meets.
"""

import re
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from saphan.languages.fingerprint import signature
from saphan.languages.telephones import telephone
from saphan.vault import hashing
from saphan.vault.keyring import key_ring
from saphan.voice.inbound import Handle

BYTES = 7  # of the keyed hash, after one byte that names the key's version
OF_NO_KEY = 0
DOOR, BROWSER, PHONE = "door", "browser", "phone"
_BEFORE_A_SIGNATURE = 17  # bytes: the key's version and the id of the message
_NUMBER = re.compile(r"\+[0-9]{5,20}")


def hour_of(moment: datetime, now: datetime | None = None) -> int:
    """Whole hours since 1970, UTC; of a moment after `now`, that of `now`."""
    return int(min(moment, now or moment).timestamp() // 3600)


def marks_of(kind: str, content: str) -> list[bytes]:
    """Of one thing, under every version of the key, the newest first; none of nothing."""
    if not content:
        return []
    hashes = hashing.trace_hashes(kind, content)
    return [bytes([version % 256]) + keyed_hash[:BYTES] for version, keyed_hash in hashes.items()]


def of_handle(handle: Handle) -> list[bytes]:
    """Of an account of a channel. A telephone number is none: anybody can type it, and room-mates share it."""
    return marks_of(f"handle:{handle.kind}", handle.value) if handle.kind != PHONE else []


def of_phone(handle: Handle) -> list[bytes]:
    """Of a handle that is a telephone number, whatever it is used for; of another one none."""
    if not _NUMBER.fullmatch(handle.value):
        return []
    known = telephone(handle.value)
    return marks_of(PHONE, known.e164 if known else handle.value)


def of_text(message_id: UUID, text: str, of: str = "") -> list[bytes]:
    """Signatures of one message, under every version of the key, the newest first; none of a text too short to tell.

    of: what else than a story it is of; it is like no text of a story then (docs/adr/0061).
    """
    signed = ((version, signature(text, key)) for version, key in hashing.text_keys(of).items())
    return [bytes([version % 256]) + message_id.bytes + each for version, each in signed if each]


def signature_in(kept: bytes) -> bytes:
    return bytes(kept)[_BEFORE_A_SIGNATURE:]


def message_of(kept: bytes) -> UUID:
    """The message that a signature is of."""
    return UUID(bytes=bytes(kept)[1:_BEFORE_A_SIGNATURE])


def standing_versions() -> list[int]:
    """The first byte of marks under every key that still stands, the oldest first."""
    return sorted(version % 256 for version in key_ring().hashing)


def one_of(kept: Iterable[bytes], standing: Iterable[int]) -> bytes:
    """Of the marks of one thing, that of the oldest key that still stands: all that share the thing have this one."""
    by_version = {bytes(each)[0]: bytes(each) for each in kept}
    return next((by_version[version] for version in standing if version in by_version), b"")
