"""Given a directory, a phone keeps a short list of it for each language, says how old it is, and stays small."""

import gzip
import re
from datetime import UTC, date, datetime

import pytest
from django.test import Client

from saphan.empowerment.directory import extract, services
from saphan.empowerment.directory.models import ContactWay, Licence, Listing
from saphan.empowerment.models import ReviewRelease
from saphan.network import services as network
from saphan.network.merging import acts
from saphan.network.models import Organisation
from saphan.store import System, acting_as, clock
from saphan.web import offline
from tests.signed_in import open_desk

pytestmark = pytest.mark.django_db
LIKE = {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "wsgi.url_scheme": "http"}
DAY = date(2026, 2, 1)


def listed(name: str, kind: str = "recruiter", country: str = "MM") -> Organisation:
    found = network.create_organisation(kind=kind, name=name, country=country)
    services.list_organisation(organisation_id=found, languages=["my"])
    return Organisation.objects.get(id=found)


def names(language: str, part: str) -> list[str]:
    return [one.entry.name for one in extract.extract(language, part)]


def test_who_comes_from_where_she_comes_from_and_who_is_where_she_goes() -> None:
    open_desk("Bridge Thailand")
    for name, kind, country in (
        *(
            ("Golden Path", "recruiter", "MM"),
            ("Paper Lantern", "recruiter", "NP"),
            ("Ferry Stairs", "sub_agent", "MM"),
        ),
        *(("Blue Prawn", "supplier", "TH"), ("Far Loom", "supplier", "MM"), ("Third Bridge", "service", "MM")),
    ):
        listed(name, kind, country)
    network.create_organisation(kind="recruiter", name="Hidden House", country="MM")
    assert names("my", "recruiter") == ["Ferry Stairs", "Golden Path"]
    assert names("my", "employer") == ["Blue Prawn"]
    assert names("my", "provider") == ["Bridge Thailand Foundation", "Third Bridge"]
    assert names("ne", "recruiter") == ["Paper Lantern"] and names("ne", "employer") == []
    assert names("en", "recruiter") == ["Ferry Stairs", "Golden Path", "Paper Lantern"]
    assert names("th", "employer") == ["Blue Prawn"]
    assert extract.addresses("ne") == ["/ne/who/list/recruiter/"]
    assert extract.addresses("xx") == []


def test_those_of_whom_most_is_known_in_public_stand_first() -> None:
    said, looked, _plain = (listed(name) for name in ("Zebra Gate", "Yellow Gate", "Amber Gate"))
    Licence.objects.create(organisation=looked, list_name="L", status="listed", source="A page", seen_on=DAY)
    with acting_as(System("test")):
        ReviewRelease.objects.create(
            organisation_id=said.id, kind="recruiter", month=DAY, reviewers=52, verified=6,
            facts=[{"code": "paid_more", "yes": 41, "of": 52}],
        )  # fmt: skip
    assert names("my", "recruiter") == ["Zebra Gate", "Yellow Gate", "Amber Gate"]
    with clock.stopped_at(datetime(2026, 3, 9, tzinfo=UTC)):
        page = Client().get("/en/who/list/recruiter/").content.decode()
    assert re.search(r"(40|45) of (50|55) paid more than they were told\.", page) and "seen on 1 Feb 2026" in page
    assert "This list is of March 2026." in page and "That says nothing about them." in page
    assert page.count("we looked in no list") == page.count("too few people told us") == 2
    assert Client().get("/en/who/list/brand/").status_code == 404


def test_who_was_merged_stands_there_once_also_when_a_list_knew_the_other_name() -> None:
    twin = listed("Golden Pth")
    root = network.create_organisation(kind="recruiter", name="Golden Path", country="MM")
    acts.merge_organisations(organisation_id=twin.id, read_as_id=root, why="name", by=System("test"))
    assert names("my", "recruiter") == ["Golden Path"]


def test_a_full_list_stays_light_and_in_the_pack() -> None:
    open_desk()
    for kind, country in (("recruiter", "MM"), ("supplier", "TH"), ("service", "TH")):
        rows = [
            Organisation(kind=kind, name=f"ရွှေ{at:03} အလုပ်အကိုင် {at * 7919:x}", country=country, place="Yangon")
            for at in range(extract.MOST + 5)
        ]
        Organisation.objects.bulk_create(rows)
        Listing.objects.bulk_create(Listing(organisation=one, languages=["my", "en"], on=DAY) for one in rows)
        ContactWay.objects.bulk_create(
            ContactWay(organisation=one, kind="phone", written=f"+95 1 {at * 7919:09}") for at, one in enumerate(rows)
        )
        Licence.objects.bulk_create(
            Licence(organisation=one, list_name="L", number=f"{at}", status="listed", source="A page", seen_on=DAY)
            for at, one in enumerate(rows)
        )
    pack = offline.make("my", LIKE)
    ours = [item for item in pack.pages if "/who/list/" in item.address]
    assert len(ours) == 3 and pack.left_out == () and pack.size <= offline.LARGEST
    assert all(item.content.count(b"<h2") == extract.MOST for item in ours)
    assert max(len(gzip.compress(item.content, 6)) for item in ours) <= 14_000
    assert sum(len(item.content) for item in ours) <= 200_000
