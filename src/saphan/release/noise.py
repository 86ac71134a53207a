"""A small, unbiased error on every count that is shown, always the same for the same people. Pure NumPy.

Each person has a secret random key. A cell's key is the sum of those of its people, so that the same people have the
same error in whatever table, in whatever order and however often they are asked for: asking again tells nothing, and
two tables cannot be subtracted to find one person. Then the count is rounded.

Source: the cell-key method (Fraser and Wooton, 2005; Thompson, Broadfoot and Elazar, 2013). The weights are ours.
"""

import hashlib
from uuid import UUID

import numpy as np

from saphan.release.cubes import Counts, Keys
from saphan.release.thresholds import DEFAULT, Thresholds


def key_of(subject: UUID, secret: bytes) -> int:
    """A person's key, 64 bits. secret: of the deployment, at least 16 bytes."""
    return int.from_bytes(hashlib.blake2b(subject.bytes, key=secret, digest_size=8).digest(), "big")


def errors(keys: Keys, thresholds: Thresholds = DEFAULT) -> Counts:
    """For each cell key an error from −n to n; `public_noise` holds the 2n + 1 weights, the same on both sides."""
    weights = np.array(thresholds.public_noise, dtype=np.float64)
    share = (_stirred(keys) >> np.uint64(11)).astype(np.float64) / 2**53
    return np.asarray(np.searchsorted(np.cumsum(weights / weights.sum()), share, side="right") - len(weights) // 2)


def rounded(counts: Counts, keys: Keys, thresholds: Thresholds = DEFAULT) -> Counts:
    """Each count with its error, to the nearest multiple of `public_rounding`."""
    base = thresholds.public_rounding
    return np.asarray((counts + errors(keys, thresholds) + base // 2) // base * base)


def about(count: int, secret: bytes, thresholds: Thresholds = DEFAULT) -> int:
    """One number that stands alone, where no person's key is at hand: its error follows from the number itself, so that
    asking again, on whichever page, gives the same. secret: of the deployment, at least 16 bytes.
    """
    return int(rounded(np.array(count), key_of_count(count, secret), thresholds))


def key_of_count(count: int, secret: bytes) -> Keys:
    told = hashlib.blake2b(count.to_bytes(8, "big"), key=secret[:64], digest_size=8).digest()
    return np.array(int.from_bytes(told, "big"), dtype=np.uint64)


def _stirred(keys: Keys) -> Keys:
    """Sums of keys that are near each other become far (the mixing of SplitMix64, Steele, Lea and Flood, 2014)."""
    with np.errstate(over="ignore"):
        mixed = keys + np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return np.asarray(mixed ^ (mixed >> np.uint64(31)))
