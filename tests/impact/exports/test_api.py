"""Given editions, dashboards of others read the same numbers by address, and are told clearly what is wrong."""

import json
from datetime import date

import pytest
import schemathesis
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import given as of

from saphan.config.wsgi import application
from saphan.impact.exports import api as interface
from saphan.impact.exports.api import api
from saphan.impact.exports.rows import rows_of
from saphan.voice.wrong_keys import Budget
from tests.impact.exports import given
from tests.impact.publishing.given import counters
from tests.impact.publishing.given import edition as put_in_place
from tests.source import ROOT

pytestmark = pytest.mark.django_db
AT = "/api/public/v1"
SNAPSHOT = ROOT / "tests" / "contracts" / "openapi-public-v1.json"
RENEW = "If others may rely on the change, run: .venv/bin/python tools/openapi_snapshot.py"
LEFT_OUT = ("positive_data_acceptance", "negative_data_rejection")  # an edition that is not there is well asked for


@pytest.fixture(autouse=True)
def two_editions(monkeypatch: pytest.MonkeyPatch) -> None:
    given.let_out(monkeypatch, given.edition(2), given.edition(1, date(2025, 12, 1), given.FIGURES[:4]))


def test_the_description_is_the_one_on_record() -> None:
    assert json.loads(SNAPSHOT.read_text()) == json.loads(json.dumps(api.get_openapi_schema())), RENEW


def test_figures_of_the_newest_edition_and_of_a_former_one(client: Client) -> None:
    told = client.get(f"{AT}/figures").json()
    assert (told["edition"], told["month"], told["licence"]) == (2, "2026-01", "CC-BY-4.0")
    assert len(told["figures"]) == len(rows_of(given.edition()))
    one = client.get(f"{AT}/figures", {"indicator": "voices_by_language", "code": "my", "period": "2025"}).json()
    assert [each["value"] for each in one["figures"]] == [540]
    hidden = client.get(f"{AT}/figures", {"indicator": "voices_by_language", "code": "lo", "edition": 1}).json()
    assert [(each["value"], each["shown"]) for each in hidden["figures"]] == [(None, "fewer than 11")]


def test_editions_definitions_and_the_five_counters(client: Client) -> None:
    editions = client.get(f"{AT}/editions").json()["editions"]
    assert [one["version"] for one in editions] == [2, 1] and "parquet" in editions[0]["downloads"]
    known = client.get(f"{AT}/indicators").json()["indicators"]
    assert len(known) >= 30 and all(one["definition"] and one["caveats"] for one in known)
    put_in_place(counters(contacts=211, cases=None), date(2026, 3, 1))
    counted = {one["indicator"]: one for one in client.get(f"{AT}/counters").json()["counters"]}
    assert counted["contacts"]["value"] == 211 and counted["cases"]["shown"] == "fewer than 11"


def test_it_is_open_to_every_page_kept_and_without_cookies(client: Client) -> None:
    answer = client.get(f"{AT}/figures", headers={"accept-encoding": "gzip"})
    assert answer["Access-Control-Allow-Origin"] == "*" and answer["Content-Encoding"] == "gzip"
    assert answer["Cache-Control"].startswith("public, max-age=3600") and not answer.cookies
    again = client.get(f"{AT}/figures", headers={"if-none-match": answer["ETag"]})
    assert again.status_code == 304 and not again.content


def test_what_is_wrong_is_said_and_nothing_of_it_repeated(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    for asked, status, code in (
        ("figures?indicator=canary", 422, "wrong_question"),
        ("figures?period=canary", 422, "wrong_question"),
        ("figures?edition=9", 404, "no_such_edition"),
        ("canary", 404, "no_such_address"),
    ):
        answer = client.get(f"{AT}/{asked}")
        assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
        assert answer.json()["type"].endswith(code) and b"canary" not in answer.content
    assert client.post(f"{AT}/figures").status_code == 405
    monkeypatch.setattr(interface, "QUESTIONS", Budget(1))
    assert [client.get(f"{AT}/editions").status_code for _ in range(2)] == [200, 429]


def test_before_the_first_edition_there_is_nothing_and_no_error(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    given.let_out(monkeypatch)
    assert client.get(f"{AT}/figures").json()["edition"] is None
    assert client.get(f"{AT}/editions").json() == {"editions": []}


def test_it_answers_as_described_whatever_is_asked() -> None:
    described = schemathesis.openapi.from_wsgi(f"{AT}/openapi.json", application)
    left_out = schemathesis.checks.CHECKS.get_by_names(LEFT_OUT)
    answered: set[int] = set()

    @of(case=described[f"{AT}/figures"]["GET"].as_strategy())
    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case) -> None:
        answer = case.call(headers={"Accept-Encoding": "identity"})
        case.validate_response(answer, excluded_checks=left_out)
        answered.add(answer.status_code)

    ask()
    assert 200 in answered and answered <= {200, 404, 422}
