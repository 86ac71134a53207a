"""The page of reach: who was met lately, who never, in which languages; what other desks did by month only."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.test import Client

from saphan.network import services
from saphan.network.provinces import set_province
from saphan.network.reach.page import reach_page
from saphan.network.reach.services import Seen, note_reach
from saphan.network.reach.tiles import Known, arranged, draw
from saphan.network.selectors import pool_of_desk
from saphan.store import clock
from saphan.store.callers import Staff
from tests.signed_in import desk_person, open_desk, sign_in


def plant(name: str, province: str, headcount: int, language: str) -> UUID:
    organisation_id = services.create_organisation(kind="supplier", name=name, country="TH")
    set_province(organisation_id=organisation_id, province=province)
    services.add_workforce_group(
        organisation_id=organisation_id,
        headcount=headcount,
        language=language,
        counted_on=clock.today(),
        source="poster",
    )
    return organisation_id


def met(desk_id: UUID, near: list[UUID], ago: int, **people: int) -> None:
    day = clock.today() - timedelta(days=ago)
    note_reach(source_id=uuid4(), seen=Seen(desk_id, "pier", "TH", day, "TH-74", "MM-TH", near, people))


@pytest.mark.django_db
def test_whom_nobody_met_stands_first_and_is_hatched() -> None:
    # Given four plants: never met, met long ago, met lately in one of two languages, met by another desk of the pool
    desk_id = open_desk()
    other = open_desk("River desk", pool_id=pool_of_desk(desk_id))
    green, old = plant("Green Bay", "TH-20", 900, "km"), plant("Old Mill", "TH-74", 50, "my")
    blue, crab = plant("Blue Prawn", "TH-74", 240, "my"), plant("Red Crab", "TH-74", 40, "my")
    services.add_workforce_group(
        organisation_id=blue, headcount=30, language="ne", counted_on=clock.today(), source="poster"
    )
    met(desk_id, [old], 200, my=5)
    met(desk_id, [blue, crab], 10, my=20)
    met(other, [crab], 1, km=3)
    met(open_desk("Far desk"), [green], 1, my=50)  # of no pool of ours

    lead = desk_person(desk_id, "lead", name="Mai")
    page = reach_page(Staff(lead.id, desk_id, frozenset({"lead"})))

    assert [row.name for row in page.workplaces[:2]] == ["Green Bay", "Old Mill"]
    assert {row.name for row in page.workplaces} == {"Green Bay", "Old Mill", "Blue Prawn", "Red Crab"}
    rows = {row.id: row for row in page.workplaces}
    assert (page.people, page.never, page.before) == (23, 1, 1)
    assert rows[blue].not_met == ("Nepali",) and rows[blue].met.languages == ("Burmese",)
    assert rows[blue].met.last == clock.today() - timedelta(days=10) and not rows[blue].met.by_month
    assert rows[crab].met.by_month and rows[crab].met.last == (clock.today() - timedelta(days=1)).replace(day=1)
    assert rows[crab].met.people == 23 and rows[old].met.last and not rows[old].met.lately

    corridors = {line.name: line.met for line in page.corridors}
    assert corridors["Myanmar (Burma) → Thailand"].people == 23 and corridors["Nepal → Malaysia"].last is None
    assert {line.name: line.met.people for line in page.languages}["Nepali"] == 0
    (country,) = page.countries
    tiles = {tile.code: tile for tile in country.drawing.tiles}
    assert (tiles["TH-74"].state, tiles["TH-74"].people) == ("met", 23)
    assert (tiles["TH-20"].state, tiles["TH-50"].state) == ("never", "")

    answer = sign_in(Client(), lead).get("/desk/reach/")
    assert answer.status_code == 200 and "never met: no information" in answer.content.decode()
    assert sign_in(Client(), desk_person(desk_id, "outreach", name="Olu")).get("/desk/reach/").status_code == 403


@pytest.mark.django_db
def test_a_desk_that_has_met_nobody_reads_a_page_too() -> None:
    lead = desk_person(open_desk(), "lead", name="Mai")
    assert "We know of no workplace yet." in sign_in(Client(), lead).get("/desk/reach/").content.decode()


@pytest.mark.parametrize(
    ("country", "provinces"), [("TH", 77), ("MM", 15), ("KH", 25), ("NP", 7), ("BD", 8), ("MY", 16)]
)
def test_every_province_has_one_tile_and_no_two_lie_on_one_another(country: str, provinces: int) -> None:
    places = arranged()[country]
    assert len(places) == len(set(places.values())) == provinces


def test_more_people_make_a_darker_tile_and_an_unknown_country_no_drawing() -> None:
    known = {"TH-10": Known(24), "TH-11": Known(25), "TH-12": Known(100)}
    drawing = draw("TH", known)
    assert drawing
    steps = {tile.code: tile.step for tile in drawing.tiles}
    assert [steps[code] for code in ("TH-10", "TH-11", "TH-12", "TH-13")] == [1, 2, 3, 0]
    assert draw("FR", {}) is None
