"""Scores of organisations that hold up against rings, bursts, copied texts and praise of oneself. Pure.

Nothing here decides about a person, and nothing is stored: a score is reckoned anew from the reviews each month.
Explained in docs/explanation/rating.md; numbers in data/rating.toml.
"""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import numpy as np

from saphan.empowerment.reviews.dials import DEFAULT, Dials
from saphan.empowerment.reviews.reading import Levels, Read, read
from saphan.empowerment.reviews.shapes import (
    APART,
    BURST,
    NOT_FIRST_HAND,
    OLD,
    PEERS,
    REASONS,
    TIED,
    Counted,
    Rating,
    Review,
    Score,
    Weighed,
)
from saphan.empowerment.reviews.sheet import Numbers, Sheet, sheet_of
from saphan.verification.independence import Cluster

NORMAL_95 = 1.96
__all__ = [
    "APART",
    "BURST",
    "NOT_FIRST_HAND",
    "OLD",
    "PEERS",
    "REASONS",
    "TIED",
    "Counted",
    "Rating",
    "Review",
    "Score",
    "Weighed",
    "rate",
]


def rate(
    reviews: Iterable[Review],
    *,
    week: int,
    clusters: Iterable[Cluster] = (),
    kinds: Mapping[UUID, str] | None = None,
    dials: Dials = DEFAULT,
) -> Rating:
    """Every score, and what each review weighs in it.

    week: now, whole weeks since 1970. clusters: of `verification.independence` over the reviewers' traces; who stands
    in none is her own voice. kinds: what each organisation is, so that it is shrunk to its like.
    """
    given = tuple(reviews)
    if not given:
        return Rating({}, {}, ())
    sheet = sheet_of(given, clusters, kinds or {}, week, dials)
    found = read(sheet, dials)
    return Rating(
        _scores(sheet, found.levels, dials), _counted(sheet), tuple(_weighed(given, sheet, found, week, dials))
    )


def weights(sheet: Sheet, planted: Numbers, dials: Dials) -> Numbers:
    """(R,) what each row weighs; nobody is silenced."""
    return sheet.base * np.maximum(1 - planted, dials.least_weight)


def _scores(sheet: Sheet, levels: Levels, dials: Dials) -> dict[UUID, tuple[Score, ...]]:
    many = np.zeros((len(sheet.organisations), len(sheet.criteria)), dtype=np.intp)
    np.add.at(many, sheet.organisation, sheet.said)
    return {
        organisation: tuple(_score(sheet, levels, place, number, int(many[place, number]), dials) for number in asked)
        for place, organisation in enumerate(sheet.organisations)
        for asked in [np.flatnonzero(many[place]).tolist()]
    }


def _score(sheet: Sheet, levels: Levels, place: int, number: int, many: int, dials: Dials) -> Score:
    mean = float(levels.mean[place, number])
    half = dials.wider * NORMAL_95 * float(np.sqrt(levels.variance[place, number]))
    low, high = max(1.0, mean - half), min(5.0, mean + half)
    return Score(sheet.criteria[number], mean, low, high, many, float(levels.weight[place, number]))


def _counted(sheet: Sheet) -> dict[UUID, Counted]:
    every = np.bincount(sheet.organisation, minlength=len(sheet.organisations))
    known = np.bincount(sheet.organisation, weights=sheet.verified, minlength=len(sheet.organisations))
    return {
        organisation: Counted(int(every[place]), int(known[place]))
        for place, organisation in enumerate(sheet.organisations)
    }


def _weighed(given: Sequence[Review], sheet: Sheet, found: Read, week: int, dials: Dials) -> Iterable[Weighed]:
    weight = weights(sheet, found.planted, dials)
    of_row = np.bincount(sheet.row_of)
    alike = _alike(sheet, found)
    for number, review in enumerate(given):
        row = int(sheet.row_of[number])
        doubted = found.planted[row] > 1 - dials.apart_from
        signs = {
            TIED: of_row[row] > 1,
            BURST: doubted and found.burst[row] > 0,
            PEERS: doubted and found.peer[row] > 0,
            APART: doubted,
            OLD: week - review.day_week > dials.half_life_weeks,
            NOT_FIRST_HAND: not review.first_hand,
        }
        reasons = tuple(reason for reason in REASONS if signs[reason])
        others = alike.get(int(sheet.voice[row]), ()) if PEERS in reasons else ()
        yield Weighed(review.reviewer, review.organisation, float(weight[row] / of_row[row]), reasons, others)


def _alike(sheet: Sheet, found: Read) -> dict[int, tuple[UUID, ...]]:
    """By voice, those whom it acts alike with."""
    seen: dict[int, list[UUID]] = {}
    for one, other in zip(found.found.one.tolist(), found.found.other.tolist(), strict=True):
        seen.setdefault(one, []).append(sheet.voices[other])
        seen.setdefault(other, []).append(sheet.voices[one])
    return {voice: tuple(others) for voice, others in seen.items()}
