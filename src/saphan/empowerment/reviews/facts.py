"""Facts first: "41 of 52 paid more than they were told", counted by the same voices as the score. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from saphan.empowerment.reviews.shapes import APART, Rating
from saphan.verification.independence import Cluster

Place = tuple[UUID, str]  # an organisation, and what was asked


@dataclass(frozen=True, slots=True)
class Said:
    """One account's yes or no to one question about one organisation, such as "paid_more_than_told"."""

    reviewer: UUID
    organisation: UUID
    fact: str
    yes: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """yes of `of` independent voices. left_out: voices that answered and are doubted; for moderators only."""

    yes: int
    of: int
    left_out: int


def facts_of(said: Iterable[Said], rating: Rating, clusters: Iterable[Cluster] = ()) -> Mapping[Place, Fact]:
    """By organisation and question. A voice of several accounts counts once: as yes when more than half say so.

    Whose review the rating doubts (`APART`) is left out and counted apart; who only answered, and rated nothing,
    counts.
    """
    one_of = {voice: cluster.id for cluster in clusters for voice in cluster.voices}
    doubted = {
        (one_of.get(each.reviewer, each.reviewer), each.organisation)
        for each in rating.weighed
        if APART in each.reasons
    }
    answers: dict[Place, dict[UUID, list[bool]]] = {}
    for each in said:
        voices = answers.setdefault((each.organisation, each.fact), {})
        voices.setdefault(one_of.get(each.reviewer, each.reviewer), []).append(each.yes)
    return {place: _fact(place[0], voices, doubted) for place, voices in answers.items()}


def _fact(organisation: UUID, voices: Mapping[UUID, list[bool]], doubted: set[tuple[UUID, UUID]]) -> Fact:
    counted = [answers for voice, answers in voices.items() if (voice, organisation) not in doubted]
    yes = sum(2 * sum(answers) > len(answers) for answers in counted)
    return Fact(yes, len(counted), len(voices) - len(counted))
