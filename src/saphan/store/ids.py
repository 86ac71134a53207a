"""Ids, made by the app before the insert."""

import secrets
import time
from uuid import UUID, uuid4


def first_id_since(seconds: float) -> UUID:
    """What `ordered_id` has made within the last `seconds` is not below this one."""
    return UUID(int=max(0, time.time_ns() // 1_000_000 - int(seconds * 1000)) << 80)


def random_id() -> UUID:
    """For anything a partner or the public can see: says nothing about order or time."""
    return uuid4()


def ordered_id() -> UUID:
    """A version 7 UUID: new rows stand together in the index.

    Its first 48 bits tell milliseconds, so for inside use only.
    """
    (one,) = ordered_ids(1)
    return one


def ordered_ids(count: int) -> list[UUID]:
    """As many at once, each before the next."""
    now, random = time.time_ns() * 4096 // 1_000_000, secrets.token_bytes(8 * count)
    return [_ordered(now + place, int.from_bytes(random[8 * place : 8 * place + 8])) for place in range(count)]


def _ordered(moment: int, random: int) -> UUID:
    """moment: milliseconds and 4096ths of them, so that what is written a moment later also sorts later."""
    milliseconds, finer = divmod(moment, 4096)
    return UUID(int=(milliseconds << 80) | (0x7 << 76) | (finer << 64) | (0x2 << 62) | (random >> 2))
