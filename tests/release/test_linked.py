"""Given numbers that hang together by sums: what leaves gives away nobody, also beside what left before."""

from itertools import product

import numpy as np
import pytest

from saphan.release import attacks, cubes, linked, together
from saphan.release.linked import Number, Stands, Web, counted
from saphan.release.threads import Threads
from tests.release.worlds import a_month_later, worlds

SECRET = b"s" * 32


def web_of(cube: cubes.Cube) -> tuple[Web, list[str]]:
    """Every cell of the extended array is a number, every line of two parts or more a sum."""
    counts = cubes.with_totals(cube.counts)
    at = np.arange(counts.size).reshape(counts.shape)
    sums = []
    for axis in range(counts.ndim):
        lines = np.moveaxis(at, axis, -1).reshape(-1, counts.shape[axis])
        sums += [(str(line[-1]), [str(part) for part in line[:-1]]) for line in lines]
    names = [str(place) for place in range(counts.size)]
    return Web({name: counted(int(many)) for name, many in zip(names, counts.ravel(), strict=True)}, sums), names


def test_it_hides_what_the_engine_of_one_table_would_find_now_and_a_month_later() -> None:
    random, shown = np.random.default_rng(8), 0
    for cube, _ in worlds(seed=11, how_many=150):
        web, names = web_of(cube)
        counts = cubes.with_totals(cube.counts)
        first = linked.let_out(web)
        hidden = np.array([name not in first for name in names]).reshape(counts.shape)
        assert not attacks.recovered(counts, hidden).any()
        shown += len(first)
        after, _ = web_of(a_month_later(random, cube))
        second = linked.let_out(after, first)
        for name, stands in second.items():
            assert (
                name not in first
                or stands == first[name]
                or abs(stands.subjects - first[name].subjects) >= 11
                or (not stands.shown and (stands.value, stands.subjects) == (first[name].value, first[name].subjects))
            )
        assert all(name in second for name in first)
        assert not nothing_follows(after, second, first)
    assert shown > 5_000


def nothing_follows(web: Web, now: dict[str, Stands], former: dict[str, Stands]) -> bool:
    """Somebody who takes all that ever stood for today's numbers finds a hidden one, though something new was told."""
    threads = Threads.of_web(web.numbers, web.sums)
    hidden = linked.complementary(threads, linked.small(threads))
    found = linked.follows(threads, hidden, now)
    return bool(found.any()) and now != former


def test_the_same_number_is_hidden_and_shown_everywhere_alike() -> None:
    """Of 60 stories 52 were answered; of the answered ones the language is told as well."""
    numbers = {
        "stories": counted(60),
        "answered": counted(52),
        "not": counted(8),
        "my": counted(40),
        "km": counted(12),
    }
    web = Web(numbers, [("stories", ["answered", "not"]), ("answered", ["my", "km"])])
    shown = {name for name, one in linked.let_out(web).items() if one.shown}
    assert "not" not in shown and not {"stories", "answered"} <= shown
    assert not ({"stories", "my", "km"} <= shown)


def test_a_sum_to_which_one_gave_most_is_not_shown() -> None:
    alike = Number(value=1_200, subjects=12, squares=12 * 100**2)
    one_gave_most = Number(value=1_200, subjects=12, squares=11 * 10**2 + 1_090**2)
    few = Number(value=1_200, subjects=10, squares=10 * 120**2)
    for number, stands in ((alike, True), (one_gave_most, False), (few, False)):
        assert bool(linked.let_out(Web({"paid": number}, []))) is stands


@pytest.mark.parametrize(("later", "read"), [(30, 30), (40, 30), (41, 41), (19, 19), (8, None)])
def test_a_number_moves_only_when_eleven_are_new_or_gone(later: int, read: int | None) -> None:
    first = linked.let_out(Web({"met": counted(30)}, []))
    second = linked.let_out(Web({"met": counted(later)}, []), first)["met"]
    assert (second.value if second.shown else None) == read


def test_what_was_told_before_is_known_so_what_follows_from_it_stands() -> None:
    """In May all and both parts were told; in June one fell below eleven, and May beside June would tell it."""
    may = {"all": counted(60), "a": counted(40), "b": counted(20)}
    sums = [("all", ["a", "b", "c"])]
    first = linked.let_out(Web({**may, "c": counted(0)}, [("all", ["a", "b", "c"])]))
    assert {name for name, one in first.items() if one.shown} == {"all", "a"}
    grown = {"all": counted(75), "a": counted(40), "b": counted(31), "c": counted(4)}
    second = linked.let_out(Web(grown, sums), first)
    assert {name for name, one in second.items() if one.shown} == {"all", "a"}
    system = together.system(
        {name: float(one.value) for name, one in second.items()}, [[("a", 1), ("b", 1), ("c", 1), ("all", -1)]]
    )
    assert not together.recovered([system])


def test_errors_are_the_same_for_the_same_number_and_amounts_have_two_figures() -> None:
    assert linked.rounded("a", 40, SECRET) == linked.rounded("a", 40, SECRET)
    read = {linked.rounded(name, value, SECRET) - value for name, value in product("abcdefgh", range(40, 60))}
    assert all(-4 <= off <= 4 for off in read) and len(read) > 6
    money = linked.rounded("paid", 823_400, SECRET, rough=True)
    assert money % 10_000 == 0 and abs(money - 823_400) <= 10_000
