"""What the agreements of one candidate come to: bits of evidence, one sum, and each field's share of it. Pure.

Each level of each field weighs log2(m / u): m is how often the right organisation shows it, u how often a wrong one
does that shares a key (I. P. Fellegi, A. B. Sunter, 1969, doi:10.1080/01621459.1969.10501049). Weights are data with
an edition (weights.toml), learned from names made by benchmarks/matching.py, never from what workers say.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import exp2
from pathlib import Path

from saphan.network.matching.comparing import Agreement

FILE = Path(__file__).parent / "weights.toml"


@dataclass(frozen=True, slots=True)
class Weights:
    """edition: what a decision keeps. bits: field, level → evidence. prior: bits, beside one in those compared.

    shown: the least percent at which a candidate is shown. ahead: percent from which the first is picked already.
    """

    edition: str
    bits: Mapping[str, Mapping[str, float]]
    prior: float
    shown: float
    ahead: float

    def of(self, agreement: Agreement) -> float:
        return self.bits[agreement.field].get(agreement.level, 0.0)


@dataclass(frozen=True, slots=True)
class Share:
    """One field's part in a judgement. why: what to say. percent: of all evidence, below zero when against."""

    field: str
    why: str
    percent: int


@cache
def weights(file: Path = FILE) -> Weights:
    """Raises OSError, TOMLDecodeError or KeyError for a file that is not whole."""
    rows = tomllib.loads(file.read_text(encoding="utf-8"))
    bands = rows["bands"]
    return Weights(rows["edition"], rows["bits"], rows["prior"], bands["shown"], bands["ahead"])


def evidence(agreements: tuple[Agreement, ...], scale: Weights) -> float:
    """Bits, without the prior."""
    return sum(map(scale.of, agreements))


def probability(bits: float) -> float:
    """Percent, taken alone."""
    return 100.0 / (1.0 + exp2(-max(min(bits, 60.0), -60.0)))


def shares(agreements: tuple[Agreement, ...], scale: Weights) -> tuple[Share, ...]:
    """Most telling first; what tells nothing is left out. The sizes come to 100, but for rounding."""
    bits = [(each, scale.of(each)) for each in agreements]
    everything = sum(abs(one) for _, one in bits) or 1.0
    found = [Share(each.field, each.why, round(100 * one / everything)) for each, one in bits]
    return tuple(sorted((one for one in found if one.percent), key=lambda one: -abs(one.percent)))
