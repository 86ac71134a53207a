"""Who may be sent questions: every condition by itself, and the last word of one person."""

from dataclasses import replace
from datetime import date

import pytest

from saphan.voice.inviting.judging import Standing, holds, may_be_asked, may_be_sent, may_be_shown

WILLING = Standing(
    says_yes=True, needs_help=False, writes_everything=True, is_open=True, may_be_another=False, carries=True
)
MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


def test_one_who_said_yes_and_can_be_reached_safely() -> None:
    assert may_be_sent(WILLING)
    assert may_be_asked(replace(WILLING, says_yes=False))


@pytest.mark.parametrize(
    ("changed", "may_be_offered"),
    [
        ({"says_yes": False}, True),
        ({"needs_help": True}, False),
        ({"writes_everything": False}, False),
        ({"is_open": False}, False),
        ({"may_be_another": True}, False),
        ({"carries": False}, False),
    ],
)
def test_each_condition_alone_stops_it(changed: dict[str, bool], may_be_offered: bool) -> None:
    standing = replace(WILLING, **changed)
    assert not may_be_sent(standing)
    assert may_be_asked(standing) is may_be_offered


def test_on_her_own_page_her_yes_and_no_need_of_help_are_enough() -> None:
    assert may_be_shown(says_yes=True, needs_help=False)
    assert not may_be_shown(says_yes=False, needs_help=False)
    assert not may_be_shown(says_yes=True, needs_help=True)


def test_a_no_elsewhere_that_day_or_later_is_her_last_word() -> None:
    assert holds(TUESDAY, ())
    assert holds(TUESDAY, (MONDAY,))
    assert not holds(TUESDAY, (MONDAY, TUESDAY))
    assert not holds(MONDAY, (TUESDAY,))
