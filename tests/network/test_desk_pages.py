"""Given a desk's own pages, its lead looks after organisations, duty, words, posters and people; others may look."""

from datetime import date, time
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.network import selectors, services
from saphan.network.models import (
    Alias,
    DeskWords,
    Duty,
    OneTimeLink,
    Organisation,
    OrganisationKind,
    Poster,
    Relation,
    Staff,
    WorkforceGroup,
)
from tests.signed_in import desk_person, open_desk, partner_person, sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk_id() -> UUID:
    return open_desk()


@pytest.fixture
def ann(desk_id: UUID) -> Client:
    return sign_in(Client(), desk_person(desk_id, "lead", name="Ann"))


@pytest.fixture
def nok(desk_id: UUID) -> Client:
    return sign_in(Client(), desk_person(desk_id))


@pytest.fixture
def prawn() -> UUID:
    return services.create_organisation(kind=OrganisationKind.SUPPLIER, name="Blue Prawn Foods", country="TH")


def here(prawn: UUID, rest: str = "") -> str:
    return f"/desk/network/{prawn}/{rest}"


def test_a_typed_name_finds_whom_it_may_mean(nok: Client, prawn: UUID) -> None:
    page = nok.get("/desk/network/?q=blu+praun").content.decode()
    assert "Blue Prawn Foods" in page and "sounds alike" in page
    assert "Nobody here is called" in nok.get("/desk/network/?q=qqqq").content.decode()
    assert "Blue Prawn Foods" in nok.get("/desk/network/").content.decode()


def test_a_lead_adds_an_organisation(ann: Client) -> None:
    given = {"name": "Northsea Retail", "kind": "brand", "country": "NL", "language": "en"}
    answer = ann.post("/desk/network/new/", given)
    made = Organisation.objects.get(name="Northsea Retail")
    assert answer["Location"] == here(made.id)
    assert (made.kind, made.country, made.provisional) == ("brand", "NL", False)


def test_a_caseworker_s_organisation_is_provisional_until_a_lead_has_looked(desk_id: UUID, ann: Client) -> None:
    from saphan.store import callers

    nok = callers.Staff(uuid4(), desk_id, frozenset({"caseworker"}))
    named = services.create_organisation(kind="supplier", name="Blu pron", country="th", by=nok)
    assert Organisation.objects.get(id=named).provisional
    ann.post(here(named, "settle/"))
    assert not Organisation.objects.get(id=named).provisional


def test_names_ties_and_counts_are_added_and_shown(ann: Client, prawn: UUID) -> None:
    brand = services.create_organisation(kind="brand", name="Northsea Retail", country="NL")
    ann.post(here(prawn, "alias/"), {"name": "ပုစွန်ပြာ", "language": "my"})
    ann.post(here(prawn, "relate/"), {"kind": "supplies", "target": brand, "since": "2024-05-01"})
    counted = {"headcount": 60, "source": "HR poster", "counted_on": "2026-02-01", "line": "packing", "language": "my"}
    ann.post(here(prawn, "workforce/"), counted)
    page = ann.get(here(prawn)).content.decode()
    for words in ("ပုစွန်ပြာ", "Northsea Retail", "since 1 May 2024", "packing", "Burmese", "HR poster"):
        assert words in page
    assert [card.id for card in selectors.buyers_of(prawn)] == [brand]
    (group,) = selectors.workforce_groups(prawn)
    assert (group.headcount, group.line, group.source) == (60, "packing", "HR poster")
    assert "supplies" in ann.get(here(brand)).content.decode()


def test_the_same_tie_twice_is_refused_and_changes_nothing(ann: Client, prawn: UUID) -> None:
    brand = services.create_organisation(kind="brand", name="Northsea Retail", country="NL")
    tie = {"kind": "supplies", "target": brand, "since": "2024-05-01"}
    ann.post(here(prawn, "relate/"), tie)
    answer = ann.post(here(prawn, "relate/"), tie)
    assert answer.status_code == 409
    assert "on record already" in answer.content.decode()
    assert ann.post(here(prawn, "relate/"), tie | {"target": prawn}).status_code == 409
    assert Relation.objects.count() == 1


