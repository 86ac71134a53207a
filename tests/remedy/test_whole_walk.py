"""Given a verified issue, it goes to a partner and comes back as a remedy that the workers confirm: acts 8 to 19."""

from datetime import timedelta

import pytest

from saphan.remedy import services as remedy
from saphan.remedy.models import HeldCheck, Outcome, Retaliation
from saphan.remedy.sweeping import sweep
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault.models import Fact
from tests.remedy.walk import Walk

pytestmark = pytest.mark.django_db


def outcomes(walk: Walk) -> list[tuple[str, str, str]]:
    with acting_as(walk.somchai):
        return list(Outcome.objects.order_by("on", "id").values_list("kind", "code", "asked_band"))


def test_acts_8_to_19(walk: Walk) -> None:
    # 8 and 9: the words for the supplier and for the brand, and three people who say yes to both
    first, second = walk.draft(), walk.draft(to=walk.brand, asked_action="keep_contract")
    walk.consent(first)
    walk.consent(second)

    # 10 and 11: after the wait both are shown, and Somchai accepts the promises
    walk.wait_is_over()
    supplier_page = remedy.disclose_issue(draft_id=first, by=walk.preecha)
    brand_page = remedy.disclose_issue(draft_id=second, by=walk.preecha)
    assert walk.stage() == "disclosed"
    remedy.acknowledge(disclosure_id=supplier_page, by=walk.somchai, language="th")
    assert walk.stage() == "acknowledged"

    # 12: both promise something
    pays = walk.promised(supplier_page)
    walk.promised(brand_page, by=walk.ellen)
    assert walk.stage() == "planned"

    # 13 and 14: one wants advice first; only when she has had it and answered is the plan agreed
    round_id = remedy.ask_whether_enough(issue_id=walk.issue_id, by=walk.preecha)
    walk.answer("enough", round_id, "enough", "enough", "advice_first")
    remedy.record_advice(answer_id=walk.round_answer(walk.stories[2]), by=walk.preecha)
    walk.answer("enough", round_id, "enough", "enough", "enough")
    assert remedy.agree_plan(issue_id=walk.issue_id, by=walk.preecha) == "agreed"
    sweep()
    assert outcomes(walk) == [("plan", "agreed", "")]

    # 15 to 17: delivered, asked, and two of three say yes
    remedy.deliver(commitment_id=pays, by=walk.somchai)
    confirm = remedy.ask_confirmation(issue_id=walk.issue_id, by=walk.nok)
    walk.answer("confirm", confirm, "yes", "yes", "partly")
    assert walk.stage() == "remedied"
    sweep()
    assert len(outcomes(walk)) == 1  # the partner hears nothing on the day

    # … and a week later in bands; she is asked whether it has held
    clock.pass_time(timedelta(days=7))
    sweep()
    assert outcomes(walk)[-1] == ("confirmation", "confirmed", "under 10")
    with acting_as(System("test")):
        held = HeldCheck.objects.get(days=7)

    # 18: the second of them says that somebody asks who talked
    walk.answer("held", held.id, "yes", "retaliation")
    assert walk.stage() == "reopened"
    assert len(outcomes(walk)) == 2  # the partner sees nothing yet

    # 19: Ann speaks with Somchai; a month later it has stopped
    with acting_as(walk.ann):
        event = Retaliation.objects.get()
    remedy.speak_with_partner(retaliation_id=event.id, by=walk.ann)
    clock.pass_time(timedelta(days=30))
    remedy.end_retaliation(retaliation_id=event.id, by=walk.ann)
    assert walk.stage() == "remedied"
    with acting_as(walk.ellen):
        assert list(Outcome.objects.values_list("code", flat=True))[-1] == "retaliation_closed"


def test_facts_carry_codes_and_no_person(walk: Walk) -> None:
    walk.remedied()
    with acting_as(System("test")):
        facts = {fact.kind: fact for fact in Fact.objects.filter(kind__startswith="remedy.")}
    assert facts["remedy.confirmed"].payload == {"outcome": "confirmed", "asked": 3, "answered": 3, "yes": 2}
    assert facts["remedy.remedied"].payload == {"workers": 3, "outcome": "confirmed"}
    assert facts["remedy.acknowledged"].payload == {"days": 0, "in_time": True, "recipient_kind": "supplier"}
    assert {fact.subject for fact in facts.values()} == {walk.issue_id}
