"""Every rule of every corridor: its source, its edition, an offer on which it fires and one on which it does not.

The examples stand at the edge of every number. The last tests move each number by the smallest step, both ways, and
want an example to fail: then no number can be changed without its examples, and CI says so.
"""

import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from saphan.empowerment.offers import checking, offer
from saphan.standards import corridors
from saphan.standards.corridors import Condition, Corridor, NotARule, Rule

TODAY = date(2026, 11, 26)
ACCEPTED = Path(__file__).parent / "rules_as_read.toml"
BY_KEY = corridors.corridors()
RULES = {rule.id: rule for one in BY_KEY.values() for rule in one.rules}
WHERE = {rule.id: one for one in BY_KEY.values() for rule in one.rules}


def fires(rule: Rule, example: Mapping[str, Any]) -> bool:
    where = BY_KEY[example["corridor"]] if "corridor" in example else WHERE[rule.id]
    return holds(rule, where, example)


def holds(rule: Rule, where: Corridor, example: Mapping[str, Any]) -> bool:
    answer = checking.check(offer.offer_of(example), replace(where, rules=(rule,)), TODAY)
    return [reason.rule.id for reason in answer.reasons] == [rule.id]


def faults(rule: Rule) -> Iterator[str]:
    if not fires(rule, rule.example_fires):
        yield f"{rule.id} does not fire on its example"
    if fires(rule, rule.example_does_not):
        yield f"{rule.id} fires on the example on which it should not"


def test_the_corridors_of_the_pilot_are_there() -> None:
    assert {"MM-TH", "KH-TH", "NP-MY", "BD-MY", "NP-QA"} <= set(BY_KEY)
    assert corridors.corridor("NP", "MY") is BY_KEY["NP-MY"]
    assert corridors.corridor("NP", "XX") is None


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_a_source_an_edition_and_two_examples_that_behave(name: str) -> None:
    rule = RULES[name]
    assert rule.source.title and rule.source.publisher and rule.source.on
    assert rule.edition and rule.text and rule.says
    assert rule.example_fires and rule.example_does_not
    assert list(faults(rule)) == []


@pytest.mark.parametrize("name", BY_KEY)
def test_a_corridor_has_its_law_its_wages_and_where_to_look(name: str) -> None:
    one = BY_KEY[name]
    assert one.edition and one.law and one.licences and one.wages.edition and one.wages.source.title
    assert {rule.kind for rule in one.rules} == {"law", "principle", "definition", "pattern"}
    assert len({rule.id for rule in one.rules}) == len(one.rules)
    said_by_law = {rule.says for rule in one.rules if rule.kind == "law"}
    assert "employer_pays" not in said_by_law, "the Employer Pays Principle is told apart from law"


def test_what_is_not_sure_decides_nothing() -> None:
    assert {rule.level for rule in RULES.values() if rule.confidence != "high"} == {"amber"}
    row = deepcopy(corridors.content_of("MM-TH"))
    row["rules"][0]["level"] = "red"
    with pytest.raises(NotARule):
        corridors.read("MM-TH", row)


def test_the_cap_that_a_corridor_tells_is_the_one_of_its_rule() -> None:
    for key, one in BY_KEY.items():
        if one.cap:
            told = {(each.number, each.currency) for rule in one.rules for each in rule.when if each.currency}
            assert (one.cap.amount, one.cap.currency) in told, key


@pytest.mark.parametrize(
    "row", [{"what": "colour", "is": ["red"]}, {"what": "visa", "is": ["pink"]}, {"what": "charge", "about": 3}]
)
def test_nothing_outside_the_vocabulary_is_read(row: dict[str, Any]) -> None:
    content = deepcopy(corridors.content_of("NP-MY"))
    content["rules"][0]["when"] = [row]
    with pytest.raises(NotARule):
        corridors.read("NP-MY", content)


