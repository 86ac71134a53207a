"""Given numbers of several tables, pages and months: what follows from all of them together is found."""

from time import perf_counter

import numpy as np
import pytest

from saphan.release import attacks, beside, cubes, engine, together
from saphan.release.engine import GivesAway
from tests.release.worlds import every_margin, world, worlds


def named(found: tuple[together.Found, ...]) -> set[object]:
    return {one.name for one in found}


def test_a_number_that_is_hidden_on_one_page_follows_from_two_others() -> None:
    here = together.system({"all": 100.0, "women": 60.0}, [[("women", 1), ("men", 1), ("all", -1)]])
    there = together.system({"men in Kedah": 37.0}, [[("men in Kedah", 1), ("men elsewhere", 1), ("men", -1)]])
    assert named(together.recovered([here])) == {"men"}
    found = {one.name: one for one in together.recovered([here, there])}
    assert (found["men elsewhere"].attack, found["men elsewhere"].low) == ("reconstruction", 3)
    with pytest.raises(GivesAway, match="reconstruction: 2"):
        together.withstand([here, there])
    assert not together.recovered([there])


def test_what_was_told_anywhere_is_known_and_two_answers_are_noticed() -> None:
    hides, tells = together.system({}, [[("a", 1), ("b", -1)]]), together.system({"a": 4.0}, [])
    assert named(together.recovered([hides, tells])) == {"b"}
    with pytest.raises(ValueError, match="two answers"):
        together.joined([tells, together.system({"a": 5.0}, [])])


def test_bounds_and_rests_are_found_too() -> None:
    closed = together.system({"all": 20.0, "most": 15.0}, [[("a", 1), ("b", 1), ("most", 1), ("all", -1)]])
    assert {one.attack for one in together.recovered([closed])} == {"bounds", "remainder"}
    wide = together.system({"all": 40.0, "most": 15.0}, [[("a", 1), ("b", 1), ("most", 1), ("all", -1)]])
    assert not together.recovered([wide])


def test_a_month_beside_the_next_tells_what_neither_tells() -> None:
    """Nobody leaves, and the number grew by one: whoever was hidden before is closed in."""
    before = together.system({"all 1": 30.0}, [[("a 1", 1), ("b 1", 1), ("all 1", -1)]])
    after = together.system({"all 2": 31.0, "b 2": 27.0}, [[("a 2", 1), ("b 2", 1), ("all 2", -1)]])
    months = beside.of_months([["a 1", "b 1", "all 1"], ["a 2", "b 2", "all 2"]], least=0)
    assert not together.recovered([before])
    assert {"a 1", "b 1"} <= named(together.recovered([before, after, months]))


def test_it_finds_in_one_table_what_the_engine_finds() -> None:
    for cube, margins in worlds(seed=5, how_many=150):
        counts = cubes.with_totals(cube.counts)
        shown = cubes.of_margins(counts.shape, margins) & (counts >= 11)
        cells = beside.names("people", "", cube.dimensions, cube.categories)
        alone = beside.of_table(cells, counts, shown)
        assert together.determined(together.joined([alone])).sum() == attacks.determined(~shown).sum()
        low, high = together.bounds(alone)
        theirs = attacks.bounds(counts, ~shown)
        # The engine narrows totals first and parts after; both stop where nothing narrows
        assert (low == theirs[0].ravel()).all() and (high == theirs[1].ravel()).all()


def test_people_and_some_of_them_that_were_hidden_apart_give_the_others_away() -> None:
    """As all who spoke and those of them who were believed: two tables, each safe by itself; one cube is safe."""
    random, apart, as_one = np.random.default_rng(11), 0, 0
    for _ in range(60):
        cube = world(random, (4, 5, 2), int(random.integers(100, 900)))
        cells = beside.names("people", "", cube.dimensions, cube.categories)
        whole = beside.of_table(cells, cubes.with_totals(cube.counts), np.zeros((5, 6, 3), dtype=bool))
        parts = [_let_out(cube, 2, 0), _let_out(cube, 2, slice(None))]
        assert not any(together.recovered([one]) for one in parts)
        apart += bool(together.recovered([whole, *parts]))
        table = engine.let_out(cube, [one | more for one in every_margin(2) for more in (frozenset[int](), {2})])
        as_one += bool(together.recovered([beside.of_table(cells, cubes.with_totals(cube.counts), ~table.hidden)]))
    assert apart > 30 and as_one == 0


def _let_out(cube: cubes.Cube, axis: int, at: int | slice) -> together.System:
    """Of those who stand at one place of an axis, or of all, as a table of its own."""
    kept = [part for part in range(cube.counts.ndim) if part != axis]
    counts, keys = (
        cubes.part(values, axis, at).sum(axis=axis, dtype=values.dtype) for values in (cube.counts, cube.keys)
    )
    names, codes = zip(*((cube.dimensions[part], cube.categories[part]) for part in kept), strict=True)
    table = engine.let_out(cubes.Cube(names, codes, counts, keys), every_margin(len(kept)))
    also = () if isinstance(at, slice) else ((cube.dimensions[axis], cube.categories[axis][at]),)
    cells = [(who, month, codes | frozenset(also)) for who, month, codes in beside.names("people", "", names, codes)]
    return beside.of_table(cells, cubes.with_totals(counts), ~table.hidden)


def test_ten_thousand_cells_take_a_second_or_so() -> None:
    cube = world(np.random.default_rng(1), (9, 9, 9, 9), 60_000)
    counts = cubes.with_totals(cube.counts)
    cells = beside.names("people", "", cube.dimensions, cube.categories)
    table = engine.let_out(cube, every_margin(4))
    started = perf_counter()
    assert not together.recovered([beside.of_table(cells, counts, ~table.hidden)])
    assert perf_counter() - started < 10
