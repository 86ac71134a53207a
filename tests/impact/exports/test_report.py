"""Given an edition, the annual report says its numbers in the reader's language, and is set once for an edition."""

import json
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from saphan.impact import selectors
from saphan.impact.exports import reports
from saphan.impact.exports.models import AnnualReport
from saphan.impact.exports.report import content, typesetting
from saphan.store import System, acting_as
from saphan.vault.models import Event
from tests.impact.exports import given
from tests.impact.publishing.given import counters
from tests.impact.publishing.given import edition as put_in_place

pytestmark = pytest.mark.django_db


def told_of(year: int, language: str) -> dict[str, Any]:
    edition = given.edition()
    with translation.override(language):
        return content.report(edition, selectors.public_page(content.end(edition, year)), year, language)


def test_it_says_released_numbers_and_what_is_not_shown() -> None:
    put_in_place(counters(contacts=1200, cases=None), date(2025, 12, 1))
    put_in_place(counters(contacts=1400, cases=None), date(2026, 1, 1))
    told = told_of(2025, "en")
    text = json.dumps(told, ensure_ascii=False)
    assert told["annual"] == "Annual report 2025" and told["until"] == "Counted to the end of December 2025"
    assert '"1,200"' in text and "1,400" not in text and "fewer than 11" in text
    assert "63% (60%–67%)" in text and "1.5 (1–2)" in text and "Burmese" in text
    assert "3 of 17 numbers are not shown" in text and "Creative Commons" in text
    assert "Days to the first answer" in text and text.count("too few") > 30
    # The running year says so
    assert told_of(2026, "en")["annual"] == "Annual report 2026, so far"


def test_in_burmese_numbers_have_burmese_digits() -> None:
    text = json.dumps(told_of(2025, "my"), ensure_ascii=False)
    assert "၆၃" in text and "၅၄၀" in text and "အလုပ်သမားတွေ" in text


@pytest.mark.parametrize("language", ["en", "my"])
def test_it_is_set_with_its_language_and_title_and_the_same_each_time(language: str) -> None:
    told = told_of(2025, language)
    pdf = typesetting.as_pdf(told)
    assert pdf == typesetting.as_pdf(told)
    assert pdf.startswith(b"%PDF-") and f"/Lang({language})".encode() in pdf
    assert told["title"].encode() in pdf and b"pdfuaid" in pdf and b"2026-02-03" in pdf
    pages = max(int(number) for number in re.findall(rb"/Count (\d+)", pdf))
    assert 8 <= pages <= 20


def test_what_is_said_is_never_part_of_the_template() -> None:
    told = told_of(2025, "en") | {"title": '#panic("no") \\ *x* $y$ "', "sections": []}
    assert len(typesetting.as_pictures(told, ppi=20)) == 1


def test_the_worker_makes_it_once_for_an_edition_and_everybody_may_take_it(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reports, "offered", lambda: ("en", "km"))
    given.let_out(monkeypatch)
    assert reports.make_missing() == 0 and client.get("/public/report/2025/en.pdf").status_code == 404
    given.let_out(monkeypatch, given.edition(2, date(2025, 12, 1)))
    assert (reports.make_missing(), reports.make_missing()) == (2, 0)
    answer = client.get("/public/report/2025/km.pdf")
    assert (answer["Content-Type"], answer["X-Saphan-Edition"]) == ("application/pdf", "2")
    assert "/public/report/2025/km.pdf" in client.get("/public/data/").content.decode()
    with acting_as(System("test")):
        assert Event.objects.filter(act="impact.report_made").count() == 2
    # A newer edition takes the place of the former
    given.let_out(monkeypatch, given.edition(3, date(2025, 12, 1)))
    assert reports.make_missing() == 2 and AnnualReport.objects.count() == 2
    assert client.get("/public/report/2025/km.pdf")["X-Saphan-Edition"] == "3"
    with pytest.raises(reports.NothingToReport):
        reports.make(2019, "en")


def test_a_machine_without_typst_makes_none(monkeypatch: pytest.MonkeyPatch) -> None:
    given.let_out(monkeypatch, given.edition())
    monkeypatch.setattr(typesetting, "find_spec", lambda name: None)
    assert reports.make_missing() == 0
    with pytest.raises(typesetting.CannotBeSet) as refused:
        reports.make(2025, "my")
    assert refused.value.ways_out == ("typst",)
