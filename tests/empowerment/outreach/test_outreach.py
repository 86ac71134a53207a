"""Places, visits that are planned there, and groups that were met: counts without names, once, and only one's own."""

import json
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.empowerment.lessons.taught import taught
from saphan.empowerment.models import GroupMet, OutreachPlace, OutreachVisit
from saphan.empowerment.outreach import desk_reading, folding, places, services
from saphan.empowerment.outreach.group import Group, read_group
from saphan.empowerment.outreach.refusals import NobodyAgreed, NotAPlace, VisitCancelled
from saphan.empowerment.outreach.services import Where
from saphan.empowerment.outreach.topics import TOPICS
from saphan.network.models import Poster, Reach
from saphan.network.reach.selectors import days_out, reach_of, told_to_all
from saphan.store import acting_as, clock
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.voice.refusals import EntryNotRead, TooManyEntries, VisitOver
from saphan.voice.visits.visits import own_visit, visits_of
from tests.empowerment.outreach.given import SYSTEM, Outreach, outreach
from tests.voice.visits.given import a_visit, met

pytestmark = pytest.mark.django_db

BURMESE = Group(language="my", women=7, men=3, asked=("fees", "other"), taught=("fees",))


@pytest.fixture
def pier() -> Outreach:
    return outreach()


def count(pier: Outreach, plan_id: UUID, group: Group = BURMESE, **more: Any) -> UUID:
    group_id = more.pop("group_id", uuid4())
    services.count_group(plan_id=plan_id, group_id=group_id, group=group, by=more.pop("by", pier.olu))
    run_waiting()
    return group_id  # type: ignore[no-any-return]


def everything() -> dict[str, list[Any]]:
    with acting_as(SYSTEM):
        models = (OutreachPlace, OutreachVisit, GroupMet, Reach)
        return {one._meta.db_table: sorted(map(str, one._default_manager.values_list())) for one in models}


# Who plans, and where


def test_a_place_is_noted_and_its_poster_names_where_and_nothing_else(pier: Outreach) -> None:
    (card,) = desk_reading.places_of(pier.lead)
    assert (card.kind, card.name, card.province, card.near) == ("Pier", "Pier 4", "TH-74", ("Blue Prawn Foods",))
    poster = Poster.objects.get(token=card.poster)
    assert (poster.desk_id, poster.organisation_id, poster.line) == (pier.desk_id, None, "Pier 4")


def test_at_a_workplace_the_poster_names_it_and_an_orientation_needs_a_company_that_agreed(pier: Outreach) -> None:
    agreed = Where("orientation", "First day", "TH", agreed_with=pier.plant)
    card = desk_reading.place_card(pier.lead, services.add_place(where=agreed, by=pier.lead))
    assert Poster.objects.get(token=card.poster).organisation_id == pier.plant

    before = everything()
    for where, refusal in (
        (Where("orientation", "First day", "TH"), NobodyAgreed),
        (Where("pier", "Pier 5", "TH", province="MM-06"), NotAPlace),
        (Where("pier", "Pier 5", "TH", corridor="Mandalay"), NotAPlace),
    ):
        with pytest.raises(refusal):
            services.add_place(where=where, by=pier.lead)
    with pytest.raises(NotAllowed):
        services.add_place(where=Where("pier", "Pier 5", "TH"), by=pier.olu)
    assert everything() == before


def test_a_visit_is_planned_with_a_tablet_and_seen_by_those_who_go_and_by_those_who_plan(pier: Outreach) -> None:
    pier.plan()
    stranger = outreach()

    assert [card.place for card in visits_of(pier.olu)] == ["Pier 4"]
    for by in (pier.lead, pier.olu, pier.ola):
        assert [card.place for card in desk_reading.plans_of(by)] == ["Pier 4"]
    assert desk_reading.plans_of(stranger.lead) == desk_reading.plans_of(stranger.olu) == ()
    assert desk_reading.places_of(pier.olu) == ()


def test_only_people_and_places_of_the_desk_and_only_by_who_plans(pier: Outreach) -> None:
    other = outreach()
    before = everything()
    for given in (
        {"place_id": other.place_id},
        {"holder": other.olu.id},
        {"team": [other.ola.id]},
        {"topics": ["gossip"]},
    ):
        with pytest.raises(NotAllowed):
            pier.plan(**given)
    with pytest.raises(NotAllowed):
        services.plan_visit(place_id=pier.place_id, holder=pier.olu.id, day=clock.today(), by=pier.olu)
    assert everything() == before


