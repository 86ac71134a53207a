"""The attack suite. Given a thousand random worlds, no number that is kept follows from all that is read of it.

Each output is attacked through the function that really lets it out (`impact/data/outputs.toml` names it), and once
more without what protects it, to show that the attack is worth its name. `python -m benchmarks.attacks_on_outputs`
prints the figures.
"""

import pytest

from tests.release.attacked import WORLDS, Outcome, boards, editions, fees, membership, outside, promised, said, tables


def holds(outcome: Outcome, *, bare: float, share: float) -> None:
    """bare: share of worlds in which the attack succeeds without protection; share: of large numbers that are read."""
    assert outcome.worlds == 1_000 and outcome.found == 0, outcome
    assert outcome.bare > bare * outcome.worlds, outcome
    assert outcome.share > share, outcome


def test_tables_of_the_engine() -> None:
    """Two months of one cube. Without complementary hiding more than half of the worlds fall."""
    holds(tables.attacked(), bare=0.5, share=0.6)


def test_tables_that_do_not_know_of_each_other() -> None:
    """All people and some of them: without consistency across tables more than half of the worlds fall."""
    outcome = tables.apart()
    assert outcome.found == 0 and outcome.bare > 0.5 * outcome.worlds, outcome


@pytest.mark.parametrize("part", range(editions.PARTS))
def test_editions(part: int) -> None:
    """Indicators and counters by code and quarter, of two months. A thousand worlds in several parts, side by side."""
    outcome = editions.attacked(WORLDS // editions.PARTS, part)
    assert outcome.worlds * editions.PARTS == 1_000 and outcome.found == 0, outcome
    assert outcome.bare > 0.9 * outcome.worlds and outcome.share > 0.5, outcome


def test_counters_that_are_let_out_beside_an_edition() -> None:
    """Without one web for both, four worlds in ten fall."""
    outcome = editions.beside_counters(60)
    assert outcome.found == 0 and outcome.bare > 0.2 * outcome.worlds, outcome


def test_pages_of_corridors_beside_an_edition() -> None:
    """That does not know of them: one world in fourteen falls."""
    outcome = editions.beside_pages(100)
    assert outcome.found == 0 and outcome.bare > 0, outcome


def test_fees() -> None:
    holds(fees.attacked(), bare=0.3, share=0.8)


def test_facts_of_reviews() -> None:
    holds(said.facts(), bare=0.5, share=0.5)


def test_scores_of_reviews() -> None:
    holds(said.scores(), bare=0.5, share=0.8)


def test_polls() -> None:
    holds(said.polls(), bare=0.3, share=0.7)


def test_boards() -> None:
    """Read while workers tell, week by week, most worlds fall; whoever knows how many work there finds in a third of
    small workplaces how few said something else, or nothing.
    """
    holds(boards.week_by_week(), bare=0.5, share=0.7)
    holds(boards.beside_a_head_count(), bare=0.2, share=0.4)


def test_reach() -> None:
    holds(outside.reach(), bare=0.5, share=0.9)


def test_bands() -> None:
    holds(outside.bands(), bare=0.5, share=0.9)


def test_named_promises() -> None:
    """Without the rule of eleven new ones, fives alone tell most months in which few promises came due."""
    holds(promised.attacked(), bare=0.5, share=0.9)


def test_whether_she_was_counted() -> None:
    """Who knows of everybody else whether they spoke is right in seven of ten; who does not know it of a fifth of them
    is right little more often than whoever guesses.

    Neither is a promise. Only noise that is paid from a budget is one (`release/budget.py`).
    """
    found = membership.attacked()
    assert found.one_cell < 0.15 and found.everybody_else < 0.25, found
    assert found.all_but_some < 0.1, found
