"""The rows of an edition as CSV, JSON and Parquet. The same numbers in each: what is read back is what was written."""

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, astuple
from importlib.util import find_spec
from typing import Any

from saphan.impact.exports import dictionary
from saphan.impact.exports.dictionary import MISSING
from saphan.impact.exports.rows import COLUMNS, Row, rows_of
from saphan.impact.publishing.reading import Edition

FORMULA = tuple("=+-@\t\r\n'")
"""What a spreadsheet would compute, or would take for our own mark."""
TYPES = {"string": "string", "number": "float64", "integer": "int64"}


def has_parquet() -> bool:
    """True where the extra `[parquet]` is installed."""
    return find_spec("pyarrow") is not None


def forms() -> tuple[str, ...]:
    return ("csv", "json", "parquet") if has_parquet() else ("csv", "json")


def written(edition: Edition, form: str) -> bytes:
    """One file. Raises KeyError for a form that is not offered here."""
    return {form: WRITERS[form] for form in forms()}[form](edition)


def as_csv(edition: Edition) -> bytes:
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(COLUMNS)
    lines.writerows([_cell(value) for value in astuple(row)] for row in rows_of(edition))
    return out.getvalue().encode("utf-8")


def as_json(edition: Edition) -> bytes:
    """With its dictionary, so that one file is enough."""
    content = {
        **dictionary.about(edition),
        "schema": dictionary.schema(),
        "indicators": dictionary.indicators(),
        "figures": [asdict(row) for row in rows_of(edition)],
    }
    return dumped(content)


def as_parquet(edition: Edition) -> bytes:
    """With the dictionary in the metadata of the file."""
    import pyarrow
    import pyarrow.parquet

    about = {key: json.dumps(value, sort_keys=True) for key, value in dictionary.about(edition).items()}
    about["indicators"] = json.dumps(dictionary.indicators())
    columns = [(name, getattr(pyarrow, TYPES[dictionary.FIELDS[name]["type"]])()) for name in COLUMNS]
    shape = pyarrow.schema(columns, metadata=about)
    sink = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([asdict(row) for row in rows_of(edition)], shape), sink)
    return sink.getvalue()


def dumped(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, indent=1).encode("utf-8")


def read_csv(content: bytes) -> tuple[Row, ...]:
    """The rows that were written."""
    return tuple(_row(line) for line in csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


def _cell(value: object) -> str:
    if value is None:
        return MISSING
    text = str(value)
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def _row(line: Mapping[str, str]) -> Row:
    return Row(**{name: _READ[dictionary.FIELDS[name]["type"]](line[name]) for name in COLUMNS})


def _text(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _number(cell: str) -> float | None:
    return None if cell == MISSING else float(cell)


def _integer(cell: str) -> int | None:
    return None if cell == MISSING else int(cell)


_READ: dict[str, Callable[[str], Any]] = {"string": _text, "number": _number, "integer": _integer}
WRITERS: dict[str, Callable[[Edition], bytes]] = {"csv": as_csv, "json": as_json, "parquet": as_parquet}
