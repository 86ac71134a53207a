"""Second factors and sessions at rest: sealed with the key file, so that a stolen database signs nobody in."""

import base64

from saphan.vault import sealing
from saphan.vault.keyring import key_ring

_FACTOR, _SESSION = "second-factor", "session"


def seal_factor(secret: str) -> str:
    """As text with the key's version in front, to stand in a JSON column."""
    return _seal(_FACTOR, secret.encode())


def open_factor(sealed: str) -> str:
    """Raises CannotOpen, KeyFileError."""
    return _open(_FACTOR, sealed).decode()


def seal_session(content: bytes) -> str:
    return _seal(_SESSION, content)


def open_session(sealed: str) -> bytes:
    """Raises CannotOpen, KeyFileError."""
    return _open(_SESSION, sealed)


def seal_factor_anew(sealed: str) -> str:
    """Under the newest key. Raises CannotOpen, KeyFileError."""
    return _seal(_FACTOR, _open(_FACTOR, sealed))


def seal_session_anew(sealed: str) -> str:
    """Under the newest key. Raises CannotOpen, KeyFileError."""
    return _seal(_SESSION, _open(_SESSION, sealed))


def is_older(sealed: object, version: int) -> bool:
    """Whether something sealed here stands under a version below this one."""
    found, mark, _ = sealed.partition(":") if isinstance(sealed, str) else ("", "", "")
    return bool(mark) and found.isdigit() and int(found) < version


def _seal(purpose: str, content: bytes) -> str:
    version = key_ring().hash_version
    sealed = sealing.seal_under_secret(content, _key(purpose, version), purpose)
    return f"{version}:{base64.b64encode(sealed).decode()}"


def _open(purpose: str, sealed: str) -> bytes:
    version, _, body = sealed.partition(":")
    if not version.isdigit() or int(version) not in key_ring().hashing:
        raise sealing.CannotOpen
    try:
        return sealing.open_under_secret(base64.b64decode(body), _key(purpose, int(version)), purpose)
    except ValueError:
        raise sealing.CannotOpen from None


def _key(purpose: str, version: int) -> bytes:
    return key_ring().keyed_hash(f"sealing:{purpose}", b"", version)
