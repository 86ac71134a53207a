"""Given every way in: what comes by it has a class, and the rule that gave it."""

import ast
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.urls import URLPattern, URLResolver, get_resolver

from saphan.config.words import SOURCE
from saphan.voice import input_class as rules
from saphan.voice.input_class_words import CLASSES, RULES, of_story
from tests.attacks.routes import lines
from tests.voice.ways_in import ROUTES, TABLES

SIGNED_IN = ("desk/", "partner/", "account/", "public/")
NOT_HERE = ("demo",)  # plays what workers do, by the same services


def addresses(patterns: list[URLPattern | URLResolver], room: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from addresses(
                one.url_patterns, f"{one.namespace}:" if one.namespace else room, before + str(one.pattern)
            )
        else:
            yield f"{room}{one.name}", before + str(one.pattern)


def ways_in() -> dict[str, bool]:
    """Routes that take POST, of those for which nobody signs in; True for those by which something is written."""
    where = dict(addresses(get_resolver().url_patterns))
    taking = {line.name: "~" not in line.marks for line in lines() if "POST" in line.methods}
    return {name: writes for name, writes in taking.items() if not where.get(name, name).startswith(SIGNED_IN)}


def test_every_page_that_takes_something_says_what_it_takes() -> None:
    found = ways_in()
    assert {name for name, writes in found.items() if writes} - set(ROUTES) == set(), "add it to tests/voice/ways_in.py"
    assert set(ROUTES) - set(found) == set()


def test_every_table_of_what_workers_say_names_its_rule() -> None:
    found = {
        model._meta.db_table: model.INPUT_RULE for model in apps.get_models() if getattr(model, "INPUT_RULE", None)
    }
    assert found == TABLES and set(found.values()) <= set(rules.RULES)


def calls() -> Iterator[tuple[str, ast.Call]]:
    for file in SOURCE.rglob("*.py"):
        words = file.read_text(encoding="utf-8")
        if file.relative_to(SOURCE).parts[0] in NOT_HERE or ("Inbound(" not in words and "say_more(" not in words):
            continue
        for node in ast.walk(ast.parse(words)):
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in ("Inbound", "say_more"):
                yield file.relative_to(SOURCE).as_posix(), node


def test_whoever_hands_in_a_message_names_its_rule() -> None:
    """Web, channels, calls, visits, old logs, the interface, what was written without internet, what is found out."""
    found = list(calls())
    assert len({file for file, _ in found}) >= 10
    assert [(file, call.lineno) for file, call in found if "rule" not in {each.arg for each in call.keywords}] == []


@pytest.mark.parametrize(
    ("independent", "about_herself", "rule", "given"),
    [
        (True, True, rules.SHE_BEGAN, rules.VOICE),
        (False, True, rules.THEIR_LINE, rules.FEEDBACK),
        (True, False, rules.OTHERS_ABOUT_HER, rules.FEEDBACK),
        (False, False, rules.OTHERS_ABOUT_HER, rules.FEEDBACK),
    ],
)
def test_who_runs_a_line_matters(independent: bool, about_herself: bool, rule: str, given: str) -> None:
    assert rules.of_a_line(independent=independent, about_herself=about_herself) == rule
    assert rules.class_of(rule) == given


def test_every_class_and_rule_has_words_and_no_input_is_without_one() -> None:
    assert set(CLASSES) == set(rules.CLASSES) and set(RULES) == set(rules.RULES)
    assert set(rules.RULES.values()) == set(rules.CLASSES) and set(rules.NO_VOICE) == set(rules.CLASSES) - {rules.VOICE}
    assert of_story([rules.SHE_BEGAN, "", rules.SHE_BEGAN, rules.THEIR_LINE]) == (
        "Voice: she began it herself",
        "Feedback: it came through a line that a company runs or pays for",
    )
    with pytest.raises(KeyError):
        rules.class_of("")
