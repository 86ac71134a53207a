"""Given desks, rosters and pools, the questions that upper rooms ask network are answered truly."""

from datetime import UTC, datetime, time, timedelta
from uuid import uuid4

import pytest

from saphan.network import selectors, services
from saphan.network.menus import LONG, add_entry, in_two, menu_for
from saphan.network.models import Desk, PoolMember, Staff
from saphan.network.refusals import NoDeskYet
from saphan.store import callers, clock
from tests.signed_in import desk_person, open_desk, partner_person

pytestmark = pytest.mark.django_db


def test_without_a_desk_nothing_is_promised() -> None:
    with pytest.raises(NoDeskYet):
        selectors.first_desk_id()
    with pytest.raises(NoDeskYet):
        selectors.desk_for("my")


def test_a_report_goes_to_the_poster_s_desk_else_to_the_one_on_duty_else_to_the_first(day_one: datetime) -> None:
    # Given three desks that speak Burmese; only the last has somebody on duty on Mondays at 16:00 in Bangkok
    first, second, third = open_desk("A"), open_desk("B"), open_desk("C")
    staff = desk_person(third)
    services.set_duty(desk_id=third, staff_id=staff.id, weekday=0, opens=time(15), closes=time(17))
    poster = services.make_poster(desk_id=second)

    assert selectors.desk_for("my", poster) == second
    assert selectors.desk_for("my", "no such poster") == third
    clock.pass_time(timedelta(hours=2))
    assert selectors.desk_for("my") == first
    assert selectors.desk_for("sw") == first
    Desk.objects.filter(id=third).update(languages=["ms"])
    assert selectors.desk_for("id") == third, "who reads Malay reads Indonesian"
    Desk.objects.filter(id=first).update(frozen_on=day_one.date())
    assert selectors.desk_for("my") == second
    assert selectors.first_desk_id() == second


def test_only_a_desk_that_speaks_the_language_is_chosen() -> None:
    open_desk("A")
    nepali = open_desk("B")
    Desk.objects.filter(id=nepali).update(languages=["ne"])
    assert selectors.desk_for("ne") == nepali


def test_duty_is_told_from_the_roster_and_not_of_those_who_left() -> None:
    desk_id = open_desk()
    nok = desk_person(desk_id)
    services.set_duty(desk_id=desk_id, staff_id=nok.id, weekday=0, opens=time(18), closes=time(6))
    night = datetime(2026, 3, 2, 19, 0, tzinfo=UTC)  # 02:00 on Tuesday in Bangkok
    assert selectors.on_duty(desk_id, night).until == datetime(2026, 3, 2, 23, 0, tzinfo=UTC)
    assert selectors.duty_staff_ids(desk_id, night) == [nok.id]
    services.let_go(staff_id=nok.id)
    told = selectors.on_duty(desk_id, night)
    assert (told.name, told.until, told.next_at) == ("", None, None)


def test_a_desk_has_a_key_and_a_pool_from_its_first_day() -> None:
    from saphan.vault.keyring import key_ring

    first = open_desk("A")
    pool = selectors.pool_of_desk(first)
    second = open_desk("B", pool_id=pool)
    assert pool is not None
    assert set(selectors.desks_of_pool(pool)) == {first, second}
    assert len(key_ring().desk_key(second)[1]) == 32
    PoolMember.objects.filter(desk_id=second).update(left_on=clock.today())
    assert selectors.desks_of_pool(pool) == [first]
    assert selectors.pool_of_desk(second) is None


def test_callers_are_what_people_are() -> None:
    desk_id = open_desk()
    ann = desk_person(desk_id, "lead", "verifier", name="Ann")
    supplier = services.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")
    somchai = partner_person(supplier)
    pool = selectors.pool_of_desk(desk_id)
    assert selectors.caller_of(ann) == callers.Staff(ann.id, desk_id, frozenset({"lead", "verifier"}), pool)
    assert selectors.caller_of(somchai) == callers.Partner(somchai.id, supplier, frozenset({"partner"}))
    assert selectors.caller_of(Staff(id=uuid4(), email="x", name="X", roles=["lead"])) is None
    bo = desk_person(desk_id, "lead", name="Bo")
    services.start(token=services.new_link(staff_id=bo.id).token, password="nine prawns on a blue boat")
    services.let_go(staff_id=ann.id)
    assert selectors.caller_of(Staff.objects.get(id=ann.id)) is None
    assert selectors.lead_ids(desk_id) == [bo.id] and selectors.verifier_ids(desk_id) == []


def test_candidates_come_from_names_and_aliases() -> None:
    supplier = services.create_organisation(kind="supplier", name="Blue Prawn Foods", country="TH")
    services.add_alias(organisation_id=supplier, name="ปลาทอง", language="th")
    (found,) = selectors.candidates("ปลาทอง")
    assert (found.organisation_id, found.name, found.why) == (supplier, "Blue Prawn Foods", "same_alias")
    assert selectors.candidates("Blue Prawn", country="TH")[0].organisation_id == supplier
    assert selectors.candidates("nothing alike 99") == []


def test_names_are_listed_in_one_go() -> None:
    desk_id = open_desk()
    nok = desk_person(desk_id)
    assert selectors.staff_names([nok.id, uuid4()]) == {nok.id: "Nok"}
    assert selectors.staff_card(nok.id).desk_name == "Bridge Thailand"
    assert selectors.organisations([nok.organisation_id])[nok.organisation_id].kind == "service"


def test_a_menu_shows_what_the_role_may_open() -> None:
    add_entry("desk", 900, "Nowhere", "no:such-address")
    names = [item.label for item in menu_for("desk", frozenset({"caseworker"}), "/desk/network/")]
    assert "Organisations" in names
    assert "Our desk" not in names and "Nowhere" not in names
    (current,) = [item.label for item in menu_for("desk", frozenset({"lead"}), "/desk/network/desk/") if item.current]
    assert current == "Our desk"


def test_a_long_menu_keeps_behind_one_line_what_is_opened_now_and_then() -> None:
    everything = menu_for("desk", frozenset({"lead"}), "/desk/network/desk/")
    bar, more = in_two(everything)
    assert [item.label for item in bar][:2] == ["Inbox", "Calls"] and len(bar) <= LONG
    assert {"Broken glass", "Organisations", "Our desk", "Other systems"} <= {item.label for item in more}
    assert [item.label for item in more if item.current] == ["Our desk"]
    assert {*bar, *more} == set(everything)

    # A short one stays whole
    short = menu_for("desk", frozenset({"verifier"}), "/desk/")
    assert in_two(short) == (short, ())
