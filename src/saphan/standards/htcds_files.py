"""Files of the case data standard, as CSV and as JSON: written, and read to the same record. Pure; no file is opened.

CSV: one heading line, then one line for each line of the record; several values of a field are joined by ";", as
spreadsheets of the standard do it. What a spreadsheet would take for a formula is led by an apostrophe.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator

from saphan.standards.htcds import Line, Record, TwoValues, fields, source, takes_several

FORMS = ("csv", "json")
MARK = "\ufeff"  # so that spreadsheets read UTF-8
FORMULA = tuple("=+-@\t\r'")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
PARTED = re.compile(r"\\(.)|(;)", re.DOTALL)
LARGEST = 10_000_000


class NotAFile(ValueError):
    """It cannot be read as a file of this standard. code: why; field: where, if that is known."""

    def __init__(self, code: str, field: str = "") -> None:
        super().__init__(code)
        self.code, self.field = code, field


def write(record: Record, form: str) -> bytes:
    """The file, in memory. form: "csv" or "json"."""
    return _as_json(record) if form == "json" else _as_csv(record)


def read(content: bytes, form: str) -> Record:
    """The record, with every code it carries, also unknown ones. Raises NotAFile."""
    if len(content) > LARGEST:
        raise NotAFile("too_large")
    try:
        text = content.decode("utf-8").removeprefix(MARK)
    except UnicodeDecodeError:
        raise NotAFile("not_utf_8") from None
    try:
        return Record.of(_from_json(text) if form == "json" else _from_csv(text))
    except TwoValues as error:
        raise NotAFile("two_values", error.field) from None


def columns(record: Record) -> list[str]:
    """The fields that the record has, in the order of the standard; those that it does not know come last."""
    found = {name for line in record.lines for name in line}
    return [*(name for name in fields() if name in found), *sorted(found - fields().keys())]


def _as_csv(record: Record) -> bytes:
    out = io.StringIO(newline="")
    sheet = csv.writer(out, quoting=csv.QUOTE_ALL)
    named = columns(record)
    sheet.writerow([_guarded(name) for name in named])
    sheet.writerows([_cell(name, line.get(name, ())) for name in named] for line in record.lines)
    return (MARK + out.getvalue()).encode("utf-8")


def _from_csv(text: str) -> Iterator[Line]:
    try:
        heading, *rows = list(csv.reader(io.StringIO(text, newline=""), strict=True)) or [[]]
    except csv.Error:
        raise NotAFile("not_csv") from None
    named = [_unguarded(name) for name in heading]
    if not any(name in fields() for name in named):
        raise NotAFile("no_such_fields")
    if len(set(named)) < len(named):
        raise NotAFile("column_twice", next(name for name in named if named.count(name) > 1))
    for row in rows:
        if len(row) > len(named):
            raise NotAFile("too_many_cells")
        yield {name: _values(name, cell) for name, cell in zip(named, row, strict=False)}


def _cell(name: str, values: Iterable[str]) -> str:
    if takes_several(name):
        return _guarded(";".join(value.replace("\\", "\\\\").replace(";", "\\;") for value in values))
    return _guarded("".join(values))


def _values(name: str, cell: str) -> tuple[str, ...]:
    plain = _unguarded(cell)
    return tuple(_parted(plain)) if takes_several(name) else (plain,)


def _parted(cell: str) -> Iterator[str]:
    value, begin = "", 0
    for found in PARTED.finditer(cell):
        value += cell[begin : found.start()] + (found[1] or "")
        begin = found.end()
        if found[2]:
            yield value
            value = ""
    yield value + cell[begin:]


def _guarded(cell: str) -> str:
    """Led by an apostrophe where a spreadsheet would compute something."""
    return f"'{cell}" if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell) else cell


def _unguarded(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell


def _as_json(record: Record) -> bytes:
    lines = [{name: list(line[name]) for name in columns(record) if name in line} for line in record.lines]
    return json.dumps({"standard": source(), "lines": lines}, ensure_ascii=False, indent=1).encode("utf-8")


def _from_json(text: str) -> list[dict[str, tuple[str, ...]]]:
    try:
        lines = json.loads(text)["lines"]
    except (ValueError, TypeError, KeyError, RecursionError):
        raise NotAFile("not_json") from None
    if not isinstance(lines, list) or not all(_is_line(line) for line in lines):
        raise NotAFile("not_json")
    return [{name: tuple(values) for name, values in line.items()} for line in lines]


def _is_line(line: object) -> bool:
    """Fields by name, each with a list of texts."""
    if not isinstance(line, dict):
        return False
    lists = all(isinstance(values, list) for values in line.values())
    return lists and all(isinstance(value, str) for values in line.values() for value in values)
