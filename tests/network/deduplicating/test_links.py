"""Given invented organisations in five scripts whose doubles are known, DuckDB finds exactly those it should."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from saphan.network.deduplicating import engines
from saphan.network.deduplicating.engines import EngineMissing, closed_duckdb, links, ready
from saphan.network.deduplicating.model import LEVELS, Link, Model, model
from saphan.network.deduplicating.rows import Known, Row, rows_of
from tools import made_organisations
from tools.train_deduplicating import f1

SEED, ROWS = 5, 400

PRAWN = Known(
    id="a",
    names=("Blue Prawn Foods Co., Ltd.", "บริษัท บลูพรอว์น จำกัด"),
    country="TH",
    place="Samut Sakhon",
    phones=("+99900000001",),
    website="https://www.blueprawn.example/about",
    registrations=("010-555-1",),
    address="12 Pier Road",
)


def compared(*known: Known) -> list[Row]:
    return rows_of(known, model().most_in_a_block)


def found(*known: Known) -> dict[tuple[str, str], Link]:
    return {(one.left, one.right): one for one in links(compared(*known))}


def test_of_four_hundred_in_five_scripts_the_doubles_are_found() -> None:
    made = list(made_organisations.organisations(ROWS, SEED))
    answer = links(compared(*(known for known, _ in made)))
    real = made_organisations.pairs(made)
    proposed = {(one.left, one.right) for one in answer}

    likely = [round(one.probability, 9) for one in answer]
    assert likely == sorted(likely, reverse=True) and likely[-1] >= model().propose
    assert proposed == expected(made)
    assert f1(dict.fromkeys(proposed, 1.0), real, 1.0) >= 0.85


def expected(made: list[tuple[Known, int]]) -> set[tuple[str, str]]:
    """By the same numbers, added up here without splink: every pair that shares a key."""
    rows = compared(*(known for known, _ in made))
    numbers = model().at(len(rows))
    return {
        (left.id, right.id)
        for left, right in combinations(rows, 2)
        if set(left.keys or ()) & set(right.keys or ()) and probability(left, right, numbers) >= numbers.propose
    }


def probability(left: Row, right: Row, numbers: Model) -> float:
    weight = sum(numbers.weight(field, level) for field, level in levels(left, right))
    odds = numbers.prior(ROWS) / (1 - numbers.prior(ROWS)) * 2**weight
    return odds / (1 + odds)


def levels(left: Row, right: Row) -> Iterator[tuple[str, str]]:
    if left.compact and right.compact:
        yield "name", name_level(left, right)
    for field, mine, theirs in (
        ("phone", left.phones, right.phones),
        ("registration", left.registrations, right.registrations),
    ):
        if mine and theirs:
            yield field, "same" if set(mine) & set(theirs) else "different"
    for field in ("website", "address", "place", "country"):
        one, other = getattr(left, field), getattr(right, field)
        if one and other:
            alike = "alike" in dict(LEVELS[field]) and near(one, other)
            yield field, "same" if one == other else "alike" if alike else "different"


def name_level(left: Row, right: Row) -> str:
    sounds = (left.sound or "", right.sound or "")
    shorter, longer = sorted(sounds, key=len)
    if left.words == right.words or left.compact == right.compact:
        return "same"
    if set(left.names or ()) & set(right.names or ()):
        return "other_name"
    if near(left.compact or "", right.compact or "", 8):
        return "nearly_same"
    if len(sounds[0]) >= 8 and sounds[0] == sounds[1]:
        return "sounds_alike_long"
    if near(left.compact or "", right.compact or ""):
        return "alike"
    if set(left.tellings or ()) & set(right.tellings or ()):
        return "sounds_alike"
    if set(left.sounds or ()) & set(right.sounds or ()):
        return "sounds_alike_short"
    if len(shorter) >= 5 and longer.startswith(shorter):
        return "part_of_name"
    return "nearly_sounds_alike" if all(sounds) and near(*sounds) else "different"


def near(one: str, other: str, letters: int = 5) -> bool:
    return letters * distance(one, other) <= max(len(one), len(other))


def distance(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        before, row = row, [at]
        for place, against in enumerate(other, 1):
            row.append(min(row[-1] + 1, before[place] + 1, before[place - 1] + (letter != against)))
    return row[-1]


def test_each_reason_stands_beside_the_pair() -> None:
    provisional = Known(id="b", names=("Blu Praun",), country="TH")
    marked = Known(id="c", names=("Blue Prawn Foods",), phones=("+999 0000 0001",), website="blueprawn.example")
    other = Known(id="d", names=("Grey Eel Cannery",), country="TH", place="Samut Sakhon")
    answer = found(PRAWN, provisional, marked, other)

    assert answer["a", "c"].levels == {"name": "same", "phone": "same", "website": "same"}
    assert answer["a", "c"].probability > 0.99
    assert not [pair for pair in answer if "d" in pair]
    assert model().weight("phone", "same") > 0 > model().weight("country", "different")
    assert model().weight("phone", "") == 0


def test_a_name_tells_as_much_more_as_the_list_is_longer() -> None:
    short, long = model().at(10_000), model().at(1_000_000)

    def odds(numbers: Model, rows: int) -> float:
        return numbers.prior(rows) * 2 ** numbers.weight("name", "same")

    assert long.weight("name", "same") > short.weight("name", "same") + 5
    assert odds(long, 1_000_000) == pytest.approx(odds(short, 10_000), rel=0.2)
    assert long.weight("place", "same") == short.weight("place", "same")
    assert short.at(1_000_000) == short


def test_what_is_not_known_tells_nothing_and_one_row_makes_no_pair() -> None:
    assert links(compared(PRAWN)) == []
    assert found(Known(id="a", names=("…",)), Known(id="b", names=()), Known(id="c", names=("",))) == {}


def test_a_key_that_too_many_share_is_left_out() -> None:
    many = [Known(id=f"{number:03d}", names=("Golden Star",)) for number in range(60)]
    assert all(row.keys is None for row in rows_of(many, 50))
    assert all(row.keys for row in rows_of(many[:40], 50))


def test_while_it_runs_duckdb_reaches_no_file_and_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import duckdb

    monkeypatch.chdir(tmp_path)
    Path("secret.csv").write_text("a\n1\n")
    with closed_duckdb() as connection:
        for act in ("SELECT * FROM 'secret.csv'", "INSTALL httpfs", "LOAD httpfs", "SET enable_external_access = true"):
            with pytest.raises(duckdb.Error):
                connection.execute(act).fetchall()


def test_an_engine_that_is_not_there_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "find_spec", lambda part: None)
    with pytest.raises(EngineMissing, match=r"splink, pyspark, pyarrow.*environment.py scale"):
        ready("spark")
    with pytest.raises(EngineMissing, match="splink, duckdb, pyarrow"):
        links(compared(PRAWN, PRAWN))

    monkeypatch.setattr(engines, "find_spec", lambda part: part)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(EngineMissing, match="Spark needs Java 17"):
        ready("spark")
    ready("duckdb")
