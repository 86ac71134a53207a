"""Given somebody who lost her phone or password, two persons let her in again, and never one alone."""

import time
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client

from saphan.network import one_time, services
from saphan.network.models import Notice, OneTimeLink, Restoration, Staff
from saphan.network.refusals import (
    LinkSpent,
    LostBoth,
    NotAskedFor,
    NotStartedYet,
    TwoPersons,
    WrongCode,
    WrongPassword,
)
from saphan.network.restoring import waiting_for
from saphan.network.selectors import caller_of, pool_of_desk
from saphan.store import callers, clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.refusals import NotAllowed
from saphan.vault.models import Event
from tests.signed_in import SECRET, desk_person, give_second_factor, open_desk, partner_person, sign_in

pytestmark = pytest.mark.django_db

PASSWORD = "nine prawns on a blue boat"
OTHER = "seven shrimps on a red boat"


@pytest.fixture(autouse=True)
def no_codes_used() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def code_now() -> str:
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))


def started(desk_id: UUID, *roles: str, name: str) -> Staff:
    """Somebody who has signed in before, with a second factor."""
    staff = desk_person(desk_id, *roles, name=name)
    services.start(token=services.new_link(staff_id=staff.id).token, password=PASSWORD)
    staff.refresh_from_db()
    give_second_factor(staff)
    return staff


def as_staff(staff: Staff) -> callers.Staff:
    caller = caller_of(staff)
    assert isinstance(caller, callers.Staff)
    return caller


@pytest.fixture
def desk_id() -> UUID:
    return open_desk()


@pytest.fixture
def nok(desk_id: UUID) -> Staff:
    return started(desk_id, name="Nok")


@pytest.fixture
def ann(desk_id: UUID) -> Staff:
    return started(desk_id, "lead", name="Ann")


@pytest.fixture
def bo(desk_id: UUID) -> Staff:
    return started(desk_id, "lead", name="Bo")


def ask(staff: Staff, by: Staff, lost: str = "second_factor") -> UUID:
    return services.ask_restoration(staff_id=staff.id, lost=lost, by=as_staff(by))


def confirm(restoration_id: UUID, by: Staff) -> str:
    return services.confirm_restoration(restoration_id=restoration_id, code=code_now(), by=as_staff(by)).token


def signs_in(staff: Staff, password: str) -> bool:
    staff.refresh_from_db()
    return staff.check_password(password)


def test_one_lead_alone_renews_only_a_link_that_was_never_used(desk_id: UUID, nok: Staff, ann: Staff) -> None:
    with pytest.raises(TwoPersons):
        services.new_link(staff_id=nok.id, by=as_staff(ann))
    assert not OneTimeLink.objects.filter(staff=nok, used_at=None).exists()
    invited = desk_person(desk_id, name="New")
    assert services.new_link(staff_id=invited.id, by=as_staff(ann)).token


def test_with_a_new_phone_she_gives_the_password_that_she_has(nok: Staff, ann: Staff, bo: Staff) -> None:
    asked = ask(nok, by=ann)
    assert set(Notice.objects.filter(kind="network.restoration_asked").values_list("staff_id", flat=True)) == {bo.id}
    token = confirm(asked, by=bo)
    assert Authenticator.objects.filter(user=nok).exists(), "nothing changes before she uses the link"
    with pytest.raises(WrongPassword):
        services.start(token=token, password=OTHER)
    assert Authenticator.objects.filter(user=nok).exists()
    assert services.start(token=token, password=PASSWORD) == nok.id
    assert not Authenticator.objects.filter(user=nok).exists()
    assert signs_in(nok, PASSWORD)
    with pytest.raises(LinkSpent):
        services.start(token=token, password=PASSWORD)


def test_two_persons_cannot_become_her_by_one_loss_after_the_other(
    client: Client, nok: Staff, ann: Staff, bo: Staff
) -> None:
    # Given two who say that she lost her password, and choose one for her
    services.start(token=confirm(ask(nok, by=ann, lost="password"), by=bo), password=OTHER)
    cache.clear()
    # When they say that she lost her phone, too, for which that password would be enough
    with pytest.raises(LostBoth):
        ask(nok, by=ann)
    # Then her phone stands between them and her log-in, until she has shown it herself
    assert Authenticator.objects.filter(user=nok).exists()
    assert not OneTimeLink.objects.filter(staff=nok, used_at=None).exists()
    client.post("/account/login/", {"login": nok.email, "password": OTHER})
    client.post("/account/code/", {"code": code_now()})
    cache.clear()
    assert confirm(ask(nok, by=ann), by=bo)


