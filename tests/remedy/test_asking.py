"""Given a plan or a delivery, the workers are asked; nothing else makes a plan agreed or an issue remedied."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from saphan.network import selectors as network
from saphan.network.models import Notice
from saphan.remedy import selectors, sweeping
from saphan.remedy import services as remedy
from saphan.remedy.models import HeldCheck, Outcome, Retaliation, Round
from saphan.remedy.refusals import AdviceFirst, NobodyToAsk, NotAskedYet, NotNow, NotSpokenYet
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Staff, System
from saphan.store.refusals import NotAllowed
from saphan.store.tasks import run_waiting
from saphan.verification import gathering
from saphan.verification.models import Issue
from saphan.verification.refusals import NotOnTheLadder
from saphan.verification.services import move
from saphan.voice.models import Ask
from tests.remedy.walk import Walk

pytestmark = pytest.mark.django_db


def notices(kind: str) -> int:
    return Notice.objects.filter(kind=kind).count()


def ask_enough(walk: Walk) -> object:
    walk.planned()
    return remedy.ask_whether_enough(issue_id=walk.issue_id, by=walk.preecha)


def test_a_plan_cannot_be_agreed_unasked(walk: Walk) -> None:
    # Given a plan that nobody was asked about, then the desk cannot agree it
    walk.planned()
    with pytest.raises(NotAskedYet):
        remedy.agree_plan(issue_id=walk.issue_id, by=walk.preecha)

    # … nor move it by hand
    with pytest.raises(NotOnTheLadder), acting_as(walk.preecha):
        move(issue_id=walk.issue_id, to="agreed", reason="agreed", by=walk.preecha)

    # … nor write it past every service
    for caller in (walk.preecha, System("test")):
        with acting_as(caller), pytest.raises(IntegrityError, match="remedy_workers_decide"), transaction.atomic():
            Issue.objects.filter(id=walk.issue_id).update(stage="agreed")
    assert walk.stage() == "planned"


def test_asked_but_not_answered_is_not_agreed_by_moving_either(walk: Walk) -> None:
    ask_enough(walk)
    with acting_as(walk.preecha), pytest.raises(IntegrityError, match="remedy_workers_decide"), transaction.atomic():
        move(issue_id=walk.issue_id, to="agreed", reason="agreed", by=walk.preecha)
    assert walk.stage() == "asked"


@pytest.mark.parametrize("stage", ["delivered", "confirming"])
def test_only_the_rule_makes_an_issue_remedied(walk: Walk, stage: str) -> None:
    # Given an issue that was delivered, or about which the workers are being asked
    commitment_id = walk.agreed()
    remedy.deliver(commitment_id=commitment_id, by=walk.somchai)
    if stage == "confirming":
        remedy.ask_confirmation(issue_id=walk.issue_id, by=walk.nok)

    # When staff move it themselves, then the table refuses; when anybody writes it, the database does
    for staff in (walk.preecha, walk.nok, walk.ann):
        with pytest.raises(NotOnTheLadder), acting_as(staff):
            move(issue_id=walk.issue_id, to="remedied", reason="remedied", by=staff)
    for caller in (walk.preecha, System("test")):
        with acting_as(caller), pytest.raises(IntegrityError, match="remedy_workers_decide"), transaction.atomic():
            Issue.objects.filter(id=walk.issue_id).update(stage="remedied")
    assert walk.stage() == stage


def test_workers_read_the_plan_without_a_company_in_it(walk: Walk) -> None:
    ask_enough(walk)
    with acting_as(System("test")):
        words = Ask.objects.filter(question="enough").values_list("words", flat=True)
        assert len(words) == 3
        assert not any("Blue Prawn" in text for text in words)


def test_the_desk_may_put_the_plan_into_her_language(walk: Walk) -> None:
    walk.planned()
    remedy.ask_whether_enough(issue_id=walk.issue_id, by=walk.preecha, words={"en": "They pay.", "my": "သူတို့ ပေးပါမယ်။"})
    with acting_as(System("test")):
        asked = dict(Ask.objects.filter(question="enough").values_list("conversation_id", "words"))
    assert asked[walk.stories[0]] == "သူတို့ ပေးပါမယ်။"
    assert asked[walk.stories[2]] == "They pay."  # hers is Nepali; English stands in


def test_advice_is_given_before_it_is_agreed(walk: Walk) -> None:
    round_id = ask_enough(walk)
    walk.answer("enough", round_id, "enough", "enough", "advice_first")  # type: ignore[arg-type]
    with pytest.raises(AdviceFirst):
        remedy.agree_plan(issue_id=walk.issue_id, by=walk.preecha)
    with pytest.raises(NotNow):
        remedy.record_advice(answer_id=walk.round_answer(walk.stories[0]), by=walk.preecha)
    remedy.record_advice(answer_id=walk.round_answer(walk.stories[2]), by=walk.preecha)
    with pytest.raises(AdviceFirst):
        remedy.agree_plan(issue_id=walk.issue_id, by=walk.preecha)
    assert walk.stage() == "asked"


def test_a_majority_that_says_not_enough_sends_it_back(walk: Walk) -> None:
    round_id = ask_enough(walk)
    walk.answer("enough", round_id, "not_enough", "enough", "not_enough")  # type: ignore[arg-type]
    assert walk.stage() == "planned"
    sweeping.sweep()
    with acting_as(walk.somchai):
        assert not Outcome.objects.exists()  # not on the day of an answer
    clock.pass_time(timedelta(days=1))
    sweeping.sweep()
    [card] = selectors.disclosures_for(walk.somchai)
    assert card.next.code == "promise_more"


def test_no_answer_in_fourteen_days_is_workers_not_reached(walk: Walk) -> None:
    ask_enough(walk)
    clock.pass_time(timedelta(days=13))
    with pytest.raises(NotAskedYet):
        remedy.agree_plan(issue_id=walk.issue_id, by=walk.preecha)
    clock.pass_time(timedelta(days=1))
    sweeping.sweep()
    sweeping.sweep()
    assert notices("remedy.plan_may_be_agreed") == 1
    assert remedy.agree_plan(issue_id=walk.issue_id, by=walk.preecha) == "workers_not_reached"


def test_somebody_who_took_consent_back_is_not_asked(walk: Walk) -> None:
    walk.stories.append(walk.world.conversation_of(walk.world.speak(language="km")))
    draft_id = walk.draft()
    walk.consent(draft_id)
    walk.wait_is_over()
    walk.promised(remedy.disclose_issue(draft_id=draft_id, by=walk.preecha))
    walk.withdraw(draft_id, walk.stories[0])
    round_id = remedy.ask_whether_enough(issue_id=walk.issue_id, by=walk.preecha)
    assert set(walk.asks("enough", round_id)) == set(walk.stories[1:])


def test_when_nobody_s_consent_stands_nobody_is_asked(walk: Walk) -> None:
    shown = walk.disclosed()
    walk.promised(shown)
    remedy.recall_disclosure(disclosure_id=shown, reason="danger", by=walk.preecha)
    with pytest.raises(NobodyToAsk):
        remedy.ask_whether_enough(issue_id=walk.issue_id, by=walk.preecha)
    assert walk.stage() == "planned"


@pytest.mark.parametrize("desk", ["river", "stranger"])
def test_another_desk_asks_and_agrees_nothing(walk: Walk, desk: str) -> None:
    theirs: Staff = walk.world.verifier(getattr(walk.world, desk))
    walk.planned()
    for act in (remedy.ask_whether_enough, remedy.agree_plan, remedy.ask_confirmation):
        with pytest.raises(NotAllowed):
            act(issue_id=walk.issue_id, by=theirs)
    assert walk.stage() == "planned"
    assert selectors.issue_remedy(theirs, walk.issue_id) is None


def test_the_last_answer_counts(walk: Walk) -> None:
    round_id = walk.asked_to_confirm()
    walk.answer("confirm", round_id, "no")
    walk.answer("confirm", round_id, "yes", "yes", "yes")
    assert walk.stage() == "remedied"


def test_not_confirmed_opens_it_again_and_a_new_plan_may_follow(walk: Walk) -> None:
    round_id = walk.asked_to_confirm()
    walk.answer("confirm", round_id, "no", "partly", "yes")
    assert walk.stage() == "reopened"
    clock.pass_time(timedelta(days=7))
    sweeping.sweep()
    [card] = selectors.disclosures_for(walk.somchai)
    assert card.next.code == "promise_more"
    walk.promised(card.id)
    assert walk.stage() == "planned"
    assert selectors.disclosures_for(walk.somchai)[0].next.code == ""


def test_a_round_without_an_answer_is_not_a_remedy(walk: Walk) -> None:
    walk.asked_to_confirm()
    clock.pass_time(timedelta(days=14))
    sweeping.sweep()
    assert walk.stage() == "delivered"
    with acting_as(System("test")):
        assert Round.objects.get(kind="confirmation").outcome == "workers_not_reached"


def test_told_to_say_yes_reaches_the_lead_at_once(walk: Walk) -> None:
    round_id = walk.asked_to_confirm()
    walk.answer("confirm", round_id, "told_to_say_yes")
    assert Notice.objects.get(kind="remedy.told_to_say_yes").staff_id in network.lead_ids(walk.world.bridge)
    assert walk.stage() == "confirming"


def test_retaliation_while_confirming_stops_the_round(walk: Walk) -> None:
    round_id = walk.asked_to_confirm()
    walk.answer("confirm", round_id, "yes", "retaliation")
    assert walk.stage() == "reopened"
    with acting_as(System("test")):
        row = Round.objects.get(id=round_id)
        event = Retaliation.objects.get()
    assert (row.outcome, row.tell_partner_on) == ("retaliation", None)
    assert notices("remedy.retaliation") >= 1

    # Ended retaliation alone makes nothing remedied: the workers are asked again
    with pytest.raises(NotSpokenYet):
        remedy.end_retaliation(retaliation_id=event.id, by=walk.ann)
    remedy.speak_with_partner(retaliation_id=event.id, by=walk.ann)
    remedy.end_retaliation(retaliation_id=event.id, by=walk.ann)
    assert walk.stage() == "reopened"
    again = remedy.ask_confirmation(issue_id=walk.issue_id, by=walk.nok)
    walk.answer("confirm", again, "yes", "yes", "yes")
    assert walk.stage() == "remedied"


def stage_of(issue_id: UUID) -> str:
    with acting_as(System("test")):
        return Issue.objects.get(id=issue_id).stage


def test_retaliation_told_in_a_talk_opens_it_again(walk: Walk) -> None:
    # Given a remedied issue, and one of its voices who tells her caseworker that they punish her
    walk.remedied()
    issue_id = walk.issue_id
    concern_id = walk.world.concern(walk.stories[1], kind="retaliation")

    # When the caseworker's concern is gathered
    gathering.gather(concern_id)
    run_waiting()

    # Then the issue is open again and the desk is alarmed
    assert stage_of(issue_id) == "reopened"
    assert notices("remedy.retaliation") >= 1
    with acting_as(System("test")):
        assert Retaliation.objects.get().conversation_id == walk.stories[1]


@pytest.mark.parametrize(("hers", "days"), [(False, 1), (True, 181)])
def test_retaliation_of_another_or_long_after_opens_nothing_old(walk: Walk, hers: bool, days: int) -> None:
    walk.remedied()
    issue_id = walk.issue_id
    clock.pass_time(timedelta(days=days))
    story = walk.stories[1] if hers else walk.world.story()
    gathering.gather(walk.world.concern(story, kind="retaliation"))
    run_waiting()
    assert stage_of(issue_id) == "remedied"
    with acting_as(System("test")):
        assert not Retaliation.objects.exists()


def test_another_desk_does_not_end_retaliation(walk: Walk) -> None:
    round_id = walk.asked_to_confirm()
    walk.answer("confirm", round_id, "retaliation")
    with acting_as(walk.ann):
        event = Retaliation.objects.get()
    for act in (remedy.speak_with_partner, remedy.end_retaliation):
        with pytest.raises(NotAllowed):
            act(retaliation_id=event.id, by=walk.world.member("lead", walk.world.river))
    with acting_as(walk.ann):
        assert Retaliation.objects.get().spoken_on is None


def test_she_is_asked_four_times_whether_it_has_held(walk: Walk) -> None:
    walk.remedied()
    with acting_as(walk.preecha):
        checks = HeldCheck.objects.order_by("due_on")
        assert [check.days for check in checks] == [7, 30, 90, 180]
        first = checks[0].id
    sweeping.sweep()
    assert walk.asks("held", first) == {}
    clock.pass_time(timedelta(days=7))
    sweeping.sweep()
    assert set(walk.asks("held", first)) == set(walk.stories)
    assert notices("remedy.held_due") == 1

    # A "no" opens it again, and no later check asks about a remedy that is not there
    walk.answer("held", first, "no")
    assert walk.stage() == "reopened"
    clock.pass_time(timedelta(days=30))
    sweeping.sweep()
    with acting_as(System("test")):
        assert not Ask.objects.filter(question="held").exclude(ref=first).exists()


def test_what_is_late_rings_once(walk: Walk) -> None:
    assert walk.somchai
    shown = walk.disclosed()
    clock.pass_time(timedelta(days=2))
    sweeping.sweep()
    assert notices("remedy.due_soon") == 1
    clock.pass_time(timedelta(days=3))
    for _ in range(2):
        sweeping.sweep()
        Notice.objects.filter(seen_at=None).update(seen_at=clock.now())
    assert notices("remedy.acknowledgement_late") == 2  # the lead and the verifier, once each
    assert notices("remedy.late") == 1

    walk.promised(shown)
    clock.pass_time(timedelta(days=21))
    sweeping.sweep()
    assert notices("remedy.commitment_late") == 2
