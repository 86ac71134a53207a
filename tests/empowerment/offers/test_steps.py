"""Which question follows which, and how an answer is read, in digits and words of any script."""

from decimal import Decimal

import pytest

from saphan.empowerment.offers import steps
from saphan.empowerment.offers.comparing import BETTER, SAME, UNKNOWN, WORSE, compare
from saphan.empowerment.offers.offer import Offer, offer_of
from saphan.empowerment.offers.steps import CONTRACT, OFFER
from saphan.empowerment.sums import NotRead, WhichMoney

FROM_NEPAL = {"origin": "NP", "destination": "MY"}


@pytest.mark.parametrize(
    ("typed", "language"),
    [("4 lakh", "en"), ("४ लाख", "ne"), ("4,00,000", "ne"), ("400000 npr", "en"), ("४ लाख", "en")],
)
def test_four_lakh_in_every_way_of_writing(typed: str, language: str) -> None:
    said = steps.read(OFFER, "charge", {"typed": typed}, FROM_NEPAL, language)
    assert Decimal(said["charge"]) == 400_000 and said["currency"] == "NPR"


def test_money_of_two_countries_is_asked_and_her_choice_counts() -> None:
    with pytest.raises(WhichMoney) as unsure:
        steps.read(OFFER, "pay", {"typed": "१७००"}, FROM_NEPAL, "ne")
    assert {amount.currency for amount in unsure.value.among} == {"MYR", "NPR"}
    said = steps.read(OFFER, "pay", {"typed": "१७००", "money": "MYR", "per": "day"}, FROM_NEPAL, "ne")
    assert said == {"pay": "1700", "pay_currency": "MYR", "pay_per": "day"}


def test_hours_are_read_in_her_digits_and_must_fit_into_a_day() -> None:
    read = {"hours_a_day": "၁၂", "days_a_week": "6"}
    assert steps.read(OFFER, "hours", read, {}, "my") == {"hours_a_day": "12", "days_a_week": "6"}
    for hours in ("25", "0", "many", "NaN", "1e9"):
        with pytest.raises(NotRead):
            steps.read(OFFER, "hours", {"hours_a_day": hours}, {}, "my")
    with pytest.raises(NotRead):
        steps.read(OFFER, "charge", {"typed": "a lot"}, FROM_NEPAL, "en")


def test_every_question_may_be_left_empty() -> None:
    for of, every in steps.STEPS.items():
        for step in every:
            assert steps.read(of, step, {"answer": "", "typed": ""}, {}, "en") == {}


def test_questions_that_make_no_sense_are_not_asked() -> None:
    assert "province" not in steps.asked(OFFER, FROM_NEPAL)
    assert "province" in steps.asked(OFFER, {"destination": "TH"})
    assert "licence" not in steps.asked(OFFER, {"who": "stranger"})
    assert not {"for", "to", "when"} & set(steps.asked(OFFER, {"charge": "0"}))
    assert steps.following(OFFER, "charge", {"charge": "5"}) == "for"
    assert steps.following(OFFER, "charge", {}) == "contract"
    assert steps.following(OFFER, "way", {}) == ""
    assert steps.before(OFFER, "who", FROM_NEPAL) == "where" and steps.before(OFFER, "where", {}) == ""


def test_an_answer_given_anew_takes_the_place_of_the_former_one() -> None:
    answers = {**FROM_NEPAL, "pay": "5", "pay_currency": "MYR", "pay_per": "day", "signed_pay": "4"}
    assert steps.without(OFFER, "pay", answers) == {**FROM_NEPAL, "signed_pay": "4"}
    assert "signed_pay" not in steps.without(CONTRACT, "pay", answers)


def test_what_the_contract_says_stands_apart() -> None:
    said = steps.read(CONTRACT, "job", {"answer": "farm"}, {}, "en")
    assert said == {"signed_job": "farm"} and steps.has_contract(said)
    assert steps.signed({**said, "province": "TH-10", "job": "hotel"}) == Offer(province="TH-10", job="farm")
    assert steps.promised({**said, "job": "hotel"}) == Offer(job="hotel")


def test_promised_and_signed_part_by_part() -> None:
    promised = offer_of({"job": "factory", "pay": 2000, "pay_currency": "MYR", "hours_a_day": 8, "days_a_week": 6})
    signed = offer_of({"job": "farm", "pay": 1700, "pay_currency": "MYR", "charge": 5, "currency": "NPR"})
    assert [each.how for each in compare(promised, signed)] == [WORSE, WORSE, UNKNOWN, UNKNOWN]
    longer = offer_of({"pay": 100, "pay_currency": "MYR", "pay_per": "day", "hours_a_day": 12, "days_a_week": 6})
    assert [each.how for each in compare(promised, longer)] == [UNKNOWN, BETTER, WORSE, UNKNOWN]
    assert {each.how for each in compare(promised, promised)} == {SAME, UNKNOWN}
    other_money = offer_of({"pay": 2000, "pay_currency": "THB", "charge": 0})
    assert [each.how for each in compare(promised, other_money)][1] == UNKNOWN
    free, costs = offer_of({"charge": 0}), offer_of({"charge": 9, "currency": "NPR"})
    assert [each.how for each in compare(free, costs)][3] == WORSE
    assert [each.how for each in compare(costs, free)][3] == BETTER
