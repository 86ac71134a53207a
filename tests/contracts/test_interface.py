"""The interface for other systems keeps its word: it is the one on record, and answers as described."""

import json

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings

from saphan.config.wsgi import application
from saphan.voice.api import api
from tests.signed_in import open_desk
from tests.source import ROOT
from tests.voice.systems import make_key

SNAPSHOT = ROOT / "tests" / "contracts" / "openapi-v1.json"
RENEW = "If others may rely on the change, run: .venv/bin/python tools/openapi_snapshot.py"
# What it may not be held to: a right form may still say nothing or name nobody; we give it a right key each time.
LEFT_OUT = ("positive_data_acceptance", "ignored_auth")


def test_the_description_is_the_one_on_record() -> None:
    """Whoever changes the interface sees it here, and in review."""
    assert json.loads(SNAPSHOT.read_text()) == json.loads(json.dumps(api.get_openapi_schema())), RENEW


@pytest.mark.parametrize("mode", list(schemathesis.GenerationMode))
def test_it_answers_as_described_whatever_is_sent(fresh_database: str, mode: schemathesis.GenerationMode) -> None:
    """Some dozens of reports, right and wrong, made from the description: each answer is one that it names."""
    key = make_key(open_desk()).key
    interface = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application)
    left_out = schemathesis.checks.CHECKS.get_by_names(LEFT_OUT)
    answered: set[int] = set()

    @given(case=interface["/api/v1/voice"]["POST"].as_strategy(generation_mode=mode))
    @settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def send(case: schemathesis.Case) -> None:
        answer = case.call(headers={"Authorization": f"Bearer {key}"})
        case.validate_response(answer, excluded_checks=left_out)
        answered.add(answer.status_code)

    send()
    assert answered - {202, 400, 401, 409, 411, 413, 415, 422} == set()
    assert len(answered) > 1
