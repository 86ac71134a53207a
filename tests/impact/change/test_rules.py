"""Of every number the page can say what is counted, of what, and by which facts."""

from saphan.impact.change import rules, words
from saphan.impact.indicators.catalogue import catalogue

KNOWN = catalogue()


def test_a_share_has_a_numerator_and_a_denominator_in_words() -> None:
    said = rules.parts(KNOWN["issues_remedied"])
    assert said.bottom == "The issues that were shown to a partner."
    assert said.top.startswith("Those that stand as remedied")
    assert rules.parts(KNOWN["days_to_remedy"]).bottom.startswith("All with the first day, the first disclosure")
    assert rules.parts(KNOWN["people_met"]).bottom == ""


def test_nearly_every_share_says_both() -> None:
    silent = [one.id for one in KNOWN.indicators if one.shape != "count" and not rules.parts(one).bottom]
    assert silent in ([], ["remedied_by_recipient"])


def test_a_rule_is_told_by_its_facts() -> None:
    told = {line.role: line for line in rules.lines(KNOWN["issues_remedied"])}
    assert told["hit"].facts == ("issue.moved to=remedied",)
    assert told["hit"].minus == ("issue.moved from=remedied",)
    assert told["by"].facts == ("verification.issue_opened family",)


def test_every_rule_has_a_base_and_every_role_a_name() -> None:
    for one in KNOWN.indicators:
        lines = rules.lines(one)
        assert lines[0].role == "base"
        assert all(line.facts and words.ROLES[line.role] for line in lines)
