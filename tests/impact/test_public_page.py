"""Given editions, the public page shows the five counters with definitions, drawings and tables, and nothing else."""

from datetime import date, datetime

import pytest
from django.test import Client

from saphan.impact import drawing
from tests.impact.publishing.given import counters, edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def published(day_one: datetime) -> None:
    edition(counters(contacts=211, cases=None, issues=40), date(2026, 3, 1))
    edition(counters(contacts=250, cases=None, issues=62, money__THB=90400), date(2026, 4, 1))


def page(client: Client, language: str = "en") -> str:
    answer = client.get("/public/", {"language": language}, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_before_the_first_release_the_page_says_so(client: Client) -> None:
    assert "Nothing has been published yet" in page(client)


def test_figures_stand_with_their_definition_their_n_and_their_limits(client: Client, published: None) -> None:
    text = page(client)
    assert ">250<" in text
    assert "39 more than in March 2026" in text
    assert "n = 250" in text
    assert "less the stories that were deleted" in text
    assert "90,400" in text
    assert "THB" in text


def test_what_is_below_the_threshold_is_not_shown(client: Client, published: None) -> None:
    assert page(client).count("not shown") >= 2


def test_there_is_a_table_beside_each_drawing(client: Client, published: None) -> None:
    text = page(client)
    assert text.count('<svg class="bars"') > 0 and text.count("<table") >= text.count('<svg class="bars"')


def test_the_download_says_the_same(client: Client, published: None) -> None:
    rows = client.get("/public/figures.csv").content.decode().splitlines()
    assert rows[0] == "indicator,month,value"
    assert "contacts,2026-04,250" in rows
    assert "cases,2026-04,not shown" in rows


def test_only_reading_is_possible(client: Client) -> None:
    assert client.post("/public/").status_code == 405
    assert client.post("/public/figures.csv").status_code == 405


def test_bars_grow_with_their_value_and_unknown_months_are_hatched_whole() -> None:
    march, april, may = drawing.bars([(date(2026, 3, 1), 50), (date(2026, 4, 1), 100), (date(2026, 5, 1), None)])
    assert april.height == 2 * march.height == may.height
    assert may.value is None
    assert march.y + march.height == april.y + april.height
