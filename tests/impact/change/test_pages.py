"""Given an edition, everybody can read the picture and open each number; before one, the pages say so."""

import csv
import gzip
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext

from saphan.impact.caching import forget_all
from saphan.impact.indicators.catalogue import PROGRAMMES, catalogue
from saphan.impact.publishing.reading import Edition
from tests.impact.change import given

pytestmark = pytest.mark.django_db

PLACES = ("", "over-time/", "compare/", "donor/", "criteria/")
MOST = 60_000  # bytes of a page before it is packed


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    forget_all()
    yield
    forget_all()


@pytest.fixture
def edition(nothing_kept: None) -> Edition:
    return given.full()


def page(client: Client, place: str = "", status: int = 200, **asked: str) -> str:
    answer = client.get(f"/public/change/{place}", asked, headers={"accept-language": "en"})
    assert answer.status_code == status
    return answer.content.decode()


@pytest.mark.parametrize("place", PLACES)
def test_before_the_first_edition_nothing_is_shown_as_good_or_as_zero(client: Client, place: str) -> None:
    text = page(client, place)
    assert "Nothing has been let out yet" in text
    assert not re.search(r">\s*0\s?%?<", text)


def test_every_number_of_the_picture_opens(client: Client, edition: Edition) -> None:
    text = page(client)
    opened = re.findall(r'class="live" href="([^"]+)"', text)
    assert len(opened) == 24
    assert all(client.get(address).status_code == 200 for address in opened)
    every = len(catalogue().indicators)
    assert f"Of {every} numbers {every - len(given.UNKNOWN)} are known" in text
    assert "n = " in text
    assert text.count("no information") == 5


def test_programmes_objectives_and_actors_open(client: Client, edition: Edition) -> None:
    for code in PROGRAMMES:
        assert "numbers" in page(client, f"programme/{code}/")
    for number in (1, 2, 3):
        assert page(client, f"objective/{number}/") != page(client, f"actor/{number}/")
    page(client, "programme/no-such/", status=404)
    page(client, "objective/4/", status=404)


def test_every_indicator_has_a_page(client: Client, edition: Edition) -> None:
    for one in catalogue().indicators:
        text = page(client, f"{one.id}/")
        assert len(text) < MOST
        assert "What it does not say" in text
        assert "A worked example" in text
    page(client, "no_such_number/", status=404)
    page(client, "no_such_number.csv", status=404)


def test_a_number_says_all_that_it_may(client: Client, edition: Edition) -> None:
    text = page(client, "issues_remedied/")
    shown = edition.figure("issues_remedied")
    assert f">{shown.value:.0%}<" in text
    assert f"n = {shown.n}" in text
    assert "(95% interval)" in text
    assert "More is better." in text
    assert "By kind of concern" in text
    assert "The issues that were shown to a partner." in text
    assert "issue.moved to=remedied" in text
    assert reverse("impact:change_objective", args=["2"]) in text


@pytest.mark.parametrize("language", ["my", "th", "km", "lo", "ne", "hi", "bn", "id", "ms", "vi", "tl"])
def test_definitions_are_read_in_the_language_of_the_page(client: Client, edition: Edition, language: str) -> None:
    answer = client.get("/public/change/issues_remedied/", {"language": language}).content.decode()
    one = catalogue()["issues_remedied"]
    with translation.override(language):
        for said in (one.definition, one.caveats):
            assert gettext(said) != said and f"<p>{escape(gettext(said))}</p>" in answer
    assert f'<details class="limits" lang="en"><summary>English</summary><p>{one.definition}</p>' in answer


def test_the_download_of_a_number_holds_all_of_it(client: Client, edition: Edition) -> None:
    rows = list(csv.DictReader(client.get("/public/change/issues_remedied.csv").content.decode().splitlines()))
    assert {row["indicator"] for row in rows} == {"issues_remedied"}
    assert len(rows) == sum(key[0] == "issues_remedied" for key in edition.figures)
    assert all((row["value"] == "") == (row["known"] == "no") for row in rows)


def test_small_lines_say_what_is_found_and_stand_in_a_table(client: Client, edition: Edition) -> None:
    text = page(client, "over-time/")
    assert "More in 2026-Q3 than a year before" in text
    assert "No change in 2026-Q3 that numbers of this size can show" in text
    assert text.count("<table") == 3
    assert "Bad offers refused" in text
    assert len(text.encode()) < MOST
    assert len(gzip.compress(page(client, "over-time/2/").encode())) < MOST / 4
    page(client, "over-time/4/", status=404)
    rows = client.get("/public/change/over-time.csv").content.decode().splitlines()
    assert len(rows) > 65


def test_a_donor_reads_what_changed_and_what_is_not_known(client: Client, edition: Edition) -> None:
    text = page(client, "donor/")
    assert "What is not known" in text
    assert "Money returned to workers" in text
    assert len(text) < MOST


def test_the_criteria_are_answered_with_their_evidence(client: Client, edition: Edition) -> None:
    text = page(client, "criteria/")
    assert text.count('class="criterion"') == 8
    assert "Met up to" in text
    assert "not enough known" in text


def test_two_periods_stand_side_by_side(client: Client, edition: Edition) -> None:
    text = page(client, "compare/", indicator="issues_remedied", a="2025-Q1", b="2026-Q2")
    assert "No difference that numbers of this size can show" in text
    assert "The 95% intervals overlap" in text
    assert "percentage points" in text
    assert "had less time to end" in text


def test_two_groups_stand_side_by_side(client: Client, edition: Edition) -> None:
    text = page(client, "compare/", indicator="voices_by_language", a="km", b="my")
    assert "More in Burmese than in Khmer" in text
    assert "no information" in page(client, "compare/", indicator="voices_by_language", a="th", b="lo")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"indicator": "no_such"}, "There is no such number"),
        ({"a": "my"}, "There is no such number"),
        ({"indicator": "issues_remedied", "a": "1999", "b": "2026-Q2"}, "from what is offered"),
        ({"indicator": "issues_remedied", "a": "2026-Q2"}, "from what is offered"),
        ({"indicator": "issues_remedied", "a": "2026-Q2", "b": "2026-Q2"}, "two different ones"),
        ({"indicator": "issues_remedied", "a": "2026-Q2", "b": "C"}, "not one of each"),
        ({"indicator": "<b>\x00", "a": "<b>", "b": "<i>"}, "There is no such number"),
    ],
)
def test_what_cannot_be_compared_is_answered_clearly(
    client: Client, edition: Edition, asked: dict[str, str], said: str
) -> None:
    text = page(client, "compare/", status=400, **asked)
    assert said in text
    assert "<b>\x00" not in text
    if asked.get("b") == "C":
        assert '<option value="C" selected>' in text


def test_pages_are_kept_until_the_next_edition(client: Client, edition: Edition) -> None:
    first = client.get("/public/change/")
    assert "public" in first["Cache-Control"]
    again = client.get("/public/change/", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    given.full()
    later = client.get("/public/change/", headers={"if-none-match": first["ETag"]})
    assert later.status_code == 200
    assert "Edition 2" in later.content.decode()


def test_only_reading_is_possible(client: Client) -> None:
    assert [client.post(f"/public/change/{place}").status_code for place in PLACES] == [405] * len(PLACES)
