"""A year in which little is heard: 400 workplaces, 60 recruiters, 15 provinces, 10 kinds, 0.12 concerns a site-week.

Workplaces differ: their rates are a Gamma's of shape 2 around the mean, the same all year. Recruiters and provinces
differ in size: their shares of the workplaces are a Dirichlet's of weight 2. Kinds differ: the first five have the
shares of a real garment helpline (wages 19.5 %, compensation 14.3 %, termination 10.3 %, fires 9.9 %, verbal abuse
8.9 %; domain model §3), the others what is left, in equal parts. Every concern is an independent voice. For calibration
also 150 sub-agents and 12 chains; about every other workplace is in a chain.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from saphan.verification.signals.scan import Sighting, Unit

SITES, RECRUITERS, PROVINCES, WEEKS = 400, 60, 15, 52
SUB_AGENTS, CHAINS = 150, 12
PER_SITE_AND_WEEK = 0.12
SITE_SHAPE, SIZE_WEIGHT = 2.0, 2.0
NAMED = (0.195, 0.143, 0.103, 0.099, 0.089)
SHARES = np.array([*NAMED, *[(1 - sum(NAMED)) / 5] * 5])
KINDS = tuple("ABCDEFGHIJ")
FIRST_WEEK = 2600  # any; weeks of a year are numbered from it
INJECTED = 10**12  # clusters from here on were put in


@dataclass(frozen=True, slots=True)
class Year:
    """units_of: of every site; of_recruiter: sites of each recruiter."""

    heard: list[Sighting]
    units_of: Mapping[UUID, frozenset[Unit]]
    of_recruiter: list[NDArray[np.int64]]
    random: np.random.Generator


def site(number: int) -> UUID:
    return UUID(int=10**9 + int(number))


def make(seed: tuple[int, ...], sites: int = SITES, further: bool = False) -> Year:
    """One year in which nothing special happens."""
    random = np.random.default_rng(seed)
    recruiter, province = _shared_out(sites, RECRUITERS, random), _shared_out(sites, PROVINCES, random)
    rates = random.gamma(SITE_SHAPE, PER_SITE_AND_WEEK / SITE_SHAPE, sites)
    counts = random.poisson(rates[:, None] * WEEKS * SHARES)  # (sites, kinds)
    at, kind = (np.repeat(index.ravel(), counts.ravel()) for index in np.indices(counts.shape))
    weeks = FIRST_WEEK + random.integers(0, WEEKS, len(at))
    heard = [
        Sighting(int(week), site(place), KINDS[which], UUID(int=number))
        for number, (week, place, which) in enumerate(zip(weeks, at, kind, strict=True))
    ]
    units_of = {
        site(i): frozenset(
            {Unit("workplace", str(i)), Unit("recruiter", str(recruiter[i])), Unit("province", str(province[i]))}
        )
        for i in range(sites)
    }
    if further:
        units_of = {one: units | _further(random) for one, units in units_of.items()}
    return Year(heard, units_of, [np.flatnonzero(recruiter == r) for r in range(RECRUITERS)], random)


def _shared_out(sites: int, among: int, random: np.random.Generator) -> NDArray[np.int64]:
    return random.choice(among, sites, p=random.dirichlet([SIZE_WEIGHT] * among))


def _further(random: np.random.Generator) -> frozenset[Unit]:
    agent = Unit("sub_agent", str(random.integers(SUB_AGENTS)))
    chain = [Unit("chain", str(random.integers(CHAINS)))] if random.random() < 0.5 else []
    return frozenset({agent, *chain})