def test_nor_when_the_phone_was_said_to_be_lost_first(nok: Staff, ann: Staff, bo: Staff) -> None:
    token = confirm(ask(nok, by=ann, lost="password"), by=bo)
    cache.clear()
    asked = ask(nok, by=ann)
    services.start(token=token, password=OTHER)
    with pytest.raises(LostBoth):
        confirm(asked, by=bo)
    assert not OneTimeLink.objects.filter(staff=nok, used_at=None).exists()


def test_with_a_new_password_her_phone_stays(client: Client, nok: Staff, ann: Staff, bo: Staff) -> None:
    sign_in(client, nok)
    token = confirm(ask(nok, by=ann, lost="password"), by=bo)
    assert client.get("/account/notices/").status_code == 200
    services.start(token=token, password=OTHER)
    assert Authenticator.objects.filter(user=nok).exists()
    assert signs_in(nok, OTHER) and not signs_in(nok, PASSWORD)
    assert client.get("/account/notices/").status_code == 302, "her sessions are over"


def test_both_are_named_and_the_leads_hear_of_it(nok: Staff, ann: Staff, bo: Staff) -> None:
    confirm(ask(nok, by=ann), by=bo)
    with acting_as(System("test")):
        event = Event.objects.get(act="network.restoration_confirmed", object_id=nok.id)
    assert event.detail == {"lost": "second_factor", "asked_by": str(ann.id), "confirmed_by": str(bo.id)}
    assert set(Notice.objects.filter(kind="network.restored").values_list("staff_id", flat=True)) == {ann.id, bo.id}


