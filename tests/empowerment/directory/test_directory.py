"""Given organisations that everybody may find: by any script and spelling, with facts, and never with praise."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.empowerment.directory import selectors, services
from saphan.empowerment.directory.kinds import KINDS_IN_WORDS
from saphan.empowerment.models import ContactWay, Licence, Listing
from saphan.empowerment.refusals import DoesNotFit
from saphan.empowerment.reviews.criteria import KINDS
from saphan.network import services as network
from saphan.network.merging import acts
from saphan.store import Staff, System
from saphan.store.refusals import NotAllowed
from tests.signed_in import open_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def recruiter() -> UUID:
    id = network.create_organisation(kind="recruiter", name="Golden Path Overseas", country="MM", place="Yangon")
    network.add_alias(organisation_id=id, name="ရွှေလမ်း အလုပ်အကိုင်", language="my")
    services.list_organisation(organisation_id=id, languages=["my", "en"])
    return id


@pytest.mark.parametrize("typed", ["golden path", "Goldin Paht oversea", "ရွှေလမ်း", "ရွှေလမ် အလုပ်အကိုင်"])
def test_she_finds_it_as_she_knows_it(recruiter: UUID, typed: str) -> None:
    assert [one.id for one in selectors.search(typed)] == [recruiter]


def test_a_name_that_nobody_has_finds_nobody(recruiter: UUID) -> None:
    assert selectors.search("Zebra Umbrella Shipyard") == ()
    assert selectors.search("golden path", group="employer") == ()


def test_who_is_not_listed_or_was_only_named_by_a_worker_is_not_found() -> None:
    named = network.create_organisation(kind="sub_agent", name="Uncle Lin", country="MM", provisional=True)
    network.create_organisation(kind="recruiter", name="Hidden House", country="MM")
    with pytest.raises(DoesNotFit):
        services.list_organisation(organisation_id=named)
    assert not Listing.objects.exists()
    assert selectors.search("Uncle Lin") == selectors.search("Hidden House") == ()
    assert selectors.entry(named) is None


def test_a_licence_is_the_newest_look_at_each_list(recruiter: UUID) -> None:
    for day, status in ((date(2025, 5, 1), "listed"), (date(2026, 1, 9), "suspended")):
        services.note_licence(
            organisation_id=recruiter, list_name="List", number="7", status=status, source="A page", seen_on=day
        )
    (fact,) = selectors.licences_of([recruiter])[recruiter]
    assert (fact.status, fact.seen_on, fact.source) == ("suspended", date(2026, 1, 9), "A page")


@pytest.mark.parametrize(
    "wrong", [{"status": "good"}, {"source": " "}, {"list_name": ""}, {"seen_on": date(2099, 1, 1)}]
)
def test_a_licence_without_status_source_or_past_day_is_refused(recruiter: UUID, wrong: dict[str, object]) -> None:
    given = {"list_name": "List", "number": "7", "status": "listed", "source": "A page", "seen_on": date(2026, 1, 1)}
    with pytest.raises(DoesNotFit):
        services.note_licence(organisation_id=recruiter, **{**given, **wrong})  # type: ignore[arg-type]
    assert not Licence.objects.exists()


def test_only_a_lead_or_an_editor_changes_the_directory(recruiter: UUID, desk_key: UUID) -> None:
    by = Staff(uuid4(), desk_key, frozenset({"caseworker"}))
    with pytest.raises(NotAllowed):
        services.unlist_organisation(organisation_id=recruiter, by=by)
    with pytest.raises(NotAllowed):
        services.note_way(organisation_id=recruiter, kind="phone", written="1", by=by)
    assert Listing.objects.count() == 1 and not ContactWay.objects.exists()
    services.unlist_organisation(organisation_id=recruiter, by=Staff(uuid4(), desk_key, frozenset({"editor"})))
    assert not Listing.objects.exists()


def test_a_way_that_is_none_is_refused(recruiter: UUID) -> None:
    with pytest.raises(DoesNotFit):
        services.note_way(organisation_id=recruiter, kind="pigeon", written="1")


def test_two_that_were_merged_are_one_entry_with_the_facts_of_both(recruiter: UUID) -> None:
    twin = network.create_organisation(kind="recruiter", name="Golden Path Co", country="MM")
    services.list_organisation(organisation_id=twin, languages=["th"])
    services.note_way(organisation_id=twin, kind="website", written="golden.example")
    acts.merge_organisations(organisation_id=twin, read_as_id=recruiter, why="name", by=System("test"))
    (found,) = selectors.search("Golden Path Co")
    assert found.id == recruiter
    assert found.languages == ("Burmese", "English", "Thai")
    assert [way.written for way in found.ways] == ["golden.example"]


def test_it_is_found_when_only_the_one_that_was_merged_away_is_listed(recruiter: UUID) -> None:
    root = network.create_organisation(kind="recruiter", name="Shore Lantern Overseas", country="MM")
    services.note_licence(
        organisation_id=recruiter, list_name="L", number="7", status="listed", source="A", seen_on=date(2026, 1, 1)
    )
    acts.merge_organisations(organisation_id=recruiter, read_as_id=root, why="name", by=System("test"))
    for typed in ("Shore Lantern", "golden path", "ရွှေလမ်း"):
        (found,) = selectors.search(typed)
        assert (found.id, len(found.licences)) == (root, 1) and "Golden Path Overseas" in found.other_names
    page = Client().get(f"/en/who/{recruiter}/").content.decode()
    assert '<h1 dir="auto">Shore Lantern Overseas</h1>' in page and "on the list" in page
    assert selectors.licences_of([recruiter, root])[recruiter] == selectors.licences_of([root])[root]


def test_a_desk_of_a_service_organisation_is_always_there_with_its_languages() -> None:
    open_desk("Bridge Mae Sot")
    (found,) = selectors.search("Bridge Mae Sot Foundation")
    assert found.group == "provider" and "Burmese" in found.languages


def test_the_page_says_no_information_and_never_good(recruiter: UUID) -> None:
    client = Client()
    page = client.get("/en/who/").content.decode()
    assert "Whom do you want to know about?" in page
    found = client.post("/en/who/", {"name": "goldn path"}).content.decode()
    assert f"/en/who/{recruiter}/" in found and "To stand here is no praise." in found
    nobody = client.post("/en/who/", {"name": "Zebra Umbrella"}).content.decode()
    assert "No information: nobody by this name is on our list." in nobody
    one = client.get(f"/en/who/{recruiter}/").content.decode()
    assert one.count("no-information") == 3  # no licence looked at, no reviews, nobody met
    assert "That is not good and not bad." in one
    assert client.get(f"/en/who/{uuid4()}/").status_code == 404


def test_the_page_shows_the_licence_with_source_and_day(recruiter: UUID) -> None:
    services.note_licence(
        organisation_id=recruiter,
        list_name="List of agencies",
        number="7",
        status="listed",
        source="The ministry's page",
        seen_on=date(2026, 2, 1),
    )
    one = Client().get(f"/en/who/{recruiter}/").content.decode()
    assert "on the list" in one and "1 Feb 2026" in one and "It does not say that they are good." in one


def test_every_kind_that_people_are_asked_about_has_words() -> None:
    assert KINDS_IN_WORDS.keys() == set(KINDS)