def test_a_place_is_changed_for_what_is_to_come_and_what_was_held_stays(pier: Outreach) -> None:
    held, coming = pier.plan(), pier.plan(day=clock.today() + timedelta(days=3))
    count(pier, held)
    changed = Where("market", "Fish market", "TH", province="TH-20", corridor="KH-TH")
    for by in (pier.olu, outreach().lead):
        with pytest.raises(NotAllowed):
            places.change_place(place_id=pier.place_id, where=changed, by=by)
    with pytest.raises(NotAPlace):
        places.change_place(place_id=pier.place_id, where=Where("pier", "Pier 4", "TH", province="MM-06"), by=pier.lead)
    places.change_place(place_id=pier.place_id, where=changed, by=pier.lead)
    run_waiting()
    found = {card.id: (card.kind, card.place) for card in desk_reading.plans_of(pier.lead)}
    assert found == {held: ("Pier", "Pier 4"), coming: ("Market", "Fish market")}
    with acting_as(SYSTEM):
        provinces = dict(Reach.objects.filter(source_id__in=(held, coming)).values_list("source_id", "province"))
    assert provinces == {held: "TH-74", coming: "TH-20"}


def test_a_place_that_is_used_no_more_takes_no_visit_and_keeps_its_history(pier: Outreach) -> None:
    held, lead = pier.plan(), pier.signed_in("lead")
    count(pier, held)
    with pytest.raises(NotAllowed):
        places.retire_place(place_id=pier.place_id, by=outreach().lead)
    address = f"/desk/outreach/places/{pier.place_id}/"
    for _ in range(2):
        assert lead.post(f"{address}retire/").status_code == 302
    with pytest.raises(NotAllowed):
        pier.plan()
    page = lead.get("/desk/outreach/").content.decode()
    assert "no longer used" in page and f'<option value="{pier.place_id}"' not in page
    assert reach_of([pier.plant])[pier.plant].people == 10 and "no longer used" in lead.get(address).content.decode()
    assert lead.get(f"{address}cards/").status_code == 200

    assert lead.post(f"{address}retire/", {"again": "yes"}).status_code == 302
    typed = {"kind": "pier", "name": "Pier 5", "country": "TH", "near": [str(pier.plant)], "point": "13.5, 100.3"}
    assert lead.post(address, {**typed, "name": ""}).status_code == 422
    assert lead.post(address, {**typed, "province": "MM-06"}).status_code == 409
    assert lead.post(address, typed).status_code == 302
    assert '"13.5000, 100.3000"' in lead.get(address).content.decode() and pier.plan()
    assert outreach().signed_in("lead").get(address).status_code == 404


# Counting


def test_groups_are_counted_once_and_folded_into_reach(pier: Outreach) -> None:
    plan_id = pier.plan()
    group_id = count(pier, plan_id)
    count(pier, plan_id, group_id=group_id)
    count(pier, plan_id, Group(language="km", unsaid=4, taught=("help",)))

    reached = reach_of([pier.plant])[pier.plant]
    assert (reached.last, reached.people, reached.languages) == (clock.today(), 14, ("km", "my"))
    page = desk_reading.plan_page(pier.olu, plan_id)
    assert page.card.people == 14 and len(page.groups) == 2
    assert page.asked == (("Fees", 1), ("Something else", 1))
    assert page.taught == (("Fees", 10), ("Where to get help", 4))

    # And folding all anew says the same
    with acting_as(SYSTEM):
        before = set(Reach.objects.values_list("source_id", "organisation_id", "language", "people", "day"))
        folding.fold_all()
        again = set(Reach.objects.values_list("source_id", "organisation_id", "language", "people", "day"))
    assert again == before


def test_each_lesson_of_each_group_is_counted_as_taught(pier: Outreach) -> None:
    plan_id = pier.plan()
    for _ in range(2):
        count(pier, plan_id, Group(language="my", women=4, taught=("fees", "help")))
    assert taught(pier.lead) == {("fees", "my"): 8, ("help", "my"): 8}


def test_a_slip_is_taken_out_by_who_made_it_and_by_nobody_else(pier: Outreach) -> None:
    plan_id = pier.plan()
    group_id = count(pier, plan_id)
    before = everything()
    for by in (pier.ola, outreach().lead):
        with pytest.raises(NotAllowed):
            services.strike_group(group_id=group_id, by=by)
    assert everything()["empowerment_group_met"] == before["empowerment_group_met"]

    for _ in range(2):
        services.strike_group(group_id=group_id, by=pier.olu)
    run_waiting()
    assert reach_of([pier.plant]) == {} and desk_reading.plan_page(pier.lead, plan_id).card.people == 0


