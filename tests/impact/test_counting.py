"""Given coded facts, the five counters are folded from them, kept apart, whatever the order within a day."""

import random
from datetime import date, timedelta
from uuid import UUID, uuid4

from saphan.impact.counting import Figure, Said, fold

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
ISSUE = UUID(int=7)


def said(kind: str, on: date = MARCH, subject: UUID = ISSUE, **payload: str | int | None) -> Said:
    return Said(on, kind, subject, payload)


def voice(name: str, number: int = 1, on: date = MARCH, subject: UUID = ISSUE) -> Said:
    return said("verification.voice_counted", on, subject, concern=f"c-{name}", voice=name, number=number)


def moved(*stages: str, on: date = MARCH, subject: UUID = ISSUE) -> list[Said]:
    pairs = zip(stages, stages[1:], strict=False)
    return [said("issue.moved", on, subject, **{"from": source, "to": target}) for source, target in pairs]


def value(facts: list[Said], indicator: str, month: date = MARCH) -> int:
    return fold(facts, MAY)[month][indicator].value


def test_nothing_said_is_nothing_counted() -> None:
    assert fold([], MAY) == {}


def test_a_deleted_story_is_a_contact_less_from_its_month_on() -> None:
    facts = [said("voice.received", subject=uuid4()) for _ in range(3)] + [said("voice.story_deleted", on=APRIL)]
    assert value(facts, "contacts") == 3
    assert value(facts, "contacts", APRIL) == 2


def test_one_case_and_one_issue_are_counted_once() -> None:
    facts = [said("casework.case_opened"), said("casework.case_opened"), said("verification.issue_opened")]
    assert (value(facts, "cases"), value(facts, "issues")) == (1, 1)


def test_affected_is_the_largest_number_one_worker_gave_not_the_sum() -> None:
    facts = [voice("thiri", 60), voice("zaw", 60), voice("sunita", 40)]
    assert value(facts, "affected_reported") == 60


def test_affected_is_at_least_the_workers_who_spoke_each_once() -> None:
    twice = said("verification.voice_counted", concern="other", voice="thiri", number=1)
    assert value([voice("thiri"), voice("zaw"), twice], "affected_reported") == 2


def test_a_voice_taken_back_counts_no_more() -> None:
    facts = [voice("thiri", 60), voice("zaw", 5), said("verification.voice_taken_back", APRIL, concern="c-thiri")]
    assert value(facts, "affected_reported", APRIL) == 5


def test_verified_and_remedied_follow_the_ladder_and_step_down_again() -> None:
    facts = [
        voice("thiri", 20),
        *moved("received", "understood", "corroborated", "verified"),
        *moved("verified", "remedied", on=APRIL),
    ]
    assert (value(facts, "affected_verified"), value(facts, "affected_remedied")) == (20, 0)
    assert (value(facts, "affected_verified", APRIL), value(facts, "affected_remedied", APRIL)) == (20, 20)
    facts += moved("remedied", "reopened", on=APRIL)
    assert value(facts, "affected_remedied", APRIL) == 0


def test_money_counts_only_when_the_workers_confirmed_and_each_currency_apart() -> None:
    paid = [
        said("remedy.delivered", amount="1200.50", currency="THB"),
        said("remedy.delivered", amount="80", currency="EUR"),
    ]
    assert not [name for name in fold([voice("thiri", 12), *paid], MAY)[MARCH] if name.startswith("money")]
    confirmed = fold([voice("thiri", 12), *paid, *moved("received", "remedied")], MAY)[MARCH]
    assert confirmed["money.THB"] == Figure(1200, 12)
    assert confirmed["money.EUR"] == Figure(80, 12)


def test_the_order_within_a_day_does_not_matter() -> None:
    facts = [
        voice("thiri", 12),
        *moved("received", "understood", "corroborated", "verified", "disclosed"),
        voice("zaw", 30),
    ]
    expected = fold(facts, MAY)
    for seed in range(20):
        random.Random(seed).shuffle(facts)
        assert fold(facts, MAY) == expected


def test_a_quiet_month_repeats_the_former_one_and_an_unended_one_is_left_out() -> None:
    facts = [said("voice.received", on=MARCH - timedelta(days=31)), said("voice.received", on=MAY)]
    figures = fold(facts, MAY)
    assert sorted(figures) == [date(2026, 1, 1), date(2026, 2, 1), MARCH, APRIL]
    assert {month["contacts"].value for month in figures.values()} == {1}