def test_a_tie_ends_and_stays_on_record(ann: Client, prawn: UUID) -> None:
    brand = services.create_organisation(kind="brand", name="Northsea Retail", country="NL")
    tie = services.relate(source_id=brand, kind="buys_from", target_id=prawn, since=date(2024, 5, 1))
    assert [card.id for card in selectors.buyers_of(prawn)] == [brand]
    ann.post(here(prawn, f"relate/{tie}/end/"))
    assert selectors.buyers_of(prawn) == []
    assert Relation.objects.get().until is not None


def test_a_form_with_a_mistake_says_so_and_keeps_what_was_typed(ann: Client, prawn: UUID) -> None:
    answer = ann.post(here(prawn, "workforce/"), {"headcount": 0, "source": "gate count", "counted_on": "2026-02-01"})
    assert answer.status_code == 422
    assert "gate count" in answer.content.decode()
    assert not WorkforceGroup.objects.exists()


def test_duty_is_set_for_several_days_and_taken_off(ann: Client, desk_id: UUID) -> None:
    somebody = desk_person(desk_id, name="Nok")
    night = {"staff_id": somebody.id, "weekdays": ["4", "5"], "opens": "20:00", "closes": "06:00"}
    assert ann.post("/desk/network/desk/duty/", night)["Location"] == "/desk/network/desk/"
    assert Duty.objects.count() == 4
    page = ann.get("/desk/network/desk/").content.decode()
    assert "20:00–24:00 Nok" in page and "00:00–06:00 Nok" in page
    ann.post(f"/desk/network/desk/duty/{Duty.objects.first().id}/remove/")  # type: ignore[union-attr]
    assert Duty.objects.count() == 3


def test_nobody_of_another_desk_is_put_on_duty(ann: Client) -> None:
    stranger = desk_person(open_desk("Bridge Cambodia"), name="Sophea")
    night = {"staff_id": stranger.id, "weekdays": ["4"], "opens": "20:00", "closes": "22:00"}
    assert ann.post("/desk/network/desk/duty/", night).status_code == 422
    assert not Duty.objects.exists()


def test_duty_of_another_desk_is_not_taken_off(ann: Client) -> None:
    there = open_desk("Bridge Cambodia")
    stranger = desk_person(there, name="Sophea")
    (row,) = services.set_duty(desk_id=there, staff_id=stranger.id, weekday=0, opens=time(9), closes=time(17))
    assert ann.post(f"/desk/network/desk/duty/{row}/remove/").status_code == 409
    assert ann.post(f"/desk/network/desk/duty/{uuid4()}/remove/").status_code == 404
    assert Duty.objects.filter(id=row).exists()


def test_emergency_words_are_kept_per_language(ann: Client, desk_id: UUID) -> None:
    for text in ("Police 191", "Police 191, ambulance 1669"):
        ann.post("/desk/network/desk/words/", {"language": "en", "text": text})
    assert DeskWords.objects.get().emergency == "Police 191, ambulance 1669"
    assert selectors.emergency_words(desk_id, "my") == "Police 191, ambulance 1669"
    page = ann.get("/desk/network/desk/").content.decode()
    missing = page[page.index("Emergency words are missing in:") :].partition(".")[0]
    assert "Burmese" in missing and "Thai" in missing and "English" not in missing


def test_a_poster_names_the_desk_and_the_place(ann: Client, desk_id: UUID, prawn: UUID) -> None:
    ann.post("/desk/network/desk/posters/", {"organisation": prawn, "line": "dormitory B"})
    token = Poster.objects.get().token
    page = ann.get(f"/desk/network/desk/posters/{token}/").content.decode()
    assert "<svg" in page and f"/p/{token}/" in page and "style=" not in page
    card = selectors.poster(token)
    assert card is not None
    assert (card.desk_id, card.organisation_id, card.line) == (desk_id, prawn, "dormitory B")
    assert selectors.poster("nothing") is None


