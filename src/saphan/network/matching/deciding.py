"""Keeps what was decided about whom a concern is about, beside what the house proposed; and forgets it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from saphan.network.matching.judging import Candidate, Found
from saphan.network.matching.models import Decision
from saphan.store.acting import acting_as
from saphan.store.callers import Staff


def keep_decision(*, concern_id: UUID, chosen: UUID, found: Found, by: Staff) -> UUID:
    """Codes and ids only; call it where the concern is written. Which words led there is not kept."""
    ids = [one.organisation_id for one in found.candidates]
    with acting_as(by) as moment:
        kept = Decision.objects.create(
            desk_id=by.desk_id,
            concern_id=concern_id,
            organisation_id=chosen,
            band=found.band,
            place=ids.index(chosen) + 1 if chosen in ids else 0,
            picked=found.picked == chosen,
            candidates=[_coded(one) for one in found.candidates],
            version=found.version,
            on=moment.day,
        )
    return kept.id


def _coded(candidate: Candidate) -> dict[str, Any]:
    return {"id": str(candidate.organisation_id), "score": candidate.score, "levels": dict(candidate.levels)}


def forget_decisions(concern_ids: Iterable[UUID]) -> None:
    """With the story that a concern was in. Call inside `acting_as`."""
    Decision.objects.filter(concern_id__in=list(concern_ids)).delete()