@pytest.mark.parametrize("key", ["to-TH", "to-MY", "to-QA"])
def test_each_minimum_wage_has_a_pay_below_and_one_that_is_enough(key: str) -> None:
    one = next(each for each in BY_KEY.values() if each.destination == key[3:])
    rule = next(each for each in one.rules if each.says == "below_minimum_wage")
    for rate in one.wages.rates:
        for place in rate.provinces or ("",):
            told = {"province": place, "pay_currency": one.wages.currency, "pay_per": rate.per, "job": "factory"}
            assert holds(rule, one, {**told, "pay": rate.too_little}), (key, place)
            assert not holds(rule, one, {**told, "pay": rate.enough}), (key, place)


def test_every_province_of_thailand_has_one_wage() -> None:
    places = [place for rate in BY_KEY["MM-TH"].wages.rates for place in rate.provinces]
    assert len(places) == len(set(places)) == 77


# -- the test of the test


def moved(rule: Rule) -> Iterator[Rule]:
    """The rule with each of its numbers moved by the smallest step, down and up."""
    for place, each in enumerate(rule.when):
        if each.test != "is":
            for step in (-step_of(each), step_of(each)):
                when = [*rule.when]
                when[place] = replace(each, number=each.number + step)
                yield replace(rule, when=tuple(when))


def step_of(condition: Condition) -> Decimal:
    return Decimal("0.01") if condition.what.endswith("_wage") else Decimal(1)


def said_otherwise(rule: Rule) -> Iterator[Rule]:
    """The rule without one of its conditions, or with one of its tests the other way round."""
    for place, each in enumerate(rule.when):
        yield replace(rule, when=tuple(one for one in rule.when if one is not each))
        other = {"over": "at_most", "at_most": "over", "under": "over"}.get(each.test)
        if other:
            yield replace(rule, when=(*rule.when[:place], replace(each, test=other), *rule.when[place + 1 :]))


@pytest.mark.parametrize("name", [name for name, rule in RULES.items() if list(moved(rule))])
def test_no_number_can_be_moved_without_its_examples(name: str) -> None:
    assert [list(faults(each)) for each in moved(RULES[name]) if not list(faults(each))] == []
    assert any(list(faults(each)) for each in said_otherwise(RULES[name]))


def test_no_minimum_wage_can_be_moved_without_its_examples() -> None:
    for one in BY_KEY.values():
        rule = next(each for each in one.rules if each.says == "below_minimum_wage")
        for place, rate in enumerate(one.wages.rates):
            told = {"province": (*rate.provinces, "")[0], "pay_currency": one.wages.currency, "pay_per": rate.per}
            for step in (-1, 1):
                rates = [*one.wages.rates]
                rates[place] = replace(rate, amount=rate.amount + step)
                where = replace(one, wages=replace(one.wages, rates=tuple(rates)))
                kept = holds(rule, where, {**told, "job": "farm", "pay": rate.too_little})
                spared = not holds(rule, where, {**told, "job": "farm", "pay": rate.enough})
                assert not (kept and spared), (one.key, rate.provinces)


def test_whoever_changes_a_rule_says_so() -> None:
    """Words, level, source and condition of each rule, as they were read last; a lawyer's acceptance has this digest.

    You changed a rule on purpose? Look at its two examples, then write its new digest into rules_as_read.toml.
    """
    read = tomllib.loads(ACCEPTED.read_text())
    assert {name: rule.digest for name, rule in RULES.items()} == read


def test_a_digest_is_of_everything_that_a_rule_says() -> None:
    rule = RULES["NP-MY.over_cap"]
    changes: list[dict[str, Any]] = [
        {"level": "amber"},
        {"text": "Anything goes."},
        {"says": "nothing_to_pay"},
        {"ask": ""},
        {"edition": "2016"},
        {"source": replace(rule.source, title="Hearsay")},
        {"when": (replace(rule.when[0], number=Decimal(11000)), *rule.when[1:])},
    ]
    assert len({replace(rule, **each).digest for each in changes} | {rule.digest}) == len(changes) + 1
