"""Given editions, everybody sees each with its files; a file may be kept, and tells of which edition it is."""

from datetime import date

import pytest
from django.test import Client

from saphan.impact.exports import files
from tests.impact.exports import given

pytestmark = pytest.mark.django_db
PAGE = "/public/data/"


@pytest.fixture
def two_editions(monkeypatch: pytest.MonkeyPatch) -> None:
    given.let_out(monkeypatch, given.edition(3), given.edition(2), given.edition(1, date(2025, 12, 1)))


def test_before_the_first_edition_the_page_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    given.let_out(monkeypatch)
    assert "Nothing has been published yet" in client.get(PAGE).content.decode()


@pytest.mark.usefixtures("two_editions")
def test_every_edition_with_its_files_and_what_it_corrects(client: Client) -> None:
    text = client.get(PAGE).content.decode()
    assert text.count("Parquet<") == 3 and "1/datapackage.json" in text
    assert text.count("It corrects edition 2.") == 1 and "It corrects edition 1." not in text
    assert "14 of 17 numbers are shown" in text
    assert "creativecommons.org/licenses/by/4.0" in text and len(text) < 60_000


@pytest.mark.usefixtures("two_editions")
def test_a_file_may_be_kept_and_is_asked_for_again_at_no_cost(client: Client) -> None:
    for file, kind in (
        ("figures.csv", "text/csv; charset=utf-8"),
        ("figures.json", "application/json"),
        ("figures.parquet", "application/vnd.apache.parquet"),
        ("datapackage.json", "application/json"),
    ):
        answer = client.get(f"{PAGE}2/{file}")
        assert (answer.status_code, answer["Content-Type"]) == (200, kind)
        assert answer["Cache-Control"] == "public, max-age=86400, immutable" and answer["X-Saphan-Edition"] == "2"
        assert answer["Access-Control-Allow-Origin"] == "*" and f"saphan-2-{file}" in answer["Content-Disposition"]
        assert "Cookie" not in answer.get("Vary", "")
        again = client.get(f"{PAGE}2/{file}", headers={"if-none-match": answer["ETag"]})
        assert again.status_code == 304 and not again.content


@pytest.mark.usefixtures("two_editions")
def test_what_is_not_there(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.get(f"{PAGE}9/figures.csv").status_code == 404
    assert client.get(f"{PAGE}2/figures.xlsx").status_code == 404
    assert client.post(f"{PAGE}2/figures.csv").status_code == 405
    # Where the extra is not installed, Parquet is not offered, and its address says what to take
    monkeypatch.setattr(files, "find_spec", lambda name: None)
    assert "Parquet<" not in client.get(PAGE).content.decode()
    answer = client.get(f"{PAGE}2/figures.parquet")
    assert answer.status_code == 404 and "Take CSV or JSON" in answer.content.decode()
