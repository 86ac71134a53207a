"""The transition table: every move that exists, who makes it, and that nothing else does."""

from itertools import product

import pytest

from saphan.verification import ladder
from saphan.verification.ladder import TABLE, Mover, Stage

EVERYONE = frozenset(Mover)
SOFTWARE, VERIFIER, DESK, PARTNER = (frozenset({mover}) for mover in Mover)


def test_a_move_stands_in_the_table_once_and_goes_somewhere() -> None:
    moves = [(row.source, row.target) for row in TABLE]
    assert len(moves) == len(set(moves))
    assert all(source != target for source, target in moves)
    assert all(row.movers for row in TABLE)


def test_the_whole_way_can_be_walked() -> None:
    for source, target in zip(ladder.WAY, ladder.WAY[1:], strict=False):
        assert ladder.may_move(source, target, EVERYONE), (source, target)


def test_no_stage_is_a_dead_end_and_each_is_reached() -> None:
    assert {row.source for row in TABLE} == set(Stage)
    assert {row.target for row in TABLE} == set(Stage)


@pytest.mark.parametrize(("source", "target"), list(product(Stage, Stage)))
def test_what_the_table_does_not_name_nobody_may_do(source: Stage, target: Stage) -> None:
    if ladder.find(source, target) is None:
        assert not ladder.may_move(source, target, EVERYONE, asks_only_for_a_check=True)


def test_only_software_reaches_corroborated() -> None:
    into = [row for row in TABLE if row.target == Stage.CORROBORATED]
    assert {mover for row in into for mover in row.movers} == {Mover.SOFTWARE}


def test_only_a_verifier_reaches_verified_and_only_with_proof() -> None:
    (into,) = [row for row in TABLE if row.target == Stage.VERIFIED]
    assert into.movers == VERIFIER
    assert into.needs_proof
    assert into.source == Stage.CORROBORATED


def test_only_the_confirmation_rule_reaches_remedied() -> None:
    into = [row for row in TABLE if row.target == Stage.REMEDIED]
    assert {mover for row in into for mover in row.movers} == {Mover.SOFTWARE}


def test_an_agreed_plan_was_asked_about() -> None:
    assert [row.source for row in TABLE if row.target == Stage.AGREED] == [Stage.ASKED]


def test_a_partner_closes_hides_and_reopens_nothing() -> None:
    theirs = {row.target for row in TABLE if Mover.PARTNER in row.movers}
    assert theirs == {Stage.ACKNOWLEDGED, Stage.PLANNED, Stage.DELIVERED}


def test_only_danger_at_a_place_skips_rungs() -> None:
    for rung in (Stage.UNDERSTOOD, Stage.CORROBORATED):
        assert not ladder.may_move(rung, Stage.DISCLOSED, VERIFIER)
        assert ladder.may_move(rung, Stage.DISCLOSED, VERIFIER, asks_only_for_a_check=True)
        assert not ladder.may_move(rung, Stage.DISCLOSED, DESK | SOFTWARE | PARTNER, asks_only_for_a_check=True)
    assert ladder.may_move(Stage.VERIFIED, Stage.DISCLOSED, VERIFIER)


def test_not_enough_goes_back_to_the_plan_and_unconfirmed_to_delivered() -> None:
    assert ladder.may_move(Stage.ASKED, Stage.PLANNED, SOFTWARE)
    assert ladder.may_move(Stage.CONFIRMING, Stage.DELIVERED, SOFTWARE)
    assert ladder.may_move(Stage.REMEDIED, Stage.REOPENED, SOFTWARE)
    assert ladder.may_move(Stage.REOPENED, Stage.PLANNED, PARTNER)


def test_standing() -> None:
    assert ladder.stands_at_least("verified", Stage.CORROBORATED)
    assert not ladder.stands_at_least("understood", Stage.CORROBORATED)
    assert ladder.stands_at_least("reopened", Stage.DISCLOSED)
    assert ladder.is_on_the_ladder("verified")
    assert not ladder.is_on_the_ladder("disclosed")


def test_the_diagram_is_the_table() -> None:
    drawn = ladder.as_mermaid()
    assert drawn.startswith("stateDiagram-v2\n    [*] --> received\n")
    assert drawn.count("-->") == len(TABLE) + 1
    assert "    corroborated --> verified: verifier; with proof\n" in drawn
    assert "    understood --> disclosed: verifier; only for a check\n" in drawn