def test_another_desk_s_poster_is_not_shown(ann: Client) -> None:
    token = services.make_poster(desk_id=open_desk("Bridge Cambodia"))
    assert ann.get(f"/desk/network/desk/posters/{token}/").status_code == 404


def test_somebody_is_invited_and_her_link_is_shown_once(ann: Client) -> None:
    given = {"name": "Preecha", "email": "p@example.org", "roles": ["verifier"], "language": "th", "languages": ["my"]}
    page = ann.post("/desk/network/desk/people/", given).content.decode()
    assert "/account/start/" in page
    assert Staff.objects.get(email="p@example.org").roles == ["verifier"]
    assert OneTimeLink.objects.filter(staff__email="p@example.org", used_at=None).count() == 1
    assert "/account/start/" not in ann.get("/desk/network/desk/").content.decode()
    assert ann.post("/desk/network/desk/people/", given).status_code == 409


def test_another_desk_s_people_are_not_hers(ann: Client) -> None:
    sophea = desk_person(open_desk("Bridge Cambodia"), name="Sophea")
    for act in ("link", "left"):
        answer = ann.post(f"/desk/network/people/{sophea.id}/{act}/")
        assert answer.status_code == 409
        assert "You may not do this" in answer.content.decode()
    assert Staff.objects.get(id=sophea.id).left_on is None


def test_a_partner_is_invited_for_its_company_only(ann: Client, prawn: UUID) -> None:
    ann.post(here(prawn, "partner/"), {"name": "Somchai", "email": "s@example.org", "language": "th"})
    somchai = Staff.objects.get(email="s@example.org")
    assert (somchai.organisation_id, somchai.desk_id, somchai.roles) == (prawn, None, ["partner"])
    assert selectors.partner_ids(prawn) == [somchai.id]
    ann.post(f"/desk/network/people/{somchai.id}/left/")
    assert selectors.partner_ids(prawn) == []


CHANGES = (
    "new/",
    "{prawn}/settle/",
    "{prawn}/alias/",
    "{prawn}/relate/",
    "{prawn}/workforce/",
    "{prawn}/partner/",
    "desk/duty/",
    "desk/words/",
    "desk/posters/",
    "desk/people/",
    "people/{nok}/link/",
    "people/{nok}/left/",
)


@pytest.mark.parametrize("page", CHANGES)
def test_only_a_lead_changes_anything(nok: Client, prawn: UUID, page: str) -> None:
    somebody = Staff.objects.get(name="Nok")
    before = [model.objects.count() for model in (Organisation, Alias, Relation, Duty, DeskWords, Poster, Staff)]
    address = "/desk/network/" + page.format(prawn=prawn, nok=somebody.id)
    given = {"name": "X", "kind": "brand", "country": "TH", "language": "en", "text": "x", "email": "x@example.org"}
    assert nok.post(address, given).status_code == 403
    partner = sign_in(Client(), partner_person(prawn))
    assert partner.post(address, given).status_code == 403
    after = [model.objects.count() for model in (Organisation, Alias, Relation, Duty, DeskWords, Poster)]
    assert before[:-1] == after
    assert Staff.objects.get(name="Nok").left_on is None


def test_the_desk_s_own_page_is_its_lead_s(nok: Client, ann: Client) -> None:
    assert nok.get("/desk/network/desk/").status_code == 403
    assert ann.get("/desk/network/desk/").status_code == 200


def test_pages_speak_the_reader_s_language(desk_id: UUID, prawn: UUID) -> None:
    malee = sign_in(Client(), desk_person(desk_id, "lead", name="Malee", language="th"))
    for page, words in (("", "องค์กร"), ("desk/", "เวรประจำสัปดาห์"), (f"{prawn}/", "ผู้ผลิต")):
        answer = malee.get(f"/desk/network/{page}")
        assert words in answer.content.decode()
        assert "ศูนย์ของเรา" in answer.content.decode()  # the menu too
        assert answer["Content-Language"] == "th"
