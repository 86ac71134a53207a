"""The pure rules: the gate, the plan's round, the confirmation, due dates, what to blur."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from saphan.release.crowd import WAYS_OUT
from saphan.remedy import blurring, confirmation, gate, plan_round
from saphan.remedy.due import add_working_days, due_dates
from saphan.remedy.gate import Standing
from saphan.remedy.plan_round import PlanAnswer

MONDAY = date(2026, 3, 2)
SOUND = Standing(
    voices=3,
    consenting=3,
    crowd=60,
    proof=False,
    by_document=False,
    asks_for_a_check=False,
    danger_at_a_place=False,
    under_18=False,
    lead_decided=False,
    written_on=MONDAY,
    wait_days=3,
)
LATER = MONDAY + timedelta(days=3)


def test_a_sound_draft_passes() -> None:
    assert gate.judge(SOUND, LATER) == gate.Finding(allowed=True, earliest=LATER)


@pytest.mark.parametrize(("crowd", "passes"), [(9, False), (10, True), (None, False)])
def test_the_crowd_alone(crowd: int | None, passes: bool) -> None:
    assert (not list(gate.crowd_reasons(replace(SOUND, crowd=crowd)))) is passes


@pytest.mark.parametrize("consenting", [0, 1, 3])
def test_the_crowd_knows_nothing_of_the_evidence(consenting: int) -> None:
    standing = replace(SOUND, crowd=9, consenting=consenting, proof=True)
    assert list(gate.crowd_reasons(standing)) == ["crowd_too_small"]


@pytest.mark.parametrize("crowd", [None, 1, 1000])
def test_the_evidence_knows_nothing_of_the_crowd(crowd: int | None) -> None:
    assert list(gate.evidence_reasons(replace(SOUND, crowd=crowd, consenting=2))) == ["too_few_voices"]


def test_a_small_crowd_has_four_ways_out() -> None:
    finding = gate.judge(replace(SOUND, crowd=9), LATER)
    assert (finding.allowed, finding.reasons, finding.ways_out) == (False, ("crowd_too_small",), WAYS_OUT)
    assert WAYS_OUT == ("visit", "many_sites", "individual_claim", "wait")


def test_all_of_a_crew_speaking_exposes_all() -> None:
    assert gate.judge(replace(SOUND, crowd=20, voices=20), LATER).reasons == ("everyone_spoke",)


def test_one_voice_and_proof_are_enough() -> None:
    assert gate.judge(replace(SOUND, consenting=1, proof=True), LATER).allowed


def test_one_voice_asks_for_a_check_of_all_sites_only_where_a_place_is_dangerous() -> None:
    check = replace(SOUND, voices=1, consenting=1, asks_for_a_check=True, danger_at_a_place=True, crowd=2000)
    assert gate.judge(check, LATER).allowed
    assert not gate.judge(replace(check, asks_for_a_check=False), LATER).allowed
    assert not gate.judge(replace(check, danger_at_a_place=False), LATER).allowed


def test_a_document_points_at_nobody_who_spoke_but_has_to_exist() -> None:
    shown = replace(SOUND, crowd=4, consenting=1, by_document=True, proof=True)
    assert gate.judge(shown, LATER).allowed
    assert gate.judge(replace(shown, proof=False), LATER).reasons == ("too_few_voices", "no_proof")


def test_nobody_s_consent_lets_nothing_out() -> None:
    assert "nobody_consented" in gate.judge(replace(SOUND, consenting=0, by_document=True, proof=True), LATER).reasons


def test_the_wait_and_the_quarrel() -> None:
    assert gate.judge(SOUND, LATER - timedelta(days=1)).reasons == ("waiting",)
    assert gate.judge(replace(SOUND, wait_days=0), MONDAY).allowed
    quarrelled = replace(SOUND, wait_days=0, quarrels_on=(MONDAY,))
    assert gate.judge(quarrelled, MONDAY + timedelta(days=13)).reasons == ("recent_quarrel",)
    assert gate.judge(quarrelled, MONDAY + timedelta(days=14)).allowed


def test_under_18_waits_for_the_lead() -> None:
    assert gate.judge(replace(SOUND, under_18=True), LATER).reasons == ("under_18",)
    assert gate.judge(replace(SOUND, under_18=True, lead_decided=True), LATER).allowed


def test_an_open_page_is_not_closed_by_a_new_quarrel() -> None:
    assert gate.still_holds(replace(SOUND, quarrels_on=(LATER,)))
    assert not gate.still_holds(replace(SOUND, consenting=2))


@pytest.mark.parametrize(
    ("asked", "codes", "outcome"),
    [
        (3, ["yes", "yes", "partly"], "confirmed"),
        (3, ["yes", "yes"], "not_confirmed"),
        (3, ["yes", "no", "partly"], "not_confirmed"),
        (9, ["yes", "yes", "yes"], "confirmed"),
        (3, ["yes", "yes", "told_to_say_yes"], "confirmed"),
        (3, ["yes", "told_to_say_yes", "told_to_say_yes"], "not_confirmed"),
        (2, ["yes", "yes"], "confirmed_by_few"),
        (2, ["yes"], "not_confirmed"),
        (2, ["yes", "partly"], "not_confirmed"),
        (1, ["yes"], "confirmed_by_few"),
        (3, [], "workers_not_reached"),
    ],
)
def test_the_confirmation_rule(asked: int, codes: list[str], outcome: str) -> None:
    assert confirmation.judge(confirmation.count(asked, codes), open_retaliation=False) == outcome


def test_open_retaliation_confirms_nothing() -> None:
    assert confirmation.judge(confirmation.count(3, ["yes"] * 3), open_retaliation=True) == "not_confirmed"


def said(*codes: str) -> list[PlanAnswer]:
    return [PlanAnswer(code) for code in codes]


@pytest.mark.parametrize(
    ("answers", "days", "verdict"),
    [
        (said("enough", "enough"), 13, "waiting"),
        (said("enough", "enough"), 14, "agreed"),
        (said("enough", "enough", "not_enough"), 0, "agreed"),
        (said("enough", "not_enough", "not_enough"), 0, "sent_back"),
        (said("not_enough"), 14, "sent_back"),
        (said("enough", "enough", "advice_first"), 0, "advice_first"),
        (said("enough", "enough", "advice_first"), 40, "advice_first"),
        ([], 13, "waiting"),
        ([], 14, "workers_not_reached"),
    ],
)
def test_a_plan_counts_as_asked(answers: list[PlanAnswer], days: int, verdict: str) -> None:
    assert plan_round.judge(3, answers, MONDAY, MONDAY + timedelta(days=days)) == verdict


def test_after_advice_she_has_fourteen_days_to_answer_anew() -> None:
    given = MONDAY + timedelta(days=5)
    answers = [*said("enough", "enough"), PlanAnswer("advice_first", given)]
    assert plan_round.judge(3, answers, MONDAY, given + timedelta(days=13)) == "advice_first"
    assert plan_round.judge(3, answers, MONDAY, given + timedelta(days=14)) == "agreed"


def test_nobody_asked_is_never_asked() -> None:
    assert plan_round.judge(0, [], MONDAY, MONDAY + timedelta(days=99)) == "waiting"


def test_working_days_skip_the_weekend() -> None:
    friday = date(2026, 3, 6)
    assert add_working_days(friday, 1) == date(2026, 3, 9)
    assert due_dates(friday).acknowledge_by == date(2026, 3, 11)
    assert due_dates(MONDAY).plan_by == date(2026, 3, 16)


def test_what_may_point_at_a_person_is_marked() -> None:
    words = 'On 12 March at 22:30 she said "I was not paid" on line 7B, worker 884512; 3 women heard it.'
    assert {mark.reason for mark in blurring.marks(words, ("line 7B",))} == {
        *("a_day", "a_time", "one_person", "her_own_words", "a_small_group", "a_number_of_a_person", "a_small_number")
    }
    assert blurring.marks("Overtime since March was not paid to the line.") == ()
