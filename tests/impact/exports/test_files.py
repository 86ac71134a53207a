"""Given an edition, each file says the same, says what it means, and no cell is a formula."""

import io
import json
from dataclasses import asdict, replace

import pyarrow.parquet
from hypothesis import given as of
from hypothesis import settings
from hypothesis import strategies as some

from saphan.impact.exports import dictionary, files
from saphan.impact.exports.rows import COLUMNS, Row, rows_of
from saphan.impact.publishing.reading import Figure
from tests.impact.exports import given

SMALL = some.one_of(some.none(), some.floats(allow_nan=False, allow_infinity=False, width=64))
WORDS = some.text(min_size=1, max_size=8).filter(lambda text: "\x00" not in text and text.isprintable())
FIGURE = some.builds(
    Figure,
    some.sampled_from(["voices_answered", "=1+1", "-2", "'=x", "'", "@a", "+b"]),
    WORDS,
    some.sampled_from(["", "2025", "2025-Q4"]),
    SMALL,
    some.one_of(some.none(), some.integers(0, 10**9)),
    SMALL,
    SMALL,
)


def read_json(content: bytes) -> tuple[Row, ...]:
    return tuple(Row(**line) for line in json.loads(content)["figures"])


def read_parquet(content: bytes) -> tuple[Row, ...]:
    return tuple(Row(**line) for line in pyarrow.parquet.read_table(io.BytesIO(content)).to_pylist())


@settings(max_examples=40)
@of(some.lists(FIGURE, max_size=4))
def test_three_files_say_the_same(figures: list[Figure]) -> None:
    edition = given.edition(figures=tuple(figures))
    rows = rows_of(edition)
    assert files.read_csv(files.as_csv(edition)) == rows
    assert read_json(files.as_json(edition)) == rows
    assert read_parquet(files.as_parquet(edition)) == rows


def test_no_cell_is_a_formula_to_a_spreadsheet() -> None:
    bad = replace(given.FIGURES[1], code='=HYPERLINK("http://x")')
    text = files.as_csv(given.edition(figures=(bad,))).decode()
    assert "'=HYPERLINK" in text and ",=" not in text and ',"=' not in text


def test_a_number_that_is_not_shown_is_missing_and_says_so() -> None:
    line = files.as_csv(given.edition()).decode().splitlines()[1]
    assert line == "danger_answered_within_a_day,total,total,,,,,fewer than 11,2"
    row = next(row for row in rows_of(given.edition()) if row.code == "lo" and row.period == "total")
    assert asdict(row)["value"] is None and row.shown == "fewer than 11"


def test_the_dictionary_names_every_column_and_every_file() -> None:
    package = dictionary.package(given.edition(), files.forms())
    assert [field["name"] for field in dictionary.schema()["fields"]] == list(COLUMNS)
    assert all(field["description"] for field in dictionary.schema()["fields"])
    assert package["licenses"][0]["name"] == "CC-BY-4.0" and package["version"] == "2"
    assert [one["name"] for one in package["resources"]] == [
        "figures-csv",
        "figures-json",
        "figures-parquet",
        "indicators",
    ]
    known = {one["id"] for one in package["resources"][-1]["data"]}
    assert {figure.indicator for figure in given.FIGURES} <= known
    metadata = pyarrow.parquet.read_schema(io.BytesIO(files.as_parquet(given.edition()))).metadata
    assert json.loads(metadata[b"licenses"]) == package["licenses"]
