"""What stands around an organisation: recruiters, sub-agents, province, and who buys, however far up."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.network import services
from saphan.network.around import around
from saphan.network.models import Organisation
from saphan.network.provinces import set_province
from saphan.network.refusals import NotAProvince
from saphan.store import clock
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.django_db


def company(kind: str, name: str, place: str = "") -> UUID:
    return services.create_organisation(kind=kind, name=name, country="TH", place=place)


def tie(source: UUID, kind: str, target: UUID) -> UUID:
    return services.relate(source_id=source, kind=kind, target_id=target, since=clock.today())


@pytest.fixture
def plant() -> UUID:
    return company("supplier", "Blue Prawn", "Samut Sakhon")


def test_recruiters_and_their_sub_agents_stand_around_a_plant(plant: UUID) -> None:
    # Given a recruiter for the plant, and an agent in a village who recruits for the recruiter
    recruiter, agent = company("recruiter", "Hill Station"), company("sub_agent", "Village Agent")
    tie(recruiter, "recruits_for", plant)
    tie(agent, "recruits_for", recruiter)

    # Then both stand around the plant, and the agent around the recruiter; the plant around neither
    found = around([plant, recruiter, agent])
    assert (found[plant].recruiters, found[plant].sub_agents) == ({recruiter}, {agent})
    assert (found[recruiter].recruiters, found[recruiter].sub_agents) == ({recruiter}, {agent})
    assert (found[agent].recruiters, found[agent].sub_agents) == (frozenset(), {agent})


def test_a_brand_stands_above_its_chain_by_either_wording_and_through_owners(plant: UUID) -> None:
    brand, trader, group = company("brand", "Northsea"), company("supplier", "Trader"), company("supplier", "Group")
    tie(group, "owns", plant)
    tie(group, "supplies", trader)
    tie(brand, "buys_from", trader)
    tie(trader, "supplies", group)  # a ring ends
    assert around([plant])[plant].buyers == {brand}
    assert around([brand])[brand].buyers == {brand}


def test_a_tie_that_ended_stands_no_more(plant: UUID) -> None:
    tied = tie(company("recruiter", "Hill Station"), "recruits_for", plant)
    clock.pass_time(timedelta(days=3))
    services.end_relation(relation_id=tied, until=clock.today())
    assert around([plant])[plant].recruiters == frozenset()
    clock.pass_time(timedelta(days=-3))


def test_a_province_is_its_code_or_else_the_place(plant: UUID) -> None:
    assert around([plant])[plant].province == "TH samut sakhon"
    set_province(organisation_id=plant, province=" th-74 ")
    assert around([plant])[plant].province == "TH-74"
    nowhere = company("supplier", "Somewhere")
    assert around([nowhere])[nowhere].province == ""
    assert around([uuid4()]) == {}


@pytest.mark.parametrize("wrong", ["MM-01", "Samut", "TH-", "TH-7474"])
def test_a_province_of_another_country_or_another_way_of_writing_is_refused(plant: UUID, wrong: str) -> None:
    with pytest.raises(NotAProvince):
        set_province(organisation_id=plant, province=wrong)
    assert Organisation.objects.get(id=plant).province == ""


def test_a_lead_sets_it_and_nobody_else(plant: UUID, client: Client) -> None:
    # Given a lead and a caseworker
    desk_id = open_desk()
    lead = desk_person(desk_id, "lead", name="Ann")

    # When the lead writes it on the organisation's page, then it stands there; a wrong one is refused with a sentence
    sign_in(client, lead)
    address = f"/desk/network/{plant}/"
    assert client.post(f"{address}province/", {"province": "TH-74"}).status_code == 302
    assert "TH-74" in client.get(address).content.decode()
    refused = client.post(f"{address}province/", {"province": "MM-01"})
    assert refused.status_code == 409
    assert "This is not a province code of its country." in refused.content.decode()

    # When a caseworker tries, then nothing changes
    with pytest.raises(NotAllowed):
        set_province(
            organisation_id=plant, province="TH-10", by=Staff(lead.id, desk_id, frozenset({"caseworker"}), None)
        )
    assert Organisation.objects.get(id=plant).province == "TH-74"
