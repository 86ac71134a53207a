"""What a phone or a tablet seals to the desk, so that it cannot open it itself a moment later. Pure.

An ephemeral pair on P-256, which every browser's WebCrypto knows, ECDH with the desk's public key, HKDF-SHA-256,
AES-256-GCM: the plan of RFC 9180 (base mode), with a format of our own because browsers have no HPKE. The label says
what it is and which one: what is sent under another name does not open. static/voice/sealing.js does the same.

Format: one version byte, the ephemeral public key (65 bytes, uncompressed), a 12-byte nonce, ciphertext with tag.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

CURVE = ec.SECP256R1()
VERSION = b"\x01"
POINT, NONCE, TAG, SCALAR = 65, 12, 16, 32
SHORTEST = len(VERSION) + POINT + NONCE + TAG


class NotOpened(ValueError):
    """Cut short, changed, sealed for another key or under another name. Carries nothing of it."""


def new_pair() -> tuple[bytes, bytes]:
    """Private (32 bytes) and public (65 bytes)."""
    private = ec.generate_private_key(CURVE)
    return private.private_numbers().private_value.to_bytes(SCALAR, "big"), _point(private.public_key())


def seal_envelope(content: bytes, public: bytes, label: str) -> bytes:
    """As the browser does it."""
    ephemeral, nonce, named = ec.generate_private_key(CURVE), secrets.token_bytes(NONCE), label.encode()
    point = _point(ephemeral.public_key())
    shared = ephemeral.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, public))
    return VERSION + point + nonce + AESGCM(_key(shared, point + public, named)).encrypt(nonce, content, named)


def open_envelope(sealed: bytes, private: bytes, label: str) -> bytes:
    """Raises NotOpened."""
    if len(sealed) < SHORTEST or sealed[:1] != VERSION:
        raise NotOpened
    point, rest = sealed[1 : 1 + POINT], sealed[1 + POINT :]
    ours, named = ec.derive_private_key(int.from_bytes(private, "big"), CURVE), label.encode()
    try:
        shared = ours.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point))
        key = _key(shared, point + _point(ours.public_key()), named)
        return AESGCM(key).decrypt(rest[:NONCE], rest[NONCE:], named)
    except (InvalidTag, ValueError):
        raise NotOpened from None


def _key(shared: bytes, salt: bytes, label: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=label).derive(shared)


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
