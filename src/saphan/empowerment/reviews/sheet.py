"""Reviews as arrays: one row for each voice and organisation. Pure NumPy.

Reviewers whom the traces tie are one voice: what they say of one organisation is one row, the mean of what they say.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from saphan.empowerment.reviews.dials import Dials
from saphan.empowerment.reviews.shapes import Review
from saphan.verification.independence import Cluster

Numbers = NDArray[np.float64]
Places = NDArray[np.intp]
Flags = NDArray[np.bool_]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Sheet:
    """R rows, C criteria. answers: (R, C), NaN where not answered. base: what a row weighs before anybody is doubted.

    voice, organisation: places of whom and what; kind: of each organisation. week: the newest of the row. row_of: for
    each review its row.
    """

    voices: Sequence[UUID]
    organisations: Sequence[UUID]
    criteria: Sequence[str]
    voice: Places
    organisation: Places
    kind: Places
    week: Places
    answers: Numbers
    verified: Flags
    base: Numbers
    row_of: Places

    @property
    def said(self) -> Flags:
        return ~np.isnan(self.answers)


def sheet_of(
    reviews: Sequence[Review], clusters: Iterable[Cluster], kinds: Mapping[UUID, str], week: int, dials: Dials
) -> Sheet:
    """week: now. Of two reviews by one account of one organisation both count, as one voice."""
    one_of = {voice: cluster.id for cluster in clusters for voice in cluster.voices}
    voices, voice = _places([one_of.get(review.reviewer, review.reviewer) for review in reviews])
    organisations, organisation = _places([review.organisation for review in reviews])
    criteria = sorted({name for review in reviews for name in review.criteria})
    answers = np.array([[review.criteria.get(name, np.nan) for name in criteria] for review in reviews], dtype=float)
    rows, first, row_of = np.unique(voice * len(organisations) + organisation, return_index=True, return_inverse=True)
    newest = np.full(len(rows), -1, dtype=np.intp)
    np.maximum.at(newest, row_of, np.array([review.day_week for review in reviews], dtype=np.intp))
    verified = np.zeros(len(rows), dtype=bool)
    np.logical_or.at(verified, row_of, np.array([review.verified for review in reviews]))
    first_hand = np.zeros(len(rows), dtype=bool)
    np.logical_or.at(first_hand, row_of, np.array([review.first_hand for review in reviews]))
    kind = _places([kinds.get(organisation_id, "") for organisation_id in organisations])[1]
    base = _base(first_hand, verified, week - newest, dials)
    return Sheet(
        voices=voices,
        organisations=organisations,
        criteria=criteria,
        voice=voice[first],
        organisation=organisation[first],
        kind=kind,
        week=newest,
        answers=_means(answers.reshape(len(reviews), len(criteria)), row_of, len(rows)),
        verified=verified,
        base=base,
        row_of=row_of,
    )


def _base(first_hand: Flags, verified: Flags, age: Places, dials: Dials) -> Numbers:
    aged = 0.5 ** (np.maximum(age, 0) / dials.half_life_weeks)
    return aged * np.where(first_hand, 1.0, dials.not_first_hand) * np.where(verified, 1.0, dials.not_verified)


def _places(of: Sequence[T]) -> tuple[Sequence[T], Places]:
    place: dict[T, int] = {}
    found = np.array([place.setdefault(each, len(place)) for each in of], dtype=np.intp)
    return tuple(place), found


def _means(answers: Numbers, row_of: Places, rows: int) -> Numbers:
    """Of several reviews in one row the mean of those that answered."""
    said = ~np.isnan(answers)
    total, many = np.zeros((rows, answers.shape[1])), np.zeros((rows, answers.shape[1]))
    np.add.at(total, row_of, np.where(said, answers, 0.0))
    np.add.at(many, row_of, said)
    return np.divide(total, many, out=np.full_like(total, np.nan), where=many > 0)
