"""Signatures of webhooks, on raw bytes and in constant time; nothing matches an empty secret. Pure."""

import base64
import hashlib
import hmac
from collections.abc import Iterable
from datetime import datetime, timedelta

OLDEST = timedelta(minutes=5)


def same(given: str, expected: str) -> bool:
    """Whether both are equal and neither is empty. Takes as long for a near miss as for a far one."""
    is_set = bool(given) and bool(expected)
    return hmac.compare_digest(given.encode("utf-8", "replace"), expected.encode("utf-8", "replace")) and is_set


def password_of(header: str) -> str:
    """Of `Authorization: Basic …`; empty for any other."""
    scheme, _, value = header.partition(" ")
    if scheme.lower() != "basic":
        return ""
    try:
        return base64.b64decode(value.strip(), validate=True).decode().partition(":")[2]
    except ValueError:
        return ""


def hmac_hex(body: bytes, secret: str, digest: str = "sha256") -> str:
    """Hexadecimal, small letters; empty for an empty secret."""
    return hmac.new(secret.encode(), body, getattr(hashlib, digest)).hexdigest() if secret else ""


def hmac_base64(body: bytes, secret: str, digest: str = "sha256") -> str:
    """Empty for an empty secret."""
    made = hmac.new(secret.encode(), body, getattr(hashlib, digest)).digest() if secret else b""
    return base64.b64encode(made).decode()


def over_address_and_fields(address: str, fields: Iterable[tuple[str, str]], secret: str) -> str:
    """HMAC-SHA1 in base64 over the address and the form's fields sorted by name, name and value joined (Twilio)."""
    joined = address + "".join(f"{name}{value}" for name, value in sorted(set(fields)))
    return hmac_base64(joined.encode("utf-8", "replace"), secret, "sha1")


def is_fresh(stamp: str, now: datetime, oldest: timedelta = OLDEST) -> bool:
    """Whether a signed time in whole seconds since 1970 is neither old nor in the future."""
    if not stamp.isascii() or not stamp.isdecimal() or len(stamp) > 12:
        return False
    return abs(now.timestamp() - int(stamp)) <= oldest.total_seconds()