def test_never_one_alone_and_never_herself(desk_id: UUID, nok: Staff, ann: Staff, bo: Staff) -> None:
    asked = ask(nok, by=ann)
    for one in (ann, nok, started(desk_id, "verifier", name="Preecha")):
        with pytest.raises(NotAllowed):
            confirm(asked, by=one)
    for one, who in ((nok, nok), (ann, ann), (nok, started(desk_id, name="Sen"))):
        with pytest.raises(NotAllowed):
            ask(one, by=who)
    with pytest.raises(NotAllowed):
        ask(nok, by=ann, lost="patience")
    assert not OneTimeLink.objects.filter(staff=nok, used_at=None).exists()
    row = Restoration.objects.get(id=asked)
    assert (row.confirmed_by, Restoration.objects.count()) == (None, 1)
    for wrong in ({"confirmed_by": ann.id}, {"confirmed_by": nok.id}, {"asked_by": nok.id}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Restoration.objects.filter(id=asked).update(**wrong)


def test_a_wrong_code_opens_nothing_and_five_end_it(nok: Staff, ann: Staff, bo: Staff) -> None:
    asked = ask(nok, by=ann)
    for _ in range(5):
        with pytest.raises(WrongCode):
            services.confirm_restoration(restoration_id=asked, code="000000", by=as_staff(bo))
    with pytest.raises(NotAskedFor):
        confirm(asked, by=bo)
    assert not OneTimeLink.objects.filter(staff=nok, used_at=None).exists()


def test_five_wrong_passwords_spend_the_link(nok: Staff, ann: Staff, bo: Staff) -> None:
    token = confirm(ask(nok, by=ann), by=bo)
    for _ in range(5):
        with pytest.raises(WrongPassword):
            services.start(token=token, password="guess guess guess")
    assert one_time.kind_of_link(token) == ""
    with pytest.raises(LinkSpent):
        services.start(token=token, password=PASSWORD)
    with pytest.raises(LinkSpent):
        services.start(token="never made", password=PASSWORD)


def test_it_lasts_three_days_and_counts_once(day_one: object, nok: Staff, ann: Staff, bo: Staff) -> None:
    first, second = ask(nok, by=ann), ask(nok, by=ann)
    with pytest.raises(NotAskedFor):
        confirm(first, by=bo)
    clock.pass_time(timedelta(hours=72))
    with pytest.raises(NotAskedFor):
        confirm(second, by=bo)
    assert waiting_for(as_staff(bo)) == []


def test_who_never_signed_in_or_left_is_not_restored(desk_id: UUID, nok: Staff, ann: Staff, bo: Staff) -> None:
    with pytest.raises(NotStartedYet):
        ask(desk_person(desk_id, name="New"), by=ann)
    asked = ask(nok, by=ann)
    services.let_go(staff_id=nok.id, by=as_staff(ann))
    with pytest.raises(NotAskedFor):
        confirm(asked, by=bo)
    with pytest.raises(NotAllowed):
        ask(nok, by=ann)


def test_a_former_link_of_the_old_kind_lets_nobody_in_again(nok: Staff) -> None:
    from saphan.network.people import make_link

    with acting_as(System("test")) as moment:
        token = make_link(nok.id, moment.now + timedelta(hours=1))
    with pytest.raises(LinkSpent):
        services.start(token=token, password=OTHER)
    assert signs_in(nok, PASSWORD) and Authenticator.objects.filter(user=nok).exists()


def test_where_there_is_one_lead_a_lead_of_the_pool_or_an_administrator_is_the_second(
    desk_id: UUID, nok: Staff, ann: Staff
) -> None:
    there = open_desk("Bridge Cambodia", pool_id=pool_of_desk(desk_id))
    strangers = open_desk("Far Desk")
    sophea, far = started(there, "lead", name="Sophea"), started(strangers, "lead", name="Far")
    asked = ask(nok, by=ann)
    with pytest.raises(NotAllowed):
        confirm(asked, by=far)
    assert confirm(asked, by=sophea)
    # Ann herself: nobody else leads here, so a lead of the pool asks and the desk's administrator confirms.
    admin = started(desk_id, "administrator", name="Adm")
    with pytest.raises(NotAllowed):
        ask(ann, by=far)
    cache.clear()
    assert confirm(ask(ann, by=sophea), by=admin)
    # With two leads at home, other desks are not asked.
    started(desk_id, "lead", name="Bo")
    cache.clear()
    with pytest.raises(NotAllowed):
        confirm(ask(nok, by=ann), by=sophea)


def test_people_of_companies_too(ann: Staff, bo: Staff) -> None:
    supplier = services.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")
    somchai = partner_person(supplier)
    services.start(token=services.new_link(staff_id=somchai.id, by=as_staff(ann)).token, password=PASSWORD)
    give_second_factor(somchai)
    with pytest.raises(TwoPersons):
        services.new_link(staff_id=somchai.id, by=as_staff(ann))
    services.start(token=confirm(ask(somchai, by=ann), by=bo), password=PASSWORD)
    assert not Authenticator.objects.filter(user=somchai).exists()


def test_pages_walk_it(nok: Staff, ann: Staff, bo: Staff) -> None:
    first, second = sign_in(Client(), ann), sign_in(Client(), bo)
    here = f"/desk/network/people/{nok.id}/"
    page = first.get(here).content.decode()
    assert "She lost her phone" in page and "Make a new link" not in page
    assert first.post(f"{here}lost/", {"lost": "second_factor"})["Location"] == "/desk/network/lost/"
    assert "You asked, so somebody else confirms" in first.get("/desk/network/lost/").content.decode()
    waiting = Restoration.objects.get()
    own = f"/desk/network/lost/{waiting.id}/"
    assert first.post(own, {"code": code_now()}).status_code == 409
    assert second.post(own, {}).status_code == 422
    assert second.post(own, {"code": "000000"}).status_code == 409
    cache.clear()
    shown = second.post(own, {"code": code_now()}).content.decode()
    link = shown.split("/account/start/")[1].split("/")[0]
    assert link not in second.get("/desk/network/lost/").content.decode()
    hers, start = Client(), f"/account/start/{link}/"
    assert "Give the password that you have" in hers.get(start).content.decode()
    assert hers.post(start, {"password": OTHER}).status_code == 422
    assert hers.post(start, {"password": PASSWORD})["Location"] == "/account/second-factor/set-up/"
    assert hers.post(start, {"password": PASSWORD}).status_code == 409


def test_a_new_password_leads_to_the_ordinary_sign_in(nok: Staff, ann: Staff, bo: Staff) -> None:
    start = f"/account/start/{confirm(ask(nok, by=ann, lost='password'), by=bo)}/"
    hers = Client()
    assert "choose a new password" in hers.get(start).content.decode()
    assert hers.post(start, {"password": OTHER, "again": OTHER})["Location"] == "/account/login/"
    assert signs_in(nok, OTHER)


@pytest.mark.parametrize("role", ["caseworker", "verifier", "analyst"])
def test_others_do_not_reach_the_pages(desk_id: UUID, nok: Staff, ann: Staff, role: str) -> None:
    somebody = sign_in(Client(), started(desk_id, role, name="Some"))
    asked = ask(nok, by=ann)
    for address in ("/desk/network/lost/", f"/desk/network/people/{nok.id}/"):
        assert somebody.get(address).status_code == 403
    for address in (f"/desk/network/people/{nok.id}/lost/", f"/desk/network/lost/{asked}/"):
        assert somebody.post(address, {"lost": "password", "code": "1"}).status_code == 403
    assert Restoration.objects.get().confirmed_by is None
    assert sign_in(Client(), ann).get(f"/desk/network/people/{uuid4()}/").status_code == 404
