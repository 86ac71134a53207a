"""Given people counted by several things at once: what leaves gives away nobody, also beside what left before."""

from uuid import UUID

import numpy as np
import pytest

from saphan.release import attacks, cubes, engine, hiding, noise
from saphan.release.engine import HIDDEN, GivesAway
from tests.release.worlds import a_month_later, every_margin, world, worlds

WORLDS = 1_000
MARKET = np.array([[120, 3, 40, 0], [15, 30, 9, 22], [60, 2, 18, 25]])


def cube_of(counts: cubes.Counts) -> cubes.Cube:
    codes = tuple(tuple(map(str, range(size))) for size in counts.shape)
    return cubes.Cube(
        tuple("abcdef"[: counts.ndim]), codes, counts, np.arange(counts.size).reshape(counts.shape).astype(np.uint64)
    )


def test_in_a_thousand_worlds_no_attack_finds_a_hidden_cell_now_or_a_month_later() -> None:
    """The attacks know the true count of all that is shown; without complementary hiding they nearly always win."""
    delicate, naive_broken, large, shown, stood = 0, 0, 0, 0, 0
    random = np.random.default_rng(4)
    for cube, margins in worlds(seed=3, how_many=WORLDS):
        counts = cubes.with_totals(cube.counts)
        small = hiding.primary(counts, cubes.of_margins(counts.shape, margins))
        delicate += bool(small.any())
        naive_broken += bool(attacks.recovered(counts, small).any())
        first = engine.let_out(cube, margins)
        assert not attacks.recovered(counts, first.hidden).any()
        later = a_month_later(random, cube)
        second = engine.let_out(later, margins, first)
        if second is not first:
            unknown = first.hidden & second.hidden
            assert not attacks.recovered(cubes.with_totals(later.counts), unknown).any()
        assert not attacks.told_apart(first.counts, second.counts, 11).any()
        found = engine.utility(first, cube, margins)
        large, shown, stood = large + found.large, shown + found.shown, stood + (second is first)
    assert delicate > 0.5 * WORLDS and naive_broken > 0.8 * delicate, (delicate, naive_broken)
    assert shown > 0.6 * large
    assert stood < 0.3 * WORLDS


def test_a_hidden_cell_that_stands_alone_is_computed_by_the_attack() -> None:
    counts = cubes.with_totals(MARKET)
    small = hiding.primary(counts, np.ones_like(counts, dtype=bool))
    found = attacks.determined(small)
    assert found[1, 2]  # 76 less all the others of its line
    assert not attacks.determined(hiding.complementary(counts, small)).any()


def test_what_is_hidden_of_a_line_adds_up_to_eleven_or_more() -> None:
    counts = cubes.with_totals(MARKET)
    hidden = engine.let_out(cube_of(MARKET), every_margin(2)).hidden
    for axis in range(2):
        left = (cubes.parts(counts, axis) * cubes.parts(hidden, axis)).sum(axis=axis)
        some = cubes.parts(hidden, axis).any(axis=axis) & ~cubes.totals(hidden, axis).squeeze(axis)
        assert (left[some] >= 11).all()


def test_bounds_close_in_what_equations_leave_open() -> None:
    """Two hidden cells of twelve and one that must be nearly all of it: the equations alone do not tell."""
    counts = cubes.with_totals(np.array([[11, 1], [1, 200]]))
    hidden = np.zeros_like(counts, dtype=bool)
    hidden[:2, :2] = True
    assert not attacks.determined(hidden).any()
    low, high = attacks.bounds(counts, hidden)
    assert (low[1, 1], high[0, 1]) == (189, 12)
    assert not attacks.closed_in(counts, hidden, 12).any() and attacks.closed_in(counts, hidden, 13).any()


def test_the_same_people_have_the_same_error_in_every_table() -> None:
    secret = b"s" * 32
    people = [(("a" if number % 3 else "b",), noise.key_of(UUID(int=number), secret)) for number in range(90)]
    alone = cubes.cube_of(["way"], [["a", "b"]], people)
    beside = cubes.cube_of(["way", "kind"], [["a", "b"], ["x", "y"]], [((*codes, "x"), key) for codes, key in people])
    first, second = engine.let_out(alone, every_margin(1)), engine.let_out(beside, every_margin(2))
    assert first.values[:2].tolist() == second.values[:2, -1].tolist()
    assert engine.let_out(alone, every_margin(1)).values.tolist() == first.values.tolist()
    assert noise.key_of(UUID(int=1), secret) != noise.key_of(UUID(int=1), b"t" * 32)


def test_the_error_is_small_symmetrical_and_as_its_weights_say() -> None:
    keys = np.random.default_rng(1).integers(0, 2**63, 100_000, dtype=np.uint64)
    found = np.bincount(noise.errors(keys) + 2, minlength=5) / len(keys)
    assert np.abs(found - np.array([1, 2, 4, 2, 1]) / 10).max() < 0.01
    near = noise.errors(np.arange(100_000, dtype=np.uint64))
    assert abs(near.mean()) < 0.02  # also for keys that lie side by side


def test_a_cell_moves_only_when_eleven_are_new() -> None:
    cube = cube_of(np.array([40, 60, 100]))
    first = engine.let_out(cube, every_margin(1))
    few = engine.let_out(cube_of(np.array([45, 65, 100])), every_margin(1), first)
    assert few.values.tolist() == first.values.tolist() and few.counts.tolist() == [40, 60, 100, 200]
    many = engine.let_out(cube_of(np.array([60, 60, 100])), every_margin(1), first)
    assert many.counts.tolist() == [60, 60, 100, 220]


def test_what_was_shown_once_counts_as_known_for_ever() -> None:
    first = engine.let_out(cube_of(np.array([40, 60, 100])), every_margin(1))
    fewer = engine.let_out(cube_of(np.array([4, 60, 100])), every_margin(1), first)
    assert fewer.counts[0] == 40
    with pytest.raises(GivesAway, match="time"):
        apart = engine.Table(first.values, first.counts + 3)
        engine.withstand(apart, first, cubes.with_totals(np.array([43, 63, 103])))


def test_a_table_that_gives_something_away_does_not_leave() -> None:
    counts = cubes.with_totals(MARKET)
    small = hiding.primary(counts, np.ones_like(counts, dtype=bool))
    values = np.where(small, HIDDEN, counts)
    with pytest.raises(GivesAway, match="reconstruction: 4") as refused:
        engine.withstand(engine.Table(values, values), None, counts)
    assert refused.value.attack == "reconstruction"
    with pytest.raises(GivesAway, match="small"):
        engine.withstand(engine.Table(counts, counts), None, counts)


def test_where_everybody_spoke_nothing_is_shown() -> None:
    cube = cube_of(np.array([20, 60, 100]))
    everybody = np.array([20, 900, -1, -1])
    assert engine.let_out(cube, every_margin(1), everybody=everybody).hidden[0]
    assert not engine.let_out(cube, every_margin(1)).hidden[0]


def test_a_large_and_sparse_cube_keeps_its_totals() -> None:
    cube = world(np.random.default_rng(2), (8, 6, 5, 4, 2), 3_000)
    found = engine.let_out(cube, every_margin(5))
    assert not found.hidden[-1, -1, -1, -1, -1]
    assert (~cubes.part(cubes.part(found.hidden, 4, -1), 3, -1)).sum() > 20
