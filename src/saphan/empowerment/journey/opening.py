"""Opens what is kept; each is an audited read. Call inside `acting_as` of somebody who may see the rows."""

from collections.abc import Sequence
from uuid import UUID

from saphan.empowerment.journey.models import JourneyPart
from saphan.empowerment.journey.things import Thing, from_text
from saphan.vault.sealing import Cell
from saphan.vault.services import open_across


def cell_of(part_id: UUID) -> Cell:
    return Cell("empowerment_journey_part", "sealed", part_id)


def opened(parts: Sequence[JourneyPart], *, why: str) -> dict[UUID, Thing]:
    """By its id; what the caller has no key of is not there."""
    texts = open_across([(part.id, bytes(part.sealed), cell_of(part.id)) for part in parts], why=why)
    return {part.id: from_text(text) for part, text in zip(parts, texts, strict=True) if text is not None}
