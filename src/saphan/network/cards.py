"""An organisation as every room reads it."""

from dataclasses import dataclass
from uuid import UUID

from saphan.network.models import Organisation


@dataclass(frozen=True, slots=True)
class OrganisationCard:
    id: UUID
    name: str
    kind: str
    country: str
    place: str
    language: str
    provisional: bool
    province: str = ""
    sector: str = ""


def organisation_card(row: Organisation) -> OrganisationCard:
    return OrganisationCard(
        row.id, row.name, row.kind, row.country, row.place, row.language, row.provisional, row.province, row.sector
    )
