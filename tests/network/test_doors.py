"""Given each kind of visitor, the doors of desk and partner pages let in the right ones and lead the others on."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from saphan.network import services
from saphan.network.middleware import PASSED
from saphan.network.models import OrganisationKind, Staff
from tests.signed_in import BACKEND, desk_person, give_second_factor, open_desk, partner_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.network.pages_for_tests")]

DESK, VERIFIERS, PARTNER = "/desk/for-desks/", "/desk/for-verifiers/", "/partner/for-partners/"


@pytest.fixture
def nok() -> Staff:
    return desk_person(open_desk())


@pytest.fixture
def somchai() -> Staff:
    supplier = services.create_organisation(kind=OrganisationKind.SUPPLIER, name="Blue Prawn Foods", country="TH")
    return partner_person(supplier)


@pytest.mark.parametrize("page", [DESK, PARTNER])
def test_a_stranger_is_led_to_the_sign_in_page(client: Client, page: str) -> None:
    answer = client.get(page)
    assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={page}")


def test_a_stranger_s_htmx_request_moves_the_whole_page(client: Client) -> None:
    answer = client.get(DESK, headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == f"/account/login/?next={DESK}"


@pytest.mark.parametrize("page", [DESK, VERIFIERS, PARTNER, "/in/", "/account/recovery-codes/", "/account/notices/"])
def test_a_password_alone_reaches_only_the_set_up_page(client: Client, nok: Staff, page: str) -> None:
    client.force_login(nok, backend=BACKEND)
    assert client.get(page)["Location"] == reverse("mfa_activate_totp")


def test_a_session_that_showed_no_code_is_asked_for_one(client: Client, nok: Staff) -> None:
    # Given a session opened with the password before the second factor was set up elsewhere
    client.force_login(nok, backend=BACKEND)
    give_second_factor(nok)

    # Then it is no better than before
    for page in (DESK, "/account/recovery-codes/"):
        assert client.get(page)["Location"].startswith(reverse("mfa_reauthenticate"))


def test_another_person_s_code_does_not_count(client: Client, nok: Staff, somchai: Staff) -> None:
    sign_in(client, nok)
    session = client.session
    session[PASSED] = str(somchai.id)
    session.save()
    assert client.get(DESK).status_code == 302


def test_staff_of_a_desk_come_in_as_themselves(client: Client, nok: Staff) -> None:
    answer = sign_in(client, nok).get(DESK)
    assert answer.content.decode() == f"{nok.desk_id} ['caseworker'] Nok"


def test_a_partner_comes_in_as_its_organisation(client: Client, somchai: Staff) -> None:
    answer = sign_in(client, somchai).get(PARTNER)
    assert answer.content.decode() == f"{somchai.organisation_id} Somchai"


def test_neither_enters_the_other_s_pages(client: Client, nok: Staff, somchai: Staff) -> None:
    assert sign_in(Client(), nok).get(PARTNER).status_code == 403
    assert sign_in(Client(), somchai).get(DESK).status_code == 403


def test_a_role_is_needed_where_a_page_names_one(client: Client, nok: Staff) -> None:
    assert sign_in(Client(), nok).get(VERIFIERS).status_code == 403
    preecha = desk_person(nok.desk_id or open_desk(), "verifier", name="Preecha")
    assert sign_in(Client(), preecha).get(VERIFIERS).status_code == 200


def test_who_leaves_is_out_at_once(client: Client, nok: Staff) -> None:
    sign_in(client, nok)
    assert client.get(DESK).status_code == 200
    services.let_go(staff_id=nok.id)
    assert client.get(DESK)["Location"].startswith("/account/login/")
    assert not Staff.objects.get(id=nok.id).has_usable_password()


def test_after_signing_in_everyone_lands_on_their_own_side(nok: Staff, somchai: Staff) -> None:
    assert sign_in(Client(), nok).get("/in/")["Location"].startswith("/desk/")
    assert sign_in(Client(), somchai).get("/in/")["Location"].startswith("/partner/")


def test_a_worker_s_page_costs_no_query(
    client: Client, nok: Staff, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        client.get("/for-workers/")
    sign_in(client, nok)
    with django_assert_num_queries(0):
        client.get("/for-workers/")


def test_a_stranger_on_the_staff_side_costs_no_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        Client().get(DESK)


def test_a_new_edge_opens_nothing(somchai: Staff) -> None:
    # Given a supplier and a brand that has nothing to do with it yet
    brand = services.create_organisation(kind=OrganisationKind.BRAND, name="Northsea Retail", country="NL")
    ellen = partner_person(brand, name="Ellen")
    before = sign_in(Client(), ellen).get(PARTNER).content

    # When edges of every kind are drawn between them, in both directions
    since = date(2026, 1, 1)
    for kind in ("supplies", "buys_from", "owns", "recruits_for"):
        services.relate(source_id=brand, kind=kind, target_id=somchai.organisation_id, since=since)
        services.relate(source_id=somchai.organisation_id, kind=kind, target_id=brand, since=since)

    # Then the database still knows her as her own organisation and nothing more
    answer = sign_in(Client(), ellen).get(PARTNER).content
    assert answer == before
    assert str(brand).encode() in answer
