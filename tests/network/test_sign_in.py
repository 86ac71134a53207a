"""Given an installation that is closed to strangers, people come in by a one-time link, a password and a code."""

import re
import time
from datetime import UTC, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.hashers import ScryptPasswordHasher
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from saphan.config import settings as earnest
from saphan.network import services
from saphan.network.models import OneTimeLink, OrganisationKind, Staff
from saphan.network.people import Invited
from saphan.network.refusals import EmailTaken, LinkSpent, RolesDoNotFit, TwoPersons
from saphan.network.sealed import open_factor
from saphan.store import callers, clock
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import sweep_all
from saphan.vault.sealing import CannotOpen
from tests.signed_in import desk_person, open_desk, partner_person, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.network.pages_for_tests")]

PASSWORD = "nine prawns on a blue boat"
DESK = "/desk/for-desks/"


@pytest.fixture(autouse=True)
def no_tries_yet() -> None:
    cache.clear()


@pytest.fixture
def invited() -> Invited:
    desk_id = open_desk()
    organisation_id = desk_person(desk_id, name="Ann").organisation_id
    return services.invite_staff(
        email="Nok@Example.org", name="Nok", organisation_id=organisation_id, desk_id=desk_id, roles=["caseworker"]
    )


def code_now(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def set_up(client: Client, invited: Invited) -> str:
    """The whole way in; returns the secret that her phone holds."""
    client.post(f"/account/start/{invited.token}/", {"password": PASSWORD, "again": PASSWORD})
    page = client.get("/account/second-factor/set-up/")
    secret = str(page.context["form"].secret)
    answer = client.post("/account/second-factor/set-up/", {"code": code_now(secret)})
    assert answer["Location"] == "/account/recovery-codes/"
    return secret


def test_the_way_in_from_a_link_to_the_desk(client: Client, invited: Invited) -> None:
    assert client.get(f"/account/start/{invited.token}/").status_code == 200
    answer = client.post(f"/account/start/{invited.token}/", {"password": PASSWORD, "again": PASSWORD})
    assert answer["Location"] == "/account/second-factor/set-up/"
    page = client.get("/account/second-factor/set-up/")
    assert "data:image/svg+xml;base64," in page.content.decode()
    secret = str(page.context["form"].secret)
    assert client.post("/account/second-factor/set-up/", {"code": "000000"}).status_code == 200
    assert client.get(DESK).status_code == 302
    client.post("/account/second-factor/set-up/", {"code": code_now(secret)})
    assert client.get(DESK).status_code == 200
    codes = client.get("/account/recovery-codes/").content.decode()
    assert len(re.findall(r"<li><code>", codes)) == 10


def test_signing_in_again_needs_both(invited: Invited) -> None:
    secret = set_up(Client(), invited)
    cache.clear()
    client = Client()
    answer = client.post("/account/login/?next=/desk/for-desks/", {"login": "nok@example.org", "password": PASSWORD})
    assert answer["Location"] == "/account/code/?next=%2Fdesk%2Ffor-desks%2F" or answer["Location"] == "/account/code/"
    assert client.get(DESK)["Location"].startswith("/account/login/")
    assert client.post("/account/code/", {"code": "123 456"}).status_code == 200
    before = client.session.session_key
    answer = client.post("/account/code/", {"code": code_now(secret)})
    assert answer["Location"] == DESK
    assert client.session.session_key != before  # a session planted before signing in is worth nothing
    assert client.get(DESK).status_code == 200


def test_a_code_works_once(invited: Invited) -> None:
    secret = set_up(Client(), invited)
    cache.clear()
    code = code_now(secret)
    for client, status in ((Client(), 302), (Client(), 200)):
        client.post("/account/login/", {"login": "nok@example.org", "password": PASSWORD})
        assert client.post("/account/code/", {"code": code}).status_code == status


def test_a_recovery_code_lets_in_once(invited: Invited) -> None:
    first = Client()
    set_up(first, invited)
    code = re.findall(r"<li><code>(\w+)</code>", first.get("/account/recovery-codes/").content.decode())[0]
    for status in (302, 200):
        client = Client()
        client.post("/account/login/", {"login": "nok@example.org", "password": PASSWORD})
        assert client.post("/account/code/", {"code": code}).status_code == status


def test_a_wrong_password_and_a_wrong_address_get_the_same_answer(invited: Invited) -> None:
    set_up(Client(), invited)
    pages = []
    for given in (
        {"login": "nok@example.org", "password": "x" * 14},
        {"login": "who@example.org", "password": "x" * 14},
    ):
        answer = Client().post("/account/login/", given)
        assert answer.status_code == 200
        pages.append([str(error) for error in answer.context["form"].non_field_errors()])
    assert pages[0] == pages[1] != []


def test_guessing_is_stopped(invited: Invited) -> None:
    set_up(Client(), invited)
    for _ in range(6):
        answer = Client().post("/account/login/", {"login": "nok@example.org", "password": "guess guess guess"})
    right = Client().post("/account/login/", {"login": "nok@example.org", "password": PASSWORD})
    assert answer.status_code == right.status_code == 200
    assert "Too many" in str(right.context["form"].non_field_errors())


def test_nobody_signs_up_and_nothing_else_of_allauth_is_open(client: Client) -> None:
    for name in ("account_signup", "account_reset_password", "account_email", "account_change_password", "mfa_trust"):
        with pytest.raises(NoReverseMatch):
            reverse(name)
    for page in ("/account/signup/", "/account/password/reset/", "/account/email/", "/accounts/login/"):
        assert client.get(page).status_code == 404


def test_passwords_are_hashed_by_scrypt_at_its_full_cost_in_earnest() -> None:
    assert earnest.PASSWORD_HASHERS == ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    assert ScryptPasswordHasher.work_factor >= 2**14


def test_a_link_works_once(invited: Invited) -> None:
    services.start(token=invited.token, password=PASSWORD)
    kept = Staff.objects.get(id=invited.staff_id).password
    with pytest.raises(LinkSpent):
        services.start(token=invited.token, password="another long password")
    assert Staff.objects.get(id=invited.staff_id).password == kept
    answer = Client().post(f"/account/start/{invited.token}/", {"password": PASSWORD, "again": PASSWORD})
    assert answer.status_code == 409


def test_a_link_works_for_three_days(day_one: datetime) -> None:
    nok = desk_person(open_desk())
    link = services.new_link(staff_id=nok.id)
    clock.pass_time(timedelta(hours=72))
    with pytest.raises(LinkSpent):
        services.start(token=link.token, password=PASSWORD)
    assert not Staff.objects.get(id=nok.id).has_usable_password()


def test_a_new_link_ends_the_former_one(invited: Invited) -> None:
    newer = services.new_link(staff_id=invited.staff_id)
    with pytest.raises(LinkSpent):
        services.start(token=invited.token, password=PASSWORD)
    services.start(token=newer.token, password="seven shrimps on a red boat")
    with pytest.raises(TwoPersons):
        services.new_link(staff_id=invited.staff_id)


def test_who_left_comes_back_by_no_link() -> None:
    nok = desk_person(open_desk())
    services.let_go(staff_id=nok.id)
    with pytest.raises(NotAllowed):
        services.new_link(staff_id=nok.id)
    assert not OneTimeLink.objects.filter(staff=nok).exists()


def test_a_damaged_session_or_factor_opens_nothing(client: Client) -> None:
    sign_in(client, desk_person(open_desk()))
    Session.objects.update(session_data="7:not sealed by us")
    assert client.get(DESK)["Location"].startswith("/account/login/")
    for damaged in ("", "1:", "1:AAAA", "9:AAAA", "1:not base64"):
        with pytest.raises(CannotOpen):
            open_factor(damaged)


def test_a_made_up_link_is_spent(client: Client) -> None:
    with pytest.raises(LinkSpent):
        services.start(token="made-up", password=PASSWORD)


def test_a_weak_or_unequal_password_uses_nothing_up(client: Client, invited: Invited) -> None:
    for given in ({"password": "short", "again": "short"}, {"password": PASSWORD, "again": PASSWORD + "!"}):
        assert client.post(f"/account/start/{invited.token}/", given).status_code == 422
    assert OneTimeLink.objects.get(staff_id=invited.staff_id).used_at is None


def test_only_the_hash_of_a_link_is_kept(invited: Invited) -> None:
    kept = bytes(OneTimeLink.objects.get(staff_id=invited.staff_id).token_hash)
    assert len(kept) == 32
    assert invited.token.encode() not in kept


def test_second_factors_and_sessions_are_sealed_in_the_database(client: Client, invited: Invited) -> None:
    client.post(f"/account/start/{invited.token}/", {"password": PASSWORD, "again": PASSWORD})
    pending = str(client.get("/account/second-factor/set-up/").context["form"].secret)
    rows = list(Session.objects.values_list("session_data", flat=True))
    assert rows
    assert not any(pending in row or str(invited.staff_id) in row for row in rows)
    client.post("/account/second-factor/set-up/", {"code": code_now(pending)})
    factor = Authenticator.objects.get(user_id=invited.staff_id, type=Authenticator.Type.TOTP)
    assert pending not in str(factor.data)
    assert open_factor(factor.data["secret"]) == pending


def test_sessions_that_are_over_are_forgotten(client: Client) -> None:
    sign_in(client, desk_person(open_desk()))
    sign_in(Client(), desk_person(open_desk("Bridge Cambodia")))
    over = Session.objects.exclude(session_key=client.session.session_key)
    over.update(expire_date=datetime(2020, 1, 1, tzinfo=UTC))
    sweep_all()
    assert list(Session.objects.values_list("session_key", flat=True)) == [client.session.session_key]


def test_the_second_factor_cannot_be_switched_off(client: Client, invited: Invited) -> None:
    set_up(client, invited)
    assert client.get("/account/second-factor/set-up/")["Location"] == reverse("mfa_deactivate_totp")
    assert client.post(reverse("mfa_deactivate_totp")).status_code in {302, 405}
    assert Authenticator.objects.filter(user_id=invited.staff_id, type=Authenticator.Type.TOTP).exists()


def test_signing_out_ends_the_session(client: Client, invited: Invited) -> None:
    set_up(client, invited)
    client.post("/account/logout/")
    assert client.get(DESK)["Location"].startswith("/account/login/")


def test_an_address_is_taken_once(invited: Invited) -> None:
    ann = Staff.objects.get(name="Ann")
    with pytest.raises(EmailTaken):
        services.invite_staff(
            email="nok@example.org",
            name="Not",
            organisation_id=ann.organisation_id,
            desk_id=ann.desk_id,
            roles=["lead"],
        )
    assert Staff.objects.count() == 2


def test_roles_fit_the_organisation() -> None:
    desk_id = open_desk()
    service = desk_person(desk_id).organisation_id
    brand = services.create_organisation(kind=OrganisationKind.BRAND, name="Northsea", country="NL")
    for organisation_id, desk, roles in (
        (service, desk_id, ["partner"]),
        (service, desk_id, []),
        (service, None, ["lead"]),
        (brand, None, ["lead"]),
        (brand, desk_id, ["caseworker"]),
        (brand, None, ["partner", "lead"]),
    ):
        with pytest.raises(RolesDoNotFit):
            services.invite_staff(
                email="x@example.org", name="X", organisation_id=organisation_id, desk_id=desk, roles=roles
            )
    assert Staff.objects.count() == 1


def test_a_lead_looks_after_her_own_desk_only() -> None:
    here, there = open_desk(), open_desk("Bridge Cambodia")
    nok, sophea = desk_person(here), desk_person(there, name="Sophea")
    lead = callers.Staff(desk_person(here, "lead", name="Ann").id, here, frozenset({"lead"}))
    for refused in (
        lambda: services.new_link(staff_id=sophea.id, by=lead),
        lambda: services.let_go(staff_id=sophea.id, by=lead),
        lambda: services.let_go(staff_id=nok.id, by=callers.Staff(nok.id, here, frozenset({"caseworker"}))),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert Staff.objects.filter(left_on=None).count() == 3


def test_a_partner_may_not_have_a_desk_even_by_raw_means() -> None:
    from django.db import IntegrityError

    supplier = services.create_organisation(kind=OrganisationKind.SUPPLIER, name="Blue Prawn", country="TH")
    somchai, desk_id = partner_person(supplier), open_desk()
    with pytest.raises(IntegrityError):
        Staff.objects.filter(id=somchai.id).update(desk_id=desk_id)


def test_signed_in_pages_open(client: Client) -> None:
    sign_in(client, desk_person(open_desk()))
    for page in ("/account/second-factor/", "/account/notices/", "/account/logout/"):
        assert client.get(page).status_code == 200
