"""An .xlsx or .csv file as rows of text, one at a time: 100,000 rows need no more memory than ten.

A workbook is a zip of XML that somebody else made, so its size unpacked is looked at before anything is read.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from saphan.voice.old_logs.mapping import Mapping

LARGEST = 200 * 1024 * 1024  # bytes on disk
LARGEST_UNPACKED = 800 * 1024 * 1024
MOST_TIMES_LARGER = 150  # a workbook of words packs about ten times
MERGED = re.compile(rb'<mergeCell ref="[A-Z]+(\d+):[A-Z]+(\d+)"')
LONGEST_CELL = 40_000  # signs; a spreadsheet itself holds 32,767
DAMAGED = "This workbook is damaged. Open it, save it anew, and run this again."
NO_FURTHER = "The log cannot be read after row {row}. {what} Then run this again: rows that are known are left alone."


class SheetError(ValueError):
    """The file cannot be read as a log; the message says what to do, and nothing of the log."""


@dataclass(frozen=True, slots=True)
class Row:
    """cells: heading → text, empty ones left out; a date in a workbook as ISO. problem: a code, or ""."""

    number: int
    cells: dict[str, str] = field(repr=False)
    problem: str = ""


@dataclass(slots=True)
class Sheet:
    """rows: after the heading, in order. share: how much of the file has been read, from 0 to 1."""

    headings: tuple[str, ...]
    rows: Iterator[Row]
    share: Any


Content = Path | io.BytesIO


@contextmanager
def opened(file: Path, mapping: Mapping) -> Iterator[Sheet]:
    """The sheet that the mapping names. Raises SheetError."""
    if not file.is_file():
        raise SheetError(f"There is no file {file.name}.")
    with _opened(file, file.suffix, file.stat().st_size, mapping) as sheet:
        yield sheet


@contextmanager
def opened_in_memory(name: str, content: bytes, mapping: Mapping) -> Iterator[Sheet]:
    """As `opened`, of what somebody sent with a form: it touches no disk. Raises SheetError."""
    with _opened(io.BytesIO(content), Path(name).suffix, len(content), mapping) as sheet:
        yield sheet


@contextmanager
def _opened(content: Content, suffix: str, size: int, mapping: Mapping) -> Iterator[Sheet]:
    if size > LARGEST:
        raise SheetError("The file is larger than 200 MB. Save the log in parts.")
    if suffix.lower() == ".csv":
        with _table(content, size, mapping) as sheet:
            yield sheet
    elif suffix.lower() == ".xlsx":
        with _workbook(content, size, mapping) as sheet:
            yield sheet
    else:
        raise SheetError("Save the log as .xlsx or .csv (UTF-8), then run this again.")


# -- text


@contextmanager
def _table(content: Content, size: int, mapping: Mapping) -> Iterator[Sheet]:
    csv.field_size_limit(4 * LONGEST_CELL)
    with content.open("rb") if isinstance(content, Path) else nullcontext(content) as packed:
        try:
            text = io.TextIOWrapper(packed, mapping.encoding, errors="surrogateescape", newline="")
        except LookupError:
            raise SheetError(f"There is no encoding {mapping.encoding!r}. Usual ones: utf-8, utf-16, cp874.") from None
        lines = csv.reader(text, delimiter=mapping.delimiter, strict=True)  # a stray quotation mark is no guess
        headings = _headings(_line(lines, mapping.header_row))
        rows = _table_rows(lines, headings, mapping.header_row)
        yield Sheet(headings, rows, lambda: packed.tell() / max(1, size))


def _line(lines: Iterator[list[str]], number: int) -> list[Any]:
    try:
        for _ in range(number - 1):
            next(lines)
        return next(lines)
    except (StopIteration, csv.Error, UnicodeError):
        raise SheetError("The row with the headings cannot be read. Look at header_row and encoding.") from None


def _table_rows(lines: Iterator[list[str]], headings: tuple[str, ...], before: int) -> Iterator[Row]:
    number = before
    while True:
        number += 1
        try:
            line = next(lines)
        except StopIteration:
            return
        except csv.Error:
            yield Row(number, {}, "row_not_read")
            continue
        except UnicodeError:  # a whole block of rows is lost with it, so it is not one row's trouble
            raise SheetError(NO_FURTHER.format(row=number - 1, what="Save it anew as UTF-8.")) from None
        problem = "too_many_cells" if len(line) > len(headings) else ""
        if any("\udc80" <= sign <= "\udcff" for cell in line for sign in cell):
            problem = "wrong_encoding"
        yield _row(number, headings, line, problem)


# -- workbooks


@contextmanager
def _workbook(file: Content, size: int, mapping: Mapping) -> Iterator[Sheet]:
    from openpyxl import load_workbook

    _look_inside(file, size)
    try:
        book = load_workbook(file, read_only=True, data_only=False, keep_links=False)
    except Exception:  # a damaged part leads openpyxl into anything, and what it says may repeat a cell
        raise SheetError(DAMAGED) from None
    try:
        if mapping.sheet and mapping.sheet not in book.sheetnames:
            raise SheetError("The workbook has no sheet of the name that the mapping gives.")
        sheet = book[mapping.sheet] if mapping.sheet else book.worksheets[0]
        lines = sheet.iter_rows(min_row=mapping.header_row)
        headings = _headings([cell.value for cell in _next(lines, mapping.header_row - 1) or ()])
        merged = _merged(file, sheet._worksheet_path)
        done = [mapping.header_row]
        rows = _workbook_rows(lines, headings, merged, done)
        yield Sheet(headings, rows, lambda: done[0] / max(done[0], sheet.max_row or 1))
    finally:
        book.close()


def _workbook_rows(
    lines: Iterator[Any], headings: tuple[str, ...], merged: list[tuple[int, int]], done: list[int]
) -> Iterator[Row]:
    while (cells := _next(lines, done[0])) is not None:
        done[0] += 1
        number = done[0]
        problem = "formula" if any(cell.data_type == "f" for cell in cells) else ""
        if any(first <= number <= last for first, last in merged):
            problem = "merged_cells"
        yield _row(number, headings, [_text(cell.value) for cell in cells], problem)


def _next(lines: Iterator[Any], row: int) -> Any:
    """The row after this one; None at the end. Raises SheetError, without what openpyxl says of the cell."""
    try:
        return next(lines, None)
    except Exception:
        raise SheetError(NO_FURTHER.format(row=row, what="Open it and save it anew.")) from None


def _look_inside(file: Content, on_disk: int) -> None:
    """Refuse what grows beyond measure when unpacked, and what brings entities of its own. Raises SheetError."""
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            size = sum(part.file_size for part in parts)
            if len(parts) > 5_000 or size > LARGEST_UNPACKED or size > MOST_TIMES_LARGER * max(on_disk, 1):
                raise SheetError("This workbook grows far too large when it is unpacked. It was not opened.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and b"<!DOCTYPE" in packed.open(part).read(4_096):
                    raise SheetError("This workbook holds something that no spreadsheet writes. It was not opened.")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError):
        raise SheetError("This is not a workbook, or it is locked with a password. Save it anew without one.") from None


def _merged(file: Content, part: str) -> list[tuple[int, int]]:
    """First and last row of every group of merged cells; they stand after the rows, so the part is read first."""
    found: set[tuple[int, int]] = set()
    try:
        with zipfile.ZipFile(file) as packed, packed.open(part.lstrip("/")) as content:
            tail = b""
            while chunk := content.read(1 << 20):
                looked = tail + chunk
                found |= {(int(first), int(last)) for first, last in MERGED.findall(looked)}
                tail = looked[looked.rfind(b"<") :][:200] if b"<" in looked[-200:] else b""
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError):
        raise SheetError(DAMAGED) from None
    return sorted(found)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


# -- both


def _headings(line: list[Any]) -> tuple[str, ...]:
    headings = tuple(_text(cell).strip() for cell in line)
    named = [heading for heading in headings if heading]
    if not named:
        raise SheetError("The row with the headings is empty. Look at header_row and sheet.")
    if len(named) != len(set(named)):
        raise SheetError("Two columns have the same heading. Give each its own.")
    return headings


def _row(number: int, headings: tuple[str, ...], line: list[str], problem: str) -> Row:
    texts = (cell.replace("\0", "").strip() for cell in line)  # no database keeps that sign
    cells = {heading: text for heading, text in zip(headings, texts, strict=False) if heading and text}
    if any(len(cell) > LONGEST_CELL for cell in cells.values()):
        problem = problem or "too_long"
    return Row(number, cells, problem)
