"""Keyed hashes that find a row without telling what it is about: claim codes, handles, cookies.

The newest version of the key hashes what is written; what is looked up is hashed under every version (the plural
forms, newest first), so that nothing is lost while keys are being changed (docs/adr/0019).
"""

from dataclasses import dataclass, field
from uuid import UUID

from saphan.vault.keyring import key_ring


@dataclass(frozen=True, slots=True)
class Token:
    """A random token under one version of the key: how its row is found, and the 32 bytes that open it."""

    version: int
    hash: bytes
    secret: bytes = field(repr=False)


def code_hash(code: str) -> bytes:
    """Of a claim code of sixteen digits. One keyed hash, whatever was typed: constant cost."""
    return newest(code_hashes(code))[1]


def code_hashes(code: str) -> dict[int, bytes]:
    return key_ring().keyed_hashes("claim-code", code.encode())


def blind_index(kind: str, handle: str) -> bytes:
    """Of a channel handle, already normalised (a phone number in E.164, an account id)."""
    return newest(blind_indexes(kind, handle))[1]


def blind_indexes(kind: str, handle: str) -> dict[int, bytes]:
    return key_ring().keyed_hashes(f"handle:{kind}", handle.encode())


def token_hash(purpose: str, token: str) -> bytes:
    """Of a random token that a browser or a client keeps; with it the row is found."""
    return key_ring().keyed_hash(f"token:{purpose}", token.encode())


def tokens(purpose: str, token: str) -> tuple[Token, ...]:
    """Hash and secret of one token under every version, newest first."""
    ring = key_ring()
    found = ring.keyed_hashes(f"token:{purpose}", token.encode())
    secrets = ring.keyed_hashes(f"token-secret:{purpose}", token.encode())
    return tuple(Token(version, found[version], secrets[version]) for version in found)


def word_hashes(conversation: str, word: str) -> dict[int, bytes]:
    """Of the word or picture that she chose to protect her own earlier words."""
    return key_ring().keyed_hashes(f"word:{conversation}", word.encode())


def search_hashes(desk_id: UUID, token: str) -> dict[int, bytes]:
    """Of what a story can be found by, under a key of its desk's own; `languages.search_keys` cuts it short."""
    return key_ring().keyed_hashes(f"search:{desk_id}", token.encode())


def trace_hashes(kind: str, content: str) -> dict[int, bytes]:
    """Of something by which two stories can be seen to have it in common: a handle, a browser, a door."""
    return key_ring().keyed_hashes(f"trace:{kind}", content.encode("utf-8", "replace"))


def text_keys(of: str = "") -> dict[int, bytes]:
    """The keys under which words are signed (`languages.fingerprint`), newest first.

    of: what they are words of, where that is no story; signatures of two kinds have nothing in common.
    """
    return key_ring().keyed_hashes("trace-text", of.encode())


def tags(purpose: str, of: str) -> dict[int, bytes]:
    """Of codes that two rows are compared by, so that a row alone does not say which they are; newest first."""
    return key_ring().keyed_hashes(f"tag:{purpose}", of.encode())


def word_hash(conversation: str, word: str) -> bytes:
    return newest(word_hashes(conversation, word))[1]


def newest(hashes: dict[int, bytes]) -> tuple[int, bytes]:
    """Version and hash to write."""
    return next(iter(hashes.items()))
