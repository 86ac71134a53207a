"""Keyed hashes that find a row without telling what it is about: claim codes, handles, cookies."""

from saphan.vault.keyring import key_ring


def code_hash(code: str) -> bytes:
    """Of a claim code of sixteen digits. One keyed hash, whatever was typed: constant cost."""
    return key_ring().keyed_hash("claim-code", code.encode())


def blind_index(kind: str, handle: str) -> bytes:
    """Of a channel handle, already normalised (a phone number in E.164, an account id)."""
    return key_ring().keyed_hash(f"handle:{kind}", handle.encode())


def token_hash(purpose: str, token: str) -> bytes:
    """Of a random token that a browser or a client keeps; with it the row is found."""
    return key_ring().keyed_hash(f"token:{purpose}", token.encode())


def token_secret(purpose: str, token: str) -> bytes:
    """The 32-byte key that belongs to a random token; with it the row is opened. Never stored."""
    return key_ring().keyed_hash(f"token-secret:{purpose}", token.encode())


def word_hash(conversation: str, word: str) -> bytes:
    """Of the word or picture that she chose to protect her own earlier words."""
    return key_ring().keyed_hash(f"word:{conversation}", word.encode())
