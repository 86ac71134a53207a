"""Given a rule, a lawyer reads its text, source and examples, and accepts it by name, or sends it back."""

import pytest
from django.test import Client

from saphan.empowerment.acceptance import desk_rules
from saphan.empowerment.acceptance.selectors import shown
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.django_db
PAGE, JUDGE, KEY = "/desk/rules/", "/desk/rules/judge/", "everywhere.employer_pays"


@pytest.fixture
def reviewer() -> Client:
    return sign_in(Client(), desk_person(open_desk(), "reviewer", name="Thida"))


def test_a_rule_is_read_and_accepted(reviewer: Client) -> None:
    rule = desk_rules.rule(KEY)
    assert rule
    page = reviewer.get(PAGE, {"at": KEY}).content.decode()
    assert rule.source.publisher in page and "On this offer it speaks" in page
    given = {"rule": KEY, "digest": rule.digest, "name": "Thida", "verdict": "accepted"}
    refused = reviewer.post(JUDGE, given)
    assert refused.status_code == 409 and "Say where you are admitted" in refused.content.decode()
    assert reviewer.post(JUDGE, {**given, "digest": "0", "standing": "Bangkok"}).status_code == 409
    assert not shown("rule", KEY, rule.digest, "").visible
    after = reviewer.post(JUDGE, {**given, "standing": "Bangkok"})
    assert after.status_code == 302 and "at=" in after.headers["Location"]
    assert shown("rule", KEY, rule.digest, "").accepted_by == ("Thida",)
    assert "Bangkok" in reviewer.get(PAGE, {"at": KEY}).content.decode()
    reviewer.post(JUDGE, {**given, "standing": "Bangkok", "verdict": "sent_back", "remark": "Old"})
    assert not shown("rule", KEY, rule.digest, "").visible


def test_a_rule_that_is_not_there(reviewer: Client) -> None:
    assert reviewer.post(JUDGE, {"rule": "none"}).status_code == 404
