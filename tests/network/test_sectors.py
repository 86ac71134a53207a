"""A lead says in which sector an organisation works; issues that are opened from then on say it in their first fact."""

from uuid import UUID

import pytest
from django.test import Client

from saphan.network import services
from saphan.network.models import Organisation
from saphan.network.refusals import NotASector
from saphan.network.sectors import sector_of, set_sector
from saphan.standards.sectors import sections
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from saphan.web.sector_names import SECTORS
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def plant() -> UUID:
    return services.create_organisation(kind="supplier", name="Blue Prawn", country="TH")


def test_every_sector_has_a_section_of_isic_and_words() -> None:
    assert set(sections()) | {"unknown"} == set(SECTORS)
    assert set(sections().values()) <= set("ABCDEFGHIJKLMNOPQRSTU")


def test_a_lead_says_it_and_nobody_else(plant: UUID, client: Client) -> None:
    desk_id = open_desk()
    lead = desk_person(desk_id, "lead", name="Ann")
    assert sector_of(plant) == "unknown"

    # When the lead chooses it on the organisation's page, then it stands there in words
    sign_in(client, lead)
    address = f"/desk/network/{plant}/"
    assert client.post(f"{address}sector/", {"sector": "seafood"}).status_code == 302
    assert "Seafood factories" in client.get(address).content.decode()
    assert client.post(f"{address}sector/", {"sector": "pearls"}).status_code == 422

    # When a caseworker tries, or somebody invents one, then nothing changes
    with pytest.raises(NotAllowed):
        set_sector(organisation_id=plant, sector="food", by=Staff(lead.id, desk_id, frozenset({"caseworker"}), None))
    with pytest.raises(NotASector):
        set_sector(organisation_id=plant, sector="pearls")
    assert Organisation.objects.get(id=plant).sector == "seafood"
