"""Ids, made by the app before the insert."""

import secrets
import time
from uuid import UUID, uuid4


def random_id() -> UUID:
    """For anything a partner or the public can see: says nothing about order or time."""
    return uuid4()


def ordered_id() -> UUID:
    """A version 7 UUID: new rows stand together in the index.

    Its first 48 bits tell milliseconds, so for inside use only.
    """
    stamp = time.time_ns() // 1_000_000
    number = (stamp << 80) | secrets.randbits(80)
    number = (number & ~(0xF << 76)) | (0x7 << 76)
    number = (number & ~(0x3 << 62)) | (0x2 << 62)
    return UUID(int=number)
