"""Given organisations under several names, staff say which are one, take it back exactly, and make two of one."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from saphan.network import selectors, services
from saphan.network.merging import acts, reading
from saphan.network.merging.models import Merge
from saphan.network.models import Organisation
from saphan.network.refusals import (
    AlreadyThere,
    LooksDifferent,
    ReadAsAnother,
    RunsADesk,
    SayOtherWords,
    SomebodySignsIn,
)
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.vault.models import Event
from tests.signed_in import desk_person, open_desk, partner_person

pytestmark = pytest.mark.django_db


def named(name: str, kind: str = "supplier", country: str = "TH") -> UUID:
    return services.create_organisation(kind=kind, name=name, country=country)


@pytest.fixture
def ann() -> Staff:
    return caller("verifier")


def caller(role: str) -> Staff:
    desk_id = open_desk()
    person = desk_person(desk_id, role, name="Ann")
    return Staff(person.id, desk_id, frozenset({role}))


def merge(one: UUID, other: UUID, by: Staff, why: str = "name", despite: tuple[str, ...] = ()) -> UUID:
    return acts.merge_organisations(organisation_id=one, read_as_id=other, why=why, despite=despite, by=by)


def acts_recorded() -> list[str]:
    with acting_as(System("test")):
        found = Event.objects.filter(act__in=("network.organisations_merged", "network.organisations_split"))
        return list(found.order_by("id").values_list("act", flat=True))


def test_one_is_read_as_another_through_chains_and_no_row_moves(ann: Staff) -> None:
    # Given three names of one plant
    prawn, praun, small = named("Blue Prawn Foods"), named("Blu Praun"), named("Blue P.")
    # When two acts say so, the one that hangs on the other first
    merge(small, praun, ann)
    merge(praun, prawn, ann, "mark")
    # Then each is read as the plant, and every id is still there
    assert selectors.canonical([small, praun, prawn]) == dict.fromkeys((small, praun, prawn), prawn)
    assert selectors.same_as(small) == selectors.same_as(prawn) == {small, praun, prawn}
    assert selectors.read_as([small])[small].name == "Blue Prawn Foods"
    assert selectors.organisation(small).name == "Blue P."
    assert set(reading.read_by_own_name().exclude(kind="service").values_list("id", flat=True)) == {prawn}
    assert acts_recorded() == ["network.organisations_merged"] * 2


def test_splitting_undoes_one_act_and_leaves_the_others(ann: Staff) -> None:
    prawn, praun, small = named("Blue Prawn Foods"), named("Blu Praun"), named("Blue P.")
    merge(small, praun, ann)
    upper = merge(praun, prawn, ann)

    acts.split_organisations(merge_id=upper, by=ann)
    acts.split_organisations(merge_id=upper, by=ann)

    assert selectors.canonical([small, praun, prawn]) == {small: praun, praun: praun, prawn: prawn}
    assert acts_recorded() == [*["network.organisations_merged"] * 2, "network.organisations_split"]
    (stands, undone) = reading.acts_about(selectors.same_as(praun))
    assert (stands.organisation, stands.read_as, stands.by, stands.stands) == ("Blue P.", "Blu Praun", "Ann", True)
    assert (undone.read_as, undone.ended_by, undone.stands) == ("Blue Prawn Foods", "Ann", False)
    # And it may be said again
    merge(praun, prawn, ann)
    assert selectors.same_as(prawn) == {small, praun, prawn}


def test_the_same_twice_or_in_a_circle_is_refused(ann: Staff) -> None:
    prawn, praun, small = named("Blue Prawn Foods"), named("Blu Praun"), named("Blue P.")
    merge(small, praun, ann)
    merge(praun, prawn, ann)
    for one, other in ((prawn, small), (prawn, praun), (praun, prawn), (small, prawn), (prawn, prawn)):
        with pytest.raises(AlreadyThere):
            merge(one, other, ann)
    with pytest.raises(ReadAsAnother):
        merge(small, named("Red Crab"), ann)
    with pytest.raises(Organisation.DoesNotExist):
        merge(prawn, uuid4(), ann)
    assert Merge.objects.count() == 2


def test_a_company_whose_people_sign_in_keeps_its_own_name(ann: Staff) -> None:
    prawn, praun = named("Blue Prawn Foods"), named("Blu Praun")
    partner_person(prawn)
    with pytest.raises(SomebodySignsIn):
        merge(prawn, praun, ann)
    merge(praun, prawn, ann)
    assert selectors.canonical([praun]) == {praun: prawn}


def test_an_organisation_with_a_desk_is_nobody_else(ann: Staff) -> None:
    ours, other = selectors.desk(ann.desk_id).organisation_id, named("Bridge of Friends", "service")
    for one, two in ((ours, other), (other, ours)):
        with pytest.raises(RunsADesk):
            merge(one, two, ann)
    assert not Merge.objects.exists()


def test_what_speaks_against_it_is_read_before_it_is_done(ann: Staff) -> None:
    prawn, agent = named("Blue Prawn Foods"), named("Blue Prawn", "recruiter", "MM")
    services.relate(source_id=agent, kind="recruits_for", target_id=prawn, since=date(2024, 1, 1))
    with pytest.raises(LooksDifferent) as refused:
        merge(agent, prawn, ann, despite=("other_country",))
    assert refused.value.ways_out == ("other_kind", "tied_together")
    assert not Merge.objects.exists()
    merge(agent, prawn, ann, despite=acts.WARNINGS)


def test_a_workplace_and_a_supplier_may_be_one_without_a_word(ann: Staff) -> None:
    assert acts.warnings(named("Blu Praun", "workplace"), named("Blue Prawn Foods")) == ()


@pytest.mark.parametrize("role", ["caseworker", "analyst", "administrator", "outreach", "interpreter"])
def test_nobody_else_may(role: str) -> None:
    one, other = named("Blu Praun"), named("Blue Prawn Foods")
    by = caller(role)
    made = merge(one, other, System("test"))  # type: ignore[arg-type]
    for act in (
        lambda: merge(other, named("Red Crab"), by),
        lambda: acts.split_organisations(merge_id=made, by=by),
        lambda: acts.make_second_organisation(organisation_id=one, name="Blu Praun 2", by=by),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert selectors.canonical([one]) == {one: other}


def test_one_that_is_two_gets_a_second_organisation_beside_it(ann: Staff) -> None:
    prawn = named("Blue Prawn Foods")
    second = acts.make_second_organisation(organisation_id=prawn, name=" Blue Prawn Ice ", place="Ranong", by=ann)
    card = selectors.organisation(second)
    assert (card.name, card.kind, card.country, card.place) == ("Blue Prawn Ice", "supplier", "TH", "Ranong")
    assert card.provisional  # until a lead has looked
    assert selectors.same_as(second) == {second}
    assert selectors.whom("blue prawn ice", "TH").picked == second  # it is found from now on
    for name in ("", "Blue Prawn Foods"):
        with pytest.raises(SayOtherWords):
            acts.make_second_organisation(organisation_id=prawn, name=name, by=ann)


def test_edges_and_counts_of_all_names_are_the_organisation_s(ann: Staff) -> None:
    # Given two names of a plant and two of its buyer, each with edges of its own
    prawn, praun = named("Blue Prawn Foods"), named("Blu Praun")
    brand, shop = named("Northsea Retail", "brand", "NL"), named("Northsea Shops", "brand", "NL")
    long_ago = date(2024, 5, 1)
    services.relate(source_id=prawn, kind="supplies", target_id=brand, since=long_ago)
    services.relate(source_id=shop, kind="buys_from", target_id=praun, since=long_ago)
    agent = named("Green Hill", "recruiter")
    services.relate(source_id=agent, kind="recruits_for", target_id=praun, since=long_ago)
    services.add_workforce_group(organisation_id=praun, headcount=40, source="gate", counted_on=long_ago)
    before = selectors.suppliers_of(brand)
    # When each pair is read as one
    merge(praun, prawn, ann)
    merge(shop, brand, ann)
    # Then a desk sees the buyer once, beside who recruits; the buyer's own page learns nothing
    assert [card.name for card in selectors.buyers_of(praun)] == ["Northsea Retail"]
    assert [card.name for card in selectors.partners_of(prawn)] == ["Northsea Retail", "Green Hill"]
    assert [group.headcount for group in selectors.workforce_groups(prawn)] == [40]
    assert selectors.suppliers_of(brand) == before


def test_nothing_on_record_is_changed_and_no_organisation_is_ever_gone(ann: Staff) -> None:
    one, other = named("Blu Praun"), named("Blue Prawn Foods")
    made = merge(one, other, ann)
    acts.split_organisations(merge_id=made, by=ann)
    tomorrow = date.today() + timedelta(days=1)
    for statement, values in (
        ("UPDATE network_merge SET why = 'told'", []),
        ("UPDATE network_merge SET ended_on = NULL, ended_by = NULL", []),
        ("UPDATE network_merge SET ended_on = %s", [tomorrow]),
        ("DELETE FROM network_merge", []),
        ("DELETE FROM network_organisation WHERE id = %s", [one]),
        ("DELETE FROM network_organisation WHERE id = %s", [named("Nobody's")]),
    ):
        with pytest.raises(DatabaseError, match="SP001"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    assert Organisation.objects.filter(id__in=(one, other)).count() == 2
