"""Who counts as one voice. The one door through which signals ask the engine of independence."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from saphan.verification.behind import clusters_over
from saphan.verification.heard import cluster_of
from saphan.verification.models import CodedFact

Spoken = tuple[str, UUID]  # family and voice group


def clusters_of(standing: Iterable[CodedFact]) -> dict[Spoken, UUID]:
    """By family and voice group the independent voice that it is part of, over all respondents of these facts.

    Each family by itself: who speaks of two things is one voice in each. A voice that is missing stands for itself.
    """
    by_family: dict[str, list[CodedFact]] = defaultdict(list)
    for fact in standing:
        by_family[fact.family].append(fact)
    return {
        (family, group): cluster
        for family, rows in by_family.items()
        for group, cluster in cluster_of(clusters_over(rows)).items()
    }
