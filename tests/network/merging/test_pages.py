"""Given a plant under two names, staff see what saying so would do, say it, find both under one name, and undo it."""

from uuid import UUID

import pytest
from django.test import Client

from saphan.network import selectors, services
from saphan.network.merging import acts
from saphan.network.merging.models import Merge
from saphan.network.models import Organisation, Poster
from saphan.network.people import invite_staff
from saphan.network.refusals import RolesDoNotFit
from saphan.network.workers_bodies import note_workers_body, workers_bodies_at
from saphan.store.callers import Staff, System
from tests.signed_in import desk_person, open_desk, partner_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk_id() -> UUID:
    return open_desk()


@pytest.fixture
def ann(desk_id: UUID) -> Client:
    return sign_in(Client(), desk_person(desk_id, "verifier", name="Ann"))


@pytest.fixture
def prawn() -> UUID:
    return services.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")


@pytest.fixture
def praun() -> UUID:
    return services.create_organisation(kind="supplier", name="Blu Praun", country="TH", provisional=True)


def merged(one: UUID, other: UUID) -> UUID:
    return acts.merge_organisations(organisation_id=one, read_as_id=other, why="name", by=System("test"))


def here(organisation_id: UUID, rest: str = "") -> str:
    return f"/desk/network/{organisation_id}/{rest}"


def test_what_would_happen_is_said_before_it_happens(ann: Client, prawn: UUID, praun: UUID) -> None:
    # Given she stands on either page, the page proposes that the unchecked name is read as the checked one
    assert "Blu Praun" in ann.get(here(prawn, "same/?q=blue prawn")).content.decode()
    for place, other in ((prawn, praun), (praun, prawn)):
        page = ann.get(here(place, f"same/?with={other}")).content.decode()
        assert "Blu Praun is read as Blue Prawn Foods" in page
        assert "No issue of ours changes." in page
    turned = ann.get(here(praun, f"same/?with={prawn}&turned=1")).content.decode()
    assert "Blue Prawn Foods is read as Blu Praun" in turned
    assert not Merge.objects.exists()
    # When she says so
    answer = ann.post(here(praun, "same/"), {"away": praun, "stays": prawn, "why": "mark"})
    # Then it is on record on both pages
    assert answer["Location"] == here(prawn)
    for place in (prawn, praun):
        page = ann.get(here(place)).content.decode()
        assert "Blu Praun is read as Blue Prawn Foods" in page
        assert "The same phone, address or number" in page and "Ann" in page
    assert "Read as Blue Prawn Foods" in ann.get(here(praun)).content.decode()


def test_it_is_undone_after_a_sentence_and_stays_on_record(ann: Client, prawn: UUID, praun: UUID) -> None:
    made = merged(praun, prawn)
    assert "are two" in ann.get(here(prawn, f"same/{made}/undo/")).content.decode()
    assert selectors.canonical([praun]) == {praun: prawn}
    assert ann.post(here(prawn, f"same/{made}/undo/"))["Location"] == here(praun)
    assert selectors.canonical([praun]) == {praun: praun}
    page = ann.get(here(praun)).content.decode()
    assert "What was undone" in page and "Read as" not in page
    assert ann.get(here(prawn, f"same/{made}/undo/")).status_code == 404


def test_warnings_are_ticked_and_refusals_say_the_way_out(ann: Client, prawn: UUID) -> None:
    agent = services.create_organisation(kind="recruiter", name="Blue Prawn", country="MM")
    said = {"away": agent, "stays": prawn, "why": "told"}
    answer = ann.post(here(agent, "same/"), {**said, "despite": ["other_country"]})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Something speaks against it" in page
    assert page.count("checked") == 1 and "of two kinds" in page
    assert not Merge.objects.exists()
    assert ann.post(here(agent, "same/"), {**said, "despite": ["other_country", "other_kind"]}).status_code == 302


def test_a_company_that_signs_in_is_offered_the_other_way_round(ann: Client, prawn: UUID, praun: UUID) -> None:
    partner_person(praun)
    page = ann.get(here(prawn, f"same/?with={praun}&turned=1")).content.decode()
    assert "People sign in under its name" in page and "The other way round" in page
    assert "They are the same" not in page
    usual = ann.get(here(prawn, f"same/?with={praun}")).content.decode()
    assert "Blue Prawn Foods is read as Blu Praun" in usual and "They are the same" in usual


def test_nobody_is_found_under_two_names_and_old_links_lead_on(ann: Client, prawn: UUID, praun: UUID) -> None:
    merged(praun, prawn)
    (found,) = [one for one in selectors.candidates("blu praun", "TH") if one.organisation_id in (prawn, praun)]
    assert (found.organisation_id, found.name, found.written) == (prawn, "Blue Prawn Foods", "Blu Praun")
    listed = ann.get("/desk/network/").content.decode()
    assert here(prawn) in listed and here(praun) not in listed
    assert ann.get(here(praun)).status_code == 200
    assert ann.get(here(praun, f"same/?with={praun}")).status_code == 200


def test_a_poster_of_the_other_name_still_names_its_place(desk_id: UUID, prawn: UUID, praun: UUID) -> None:
    token = services.make_poster(desk_id=desk_id, organisation_id=praun)
    merged(praun, prawn)
    card = selectors.poster(token)
    assert card and selectors.read_as([card.organisation_id or praun])[praun].name == "Blue Prawn Foods"
    assert Poster.objects.get(token=token).organisation_id == praun


def test_a_union_at_either_name_is_offered_to_workers_of_both(desk_id: UUID, prawn: UUID, praun: UUID) -> None:
    lead = Staff(desk_person(desk_id, "lead", name="Lek").id, desk_id, frozenset({"lead"}))
    note_workers_body(organisation_id=praun, kind="union", name="Pier Union", how_to_reach="Room 2", by=lead)
    merged(praun, prawn)
    assert [body.name for body in workers_bodies_at(prawn)] == ["Pier Union"]


def test_nobody_is_invited_under_a_name_that_is_read_as_another(prawn: UUID, praun: UUID) -> None:
    merged(praun, prawn)
    with pytest.raises(RolesDoNotFit):
        invite_staff(email="som@example.org", name="Som", organisation_id=praun, roles=["partner"])


def test_one_that_is_two(ann: Client, prawn: UUID) -> None:
    ann.post(here(prawn, "second/"), {"name": "Blue Prawn Ice", "place": "Ranong"})
    assert Organisation.objects.get(name="Blue Prawn Ice").place == "Ranong"
    assert ann.post(here(prawn, "second/"), {"name": ""}).status_code == 409


def test_what_is_not_there_is_404_and_a_made_up_form_does_nothing(ann: Client, prawn: UUID, praun: UUID) -> None:
    nobody = UUID(int=7)
    for path in (here(nobody, "same/"), here(prawn, f"same/?with={nobody}"), here(prawn, f"same/{nobody}/undo/")):
        assert ann.get(path).status_code == 404
    for said in ({}, {"away": praun, "stays": prawn, "why": "so"}, {"away": praun, "stays": nobody, "why": "name"}):
        assert ann.post(here(praun, "same/"), said).status_code == 404
    assert not Merge.objects.exists()
    assert "Nobody here is called" in ann.get(here(prawn, "same/?q=qqqq")).content.decode()
