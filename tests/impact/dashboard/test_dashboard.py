"""The dashboard says what was let out and nothing else, with a finding over each drawing, and stays light."""

import csv
import gzip
import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

from saphan.impact.dashboard.charts import CHARTS, PARTS, chart
from saphan.impact.dashboard.drawing import Row, bars
from saphan.impact.dashboard.findings import MOST, ONE
from saphan.impact.dashboard.page import NOTHING, STOPS, dashboard
from saphan.impact.dashboard.words import MEANS
from saphan.impact.facts import next_month
from saphan.impact.publishing.reading import Edition
from tests.impact.dashboard.given import OCTOBER, a_year, some
from tests.impact.publishing.given import edition

pytestmark = pytest.mark.django_db
LIGHT = 60_000  # bytes of a page with its style sheets


@pytest.fixture
def shown() -> Edition:
    return a_year()


def text(client: Client, language: str = "en") -> str:
    return client.get(f"/public/?language={language}").content.decode()


def test_every_figure_of_the_page_has_words_and_a_finding() -> None:
    wanted = {indicator for one in CHARTS.values() for indicator in one.indicators}
    assert wanted == set(MEANS) - {"money_returned"} == set(MOST) | set(ONE)
    assert {part for part, _, _ in STOPS} == {part.code for part in PARTS}


@pytest.mark.parametrize(
    ("code", "finding"),
    [
        ("met", "620 of the 1,240 people whom we met speak Burmese"),
        ("places", "We met 510 people in Thailand · Samut Sakhon"),
        ("kinds", "50 of 145 issues are about this: Pay"),
        ("days", "Half of the first answers came within 1 day"),
        ("in-time", "Partners acknowledged 71% of the issues in time"),
        ("remedied", "38% of the issues shown to partners are remedied, workers say"),
    ],
)
def test_a_drawing_says_what_it_found(shown: Edition, code: str, finding: str) -> None:
    assert chart(shown, CHARTS[code]).finding == finding


def test_who_said_no_sector_is_never_the_finding(shown: Edition) -> None:
    figures = {key: one for key, one in shown.figures.items() if key[1] != "seafood"}
    most_unknown = Edition(shown.month, shown.made_on, 1, figures)
    assert (
        "30 of 145 issues come from here: Clothes, textiles and shoes" in chart(most_unknown, CHARTS["sectors"]).finding
    )
    assert chart(shown, CHARTS["sectors"]).table[-1].name == "Sector not said"


def test_before_the_first_edition_nothing_is_claimed() -> None:
    for one in CHARTS.values():
        empty = chart(NOTHING, one)
        assert empty.finding == "Too few to show yet"
        assert all(line.width is None for line in empty.lines)


def test_what_is_not_shown_is_hatched_and_never_a_zero(shown: Edition) -> None:
    languages = chart(shown, CHARTS["met"])
    assert [line.name for line in languages.lines][-1] == "2 others"
    assert (languages.lines[-1].width, languages.lines[-1].said) == (None, "not shown")
    assert "0" not in {row.said for row in languages.table}


def test_bars_are_in_proportion_and_carry_their_interval() -> None:
    half, whole, hidden = bars([Row("a", "", 0.2, 0.1, 0.3), Row("b", "", 0.4), Row("c", "", None)])
    assert (half.width, half.sure, whole.width, hidden.width) == (50, (25, 75), 100, None)
    assert bars([Row("a", "", 0.5)], most=1)[0].width == 50


def test_the_download_of_a_chart_has_every_period(client: Client, shown: Edition) -> None:
    rows = list(csv.reader(io.StringIO(client.get("/public/figures/languages.csv").content.decode())))
    assert rows[0] == ["indicator", "code", "period", "value", "n", "low", "high"]
    assert ["voices_by_language", "my", "", "410", "410", "", ""] in rows
    assert ["voices_by_language", "hi", "", "not shown", "", "", ""] in rows
    assert client.get("/public/figures/pearls.csv").status_code == 404


def test_the_page_has_a_table_a_meaning_and_a_download_beside_each_chart(client: Client, shown: Edition) -> None:
    page = text(client)
    for code in CHARTS:
        figure = page.partition(f'id="c-{code}"')[2].partition("</figure>")[0]
        assert "<table" in figure and "What this means" in figure and f"/public/figures/{code}.csv" in figure, code
    assert "Figures to the end of October 2026, published on" in page
    assert "<script" not in page


@pytest.mark.parametrize("language", [code for code, _ in settings.LANGUAGES])
def test_it_is_light_in_every_language(client: Client, shown: Edition, language: str) -> None:
    page = text(client, language)
    styles = [
        finders.find(re.sub(r"\.[0-9a-f]{12}", "", one)) for one in re.findall(r'href="/static/([^"]+css)"', page)
    ]
    sheets = b"".join(Path(one).read_bytes() for one in styles if isinstance(one, str))
    assert len(styles) == 4
    assert len(gzip.compress(page.encode())) + len(gzip.compress(sheets)) <= LIGHT


def test_what_the_edition_hides_stands_nowhere_on_the_page(client: Client) -> None:
    """The way of a voice, the charts and the counters tell one number."""
    a_year()
    figures = [one for one in some() if one.indicator != "issues_by_kind"]
    edition(figures, next_month(OCTOBER))
    assert next(stop.value for stop in dashboard().stops if stop.part == "issues") == ""
    issues = next(one for each in dashboard().counters for one in each.figures if one.code == "issues")
    assert (issues.value, issues.bars[-1].value, issues.bars[-3].value) == (None, None, 130)
