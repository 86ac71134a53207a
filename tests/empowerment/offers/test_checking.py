"""What an offer is told: the worst first, the law apart from the principle, and never that all is well."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from saphan.empowerment.offers.checking import ALWAYS_ASK, NOTHING_FOUND, Answer, check
from saphan.empowerment.offers.offer import Offer, offer_of
from saphan.standards.corridors import CODES, Rule, corridor, corridors

TODAY = date(2026, 11, 26)
FOUR_LAKH = Offer(who="broker", job="factory", charge=Decimal(400_000), currency="NPR", charged_to="broker")
GOOD = Offer(
    who="agency",
    licence="checked",
    job="factory",
    pay=Decimal(1700),
    pay_currency="MYR",
    hours_a_day=Decimal(8),
    days_a_week=Decimal(5),
    charge=Decimal(0),
    currency="NPR",
    contract="understood",
    passport="mine",
    visa="work",
    way="official",
)


def said(answer: Answer, level: str) -> list[str]:
    return [reason.says for reason in answer.of(level)]


def to_malaysia(offer: Offer) -> Answer:
    return check(offer, corridor("NP", "MY"), TODAY)


def test_four_lakh_to_malaysia_is_red_by_law_and_the_principle_is_told_apart() -> None:
    answer = to_malaysia(FOUR_LAKH)
    assert answer.level == "red"
    assert said(answer, "red") == ["over_cap"]
    (reason,) = answer.of("red")
    assert reason.rule.kind == "law" and reason.rule.source.publisher.startswith("Ministry of Labour")
    assert {"mou_employer_pays", "broker", "private_account"} <= set(said(answer, "amber"))
    assert "maybe_over_cap" not in said(answer, "amber")


def test_the_best_offer_gets_no_green_light() -> None:
    answer = to_malaysia(GOOD)
    assert answer.level == NOTHING_FOUND
    assert said(answer, "green") == ["nothing_to_pay", "passport_mine", "contract_understood"]
    assert answer.ask == ALWAYS_ASK and answer.missing == ()


def test_nothing_told_finds_nothing_and_says_what_is_missing() -> None:
    answer = to_malaysia(Offer())
    assert (answer.level, answer.reasons, answer.ask) == (NOTHING_FOUND, (), ALWAYS_ASK)
    assert len(answer.missing) == 9


def test_an_unknown_corridor_is_not_known_and_the_rules_of_everywhere_still_hold() -> None:
    answer = check(Offer(visa="visit", charge=Decimal(10**6), currency="NPR"), None, TODAY)
    assert not answer.knows_corridor
    assert said(answer, "red") == ["visit_visa"]
    assert "employer_pays" in said(answer, "amber")


def test_a_rule_that_may_not_be_shown_says_nothing() -> None:
    one = corridor("NP", "MY")
    assert check(FOUR_LAKH, one, TODAY, shown=lambda rule: False) == Answer(
        False, (), ALWAYS_ASK, check(FOUR_LAKH, one, TODAY).missing
    )

    def no_law(rule: Rule) -> bool:
        return rule.kind != "law"

    assert not check(FOUR_LAKH, one, TODAY, shown=no_law).knows_corridor


def test_other_money_is_compared_where_a_rate_is_known_and_else_not() -> None:
    dollars = Offer(charge=Decimal(3000), currency="USD")
    assert "over_cap" not in said(to_malaysia(dollars), "red")
    answer = check(dollars, corridor("NP", "MY"), TODAY, convert=lambda amount, currency, wanted: amount * 140)
    assert "over_cap" in said(answer, "red")


def test_the_wage_of_the_province_counts_where_it_is_known() -> None:
    told = {"pay": 380, "pay_currency": "THB", "pay_per": "day"}
    in_thailand = corridor("MM", "TH")
    assert said(check(offer_of(told), in_thailand, TODAY), "red") == []
    assert said(check(offer_of({**told, "province": "TH-10"}), in_thailand, TODAY), "red") == ["below_minimum_wage"]
    assert said(check(offer_of({**told, "province": "TH-10"}), in_thailand, date(2025, 2, 1)), "red") == []


def test_a_month_and_a_day_are_set_against_each_other() -> None:
    assert offer_of({"pay": 2600, "pay_per": "month"}).pay_for("day") == 100
    assert offer_of({"pay": 100, "pay_per": "day"}).pay_for("month") == 2600
    assert offer_of({"pay": 100, "pay_per": "day", "days_a_week": 3}).pay_for("month") == 1300
    below = offer_of({"pay": 8000, "pay_currency": "THB", "pay_per": "month"})
    assert said(check(below, corridor("MM", "TH"), TODAY), "red") == ["below_minimum_wage"]
    assert said(check(below, corridor("NP", "MY"), TODAY), "red") == []  # other money: nothing is guessed


def test_what_is_in_no_vocabulary_is_left_out() -> None:
    assert offer_of({"visa": "pink", "colour": "red", "job": ""}) == Offer()


@pytest.mark.parametrize("key", corridors())
@given(told=some.fixed_dictionaries({}, optional={what: some.sampled_from(codes) for what, codes in CODES.items()}))
def test_whatever_is_told_there_is_never_a_green_answer(key: str, told: dict[str, str]) -> None:
    answer = check(offer_of({**told, "charge": 5, "currency": "NPR"}), corridors()[key], TODAY)
    assert answer.level in ("red", "amber", NOTHING_FOUND)
    assert len(answer.ask) >= 3
    says = [reason.says for reason in answer.reasons]
    assert len(says) == len(set(says))
