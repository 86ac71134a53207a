"""The page of a pool: who is in it, joining, leaving. And of the roster, the gaps and the days off."""

from datetime import date, time
from uuid import UUID

import pytest
from django.test import Client

from saphan.network import selectors, services
from saphan.network.models import DayOff, PoolInvitation
from saphan.store import clock
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.django_db
HERE = "/desk/network/pool/"


@pytest.fixture
def desk_id() -> UUID:
    return open_desk()


@pytest.fixture
def ann(desk_id: UUID) -> Client:
    return sign_in(Client(), desk_person(desk_id, "lead", name="Ann"))


def lead_of(desk_id: UUID, name: str) -> Client:
    return sign_in(Client(), desk_person(desk_id, "lead", name=name))


def text(client: Client, address: str = HERE) -> str:
    return client.get(address).content.decode()


def test_a_desk_is_invited_agreed_accepted_and_leaves_again(ann: Client, desk_id: UUID) -> None:
    # Given a pool of two and a desk outside
    beside = open_desk("Bridge Myanmar", pool_id=selectors.pool_of_desk(desk_id))
    outside = open_desk("Bridge Malaysia")
    kyaw, farah = lead_of(beside, "Kyaw"), lead_of(outside, "Farah")

    # When it is invited
    assert ann.post(f"{HERE}invite/", {"desk": "no desk"}).status_code == 422
    assert ann.post(f"{HERE}invite/", {"desk": outside}).status_code == 302
    invitation = f"{HERE}invitation/{PoolInvitation.objects.get().id}/"

    # Then everybody's page says so, and nobody joins before all agree
    assert "Bridge Malaysia is invited" in text(ann) and "Not agreed yet: Bridge Myanmar." in text(ann)
    assert "You are invited to the pool" in text(farah) and "Accept and join" not in text(farah)
    answer = farah.post(f"{invitation}accept/")
    assert answer.status_code == 409 and "Not every desk of the pool has agreed yet." in answer.content.decode()
    assert kyaw.post(f"{invitation}agree/").status_code == 302
    assert "Accept and join" in text(farah)
    assert farah.post(f"{invitation}accept/").status_code == 302
    assert set(selectors.desks_of_pool(selectors.pool_of_desk(desk_id) or desk_id)) == {desk_id, beside, outside}
    assert "Invite a desk" not in text(ann)

    # And it leaves at any hour
    assert "Leave this pool" in text(farah)
    assert farah.post(f"{HERE}leave/").status_code == 302
    assert selectors.pool_of_desk(outside) != selectors.pool_of_desk(desk_id)
    assert "Leave this pool" not in text(farah)
    assert farah.post(f"{HERE}leave/").status_code == 409


def test_an_invitation_is_declined(ann: Client, desk_id: UUID) -> None:
    outside = open_desk("Bridge Malaysia")
    ann.post(f"{HERE}invite/", {"desk": outside})
    farah = lead_of(outside, "Farah")
    farah.post(f"{HERE}invitation/{PoolInvitation.objects.get().id}/end/")
    assert "You are invited" not in text(farah)
    assert PoolInvitation.objects.get().ended_on == clock.today()


def test_a_frozen_member_is_not_waited_for(ann: Client, desk_id: UUID) -> None:
    beside = open_desk("Bridge Myanmar", pool_id=selectors.pool_of_desk(desk_id))
    outside = open_desk("Bridge Malaysia")
    ann.post(f"{HERE}invite/", {"desk": outside})
    by = selectors.caller_of(desk_person(beside, "lead", name="Kyaw"))
    services.freeze_desk(by=by)  # type: ignore[arg-type]
    assert "Accept and join" in text(lead_of(outside, "Farah"))


def test_who_is_there_now_and_whose_name_only_at_home(ann: Client, desk_id: UUID) -> None:
    beside = open_desk("Bridge Myanmar", pool_id=selectors.pool_of_desk(desk_id))
    hnin = desk_person(beside, name="Hnin")
    for weekday in range(7):
        services.set_duty(desk_id=beside, staff_id=hnin.id, weekday=weekday, opens=time(0), closes=time(0))
    page = text(ann)
    assert "on duty until" in page and "nobody on duty" in page and "Hnin" not in page
    nok = sign_in(Client(), desk_person(desk_id, name="Nok"))
    assert "Leave this pool" not in text(nok) and nok.post(f"{HERE}leave/").status_code == 403


def test_hours_with_nobody_are_shown(ann: Client, desk_id: UUID, day_one: object) -> None:
    nok = desk_person(desk_id, name="Nok")
    for weekday in range(5):
        services.set_duty(desk_id=desk_id, staff_id=nok.id, weekday=weekday, opens=time(8), closes=time(20))
    page = text(ann, "/desk/network/desk/")
    assert "Hours with nobody" in page
    assert "20:00–24:00" in page and "00:00–08:00" in page and "all day" in page


def test_on_a_day_off_nobody_is_on_duty_and_workers_are_told_so(ann: Client, desk_id: UUID, day_one: object) -> None:
    # Given somebody on duty every day
    nok = desk_person(desk_id, name="Nok")
    for weekday in range(7):
        services.set_duty(desk_id=desk_id, staff_id=nok.id, weekday=weekday, opens=time(8), closes=time(20))
    assert selectors.on_duty(desk_id, clock.now()).name == "Nok"

    # When today is a holiday
    assert ann.post("/desk/network/desk/day-off/", {"day": "2026-03-01"}).status_code == 422
    assert ann.post("/desk/network/desk/day-off/", {"day": "2026-03-02"}).status_code == 302
    ann.post("/desk/network/desk/day-off/", {"day": "2026-03-02"})

    # Then nobody is, until tomorrow
    (row,) = DayOff.objects.all()
    assert row.day == date(2026, 3, 2)
    assert selectors.duty_staff_ids(desk_id, clock.now()) == []
    said = Client().get("/en/danger/").content.decode()
    assert "Nobody of us is here now. Somebody is here again" in said

    # And it can be taken off again, by its own lead only
    stranger = lead_of(open_desk("Faraway"), "Far")
    assert stranger.post(f"/desk/network/desk/day-off/{row.id}/remove/").status_code == 409
    assert ann.post(f"/desk/network/desk/day-off/{row.id}/remove/").status_code == 302
    assert selectors.on_duty(desk_id, clock.now()).name == "Nok"