def test_who_comes_along_or_plans_elsewhere_counts_nothing_and_a_full_or_cancelled_visit_takes_none(
    pier: Outreach, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan_id = pier.plan()
    run_waiting()
    before = everything()
    for by in (pier.ola, outreach().lead):
        with pytest.raises(NotAllowed):
            count(pier, plan_id, by=by)
    monkeypatch.setattr(services, "MOST_GROUPS", 0)
    with pytest.raises(TooManyEntries):
        count(pier, plan_id)
    assert everything()["empowerment_group_met"] == before["empowerment_group_met"]

    with pytest.raises(NotAllowed):
        services.cancel_visit(plan_id=plan_id, by=pier.olu)
    with pytest.raises(NotAllowed):
        services.cancel_visit(plan_id=plan_id, by=outreach().lead)
    visit_id = desk_reading.plan_page(pier.olu, plan_id).visit_id
    assert len(days_out([pier.desk_id], clock.today())) == 1
    for _ in range(2):
        services.cancel_visit(plan_id=plan_id, by=pier.lead)
    run_waiting()
    assert days_out([pier.desk_id], clock.today()) == []
    with pytest.raises(VisitCancelled):
        count(pier, plan_id)
    assert visit_id
    with pytest.raises(VisitOver):
        own_visit(pier.olu, visit_id)


@pytest.mark.parametrize(
    "given",
    [
        {"language": "my"},
        {"language": "klingon", "women": 1},
        {"language": "my", "women": -1},
        {"language": "my", "women": 1001},
        {"language": "my", "women": 1, "asked": ["gossip"]},
        {"language": "my", "women": 1, "taught": ["other"]},
        {"language": "my", "women": 1, "name": "Daw"},
        "my",
    ],
)
def test_what_is_no_group_is_not_read(given: Any) -> None:
    with pytest.raises(EntryNotRead):
        read_group(given)


# On the tablet


def test_a_group_that_the_tablet_sealed_is_taken_once(pier: Outreach) -> None:
    plan_id = pier.plan()
    visit_id = desk_reading.plan_page(pier.olu, plan_id).visit_id
    assert visit_id
    tablet, group_id = pier.tablet(visit_id), uuid4()
    given = {"language": "my", "women": "7", "men": "", "unsaid": "3", "taught": ["fees"]}
    sealed = tablet.seal(group_id, json.dumps({"part": "outreach", "given": given}).encode())

    for _ in range(2):
        assert tablet.send(group_id, sealed).json() == {"kept": True, "line": ""}
    run_waiting()
    assert reach_of([pier.plant])[pier.plant].people == 10

    # And what is no group, or of a part that there is none of, is refused with a line
    for content in ({"part": "outreach", "given": {"language": "my"}}, {"part": "polls", "given": {}}, {"part": 1}):
        bad = uuid4()
        answer = tablet.send(bad, tablet.seal(bad, json.dumps(content).encode()))
        assert (answer.status_code, answer.json()["kept"]) == (409, False)
    assert reach_of([pier.plant])[pier.plant].people == 10


def test_those_who_asked_to_be_followed_up_were_met_also_where_nobody_counted(pier: Outreach) -> None:
    plan_id = pier.plan()
    visit_id = desk_reading.plan_page(pier.olu, plan_id).visit_id
    assert visit_id
    tablet = pier.tablet(visit_id)
    met(tablet)
    met(tablet)
    run_waiting()
    assert reach_of([pier.plant])[pier.plant].people == 2
    assert desk_reading.plan_page(pier.olu, plan_id).followed_up == 2

    count(pier, plan_id)
    assert reach_of([pier.plant])[pier.plant].people == 10


def test_a_tablet_without_a_plan_counts_where_the_desk_has_a_place_of_that_name(pier: Outreach) -> None:
    tablet = a_visit(pier.desk_id)  # to "Pier 4", as the place is called
    met(tablet)
    met(tablet)
    run_waiting()
    assert reach_of([pier.plant])[pier.plant].people == 2
    places.change_place(place_id=pier.place_id, where=Where("pier", "Pier 9", "TH"), by=pier.lead)
    met(other := a_visit(pier.desk_id))
    run_waiting()
    with acting_as(SYSTEM):
        rows = Reach.objects.filter(source_id__in=(tablet.visit_id, other.visit_id)).order_by("-people")
        known = [(row.people, row.country, row.province, row.organisation_id) for row in rows]
        assert known == [(2, "TH", "TH-74", pier.plant), (1, "TH", "", None)]
        folding.fold_all()
        assert Reach.objects.filter(source_id=other.visit_id).count() == 1


def test_everybody_reads_three_whole_months_in_tens_and_nothing_of_fewer_than_eleven(pier: Outreach) -> None:
    for women, told in ((9, 0), (16, 20)):
        with clock.stopped_at(datetime(2026, 3, 2, 9, tzinfo=UTC)):
            count(pier, pier.plan(), Group(language="my", women=women))
        for month, day, seen in ((4, 7, 0), (4, 8, told), (7, 8, 0)):
            with clock.stopped_at(datetime(2026, month, day, 9, tzinfo=UTC)):
                assert told_to_all(pier.plant) == told_to_all(corridor="MM-TH") == seen
    with clock.stopped_at(datetime(2026, 4, 9, 9, tzinfo=UTC)):
        page = Client().get("/public/fees/MM-TH/").content.decode()
        assert "In three months we met 20 people of this way or more." in page
        assert "fewer than 11 people of this way" in Client().get("/public/fees/NP-MY/").content.decode()


# Pages


def test_a_lead_notes_a_place_and_plans_a_visit_and_who_leads_it_counts(pier: Outreach) -> None:
    lead, olu = pier.signed_in("lead"), pier.signed_in("olu")
    place = {"kind": "village", "name": "Upper village", "country": "TH", "province": "th-63", "point": "16.7, 98.57"}
    assert lead.post("/desk/outreach/places/", {**place, "near": [str(pier.plant)]}).status_code == 302
    assert lead.post("/desk/outreach/places/", {**place, "province": "MM-06"}).status_code == 409
    assert lead.post("/desk/outreach/places/", {**place, "point": "north"}).status_code == 422

    plan = {"place": str(pier.place_id), "holder": str(pier.olu.id), "day": f"{clock.today()}", "languages": ["my"]}
    answer = lead.post("/desk/outreach/", {**plan, "topics": ["fees"], "tablet": "on"})
    address = answer["Location"]
    assert lead.post("/desk/outreach/", {**plan, "day": "2001-01-01"}).status_code == 422
    assert olu.post("/desk/outreach/", plan).status_code == 404

    group = {"once": str(uuid4()), "language": "my", "women": "3", "men": "", "unsaid": "", "asked": ["fees"]}
    for _ in range(2):
        assert olu.post(address, group).status_code == 302
    run_waiting()
    page = olu.get(address).content.decode()
    assert "Burmese" in page and reach_of([pier.plant])[pier.plant].people == 3
    assert olu.post(address, {**group, "women": "0"}).status_code == 409
    assert olu.post(address, {"language": "my", "women": "3"}).status_code == 409
    assert pier.signed_in("ola").get(address).status_code == 404
    assert pier.signed_in("ola").post(address, group).status_code == 404

    with acting_as(SYSTEM):
        group_id = GroupMet.objects.get().id
    assert pier.signed_in("ola").post(f"{address}{group_id}/strike/").status_code == 404
    assert olu.post(f"{address}{group_id}/strike/").status_code == 302
    assert lead.post(f"{address}cancel/").status_code == 302
    assert lead.post(f"/desk/outreach/{uuid4()}/cancel/").status_code == 404
    assert "called off" in lead.get("/desk/outreach/").content.decode()


def test_the_sheet_of_a_planned_visit_counts_groups_and_that_of_another_does_not(pier: Outreach) -> None:
    visit_id = desk_reading.plan_page(pier.olu, pier.plan()).visit_id
    assert 'data-part="outreach"' in pier.signed_in("olu").get(f"/desk/visits/{visit_id}/").content.decode()
    other = a_visit(pier.desk_id)
    assert 'data-part="outreach"' not in other.client.get(other.address).content.decode()


def test_cards_are_printed_in_each_language_and_what_is_scanned_says_where_and_nothing_else(pier: Outreach) -> None:
    lead, token = pier.signed_in("lead"), desk_reading.place_card(pier.lead, pier.place_id).poster
    address = f"/desk/outreach/places/{pier.place_id}/cards/"
    for language, question in (("en", "What happened?"), ("my", "ဘာဖြစ်"), ("ne", "के भयो")):
        page = lead.get(address, {"in": language, "size": "a6"}).content.decode()
        assert page.count(f"/p/{token}/</p>") == 4 and question in page
    assert lead.get(address).content.decode().count('class="one"') == 10
    assert lead.get(address, {"in": "xx"}).status_code == lead.get(address, {"size": "a0"}).status_code == 404
    assert outreach().signed_in("lead").get(address).status_code == 404
    assert lead.get(f"/p/{token}/")["Location"] == f"/?p={token}"


def test_every_topic_is_the_name_of_a_core_lesson() -> None:
    content = files("saphan.empowerment.lessons") / "content"
    assert set(TOPICS) == {lesson.name for lesson in content.iterdir() if lesson.is_dir()}
