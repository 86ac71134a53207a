"""The Human Trafficking Case Data Standard of IOM, edition 2.0: one record, what does not fit it, files of it. Pure.

Names of fields and codes are facts of the standard (CC BY 4.0; no endorsement). A code that it does not know is kept
and reported, never dropped: `read(write(record))` is the record.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent / "data" / "htcds-2.0.toml"
E164 = re.compile(r"\+?[1-9][0-9]{1,14}")
KEPT = frozenset({"unknown_code", "extension", "unknown_field", "deprecated"})  # said, but the file can be used

Line = Mapping[str, tuple[str, ...]]


class TwoValues(ValueError):
    """A field that takes one value was given several."""

    def __init__(self, field: str) -> None:
        super().__init__(field)
        self.field = field


@dataclass(frozen=True, slots=True)
class Field:
    """One field of the standard. list: of which codes its values are, where they are codes."""

    name: str
    type: str
    core: bool
    status: str
    list: str
    multi: bool

    @property
    def prefix(self) -> str:
        """The table that it belongs to: org, prs, vic, per, cas, cco, hte, spl or con."""
        return self.name.partition("_")[0]


@dataclass(frozen=True, slots=True)
class Record:
    """One person in one case. The first line is she and her case; each further one repeats a table, as events do."""

    lines: tuple[Line, ...]

    @classmethod
    def of(cls, lines: Iterable[Mapping[str, Iterable[str]]]) -> "Record":
        """Without values that are empty. Raises TwoValues."""
        cleaned = [
            {name: kept for name, values in line.items() if (kept := tuple(v for v in values if v))} for line in lines
        ]
        for line in cleaned:
            for name, values in line.items():
                if len(values) > 1 and not takes_several(name):
                    raise TwoValues(name)
        return cls(tuple(line for line in cleaned if line))


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not fit: where, and which value. line: from 1; 0 for the file."""

    code: str
    line: int = 0
    field: str = ""
    value: str = ""

    @property
    def is_kept(self) -> bool:
        """It is only said: whoever receives the file can still use it."""
        return self.code in KEPT


@cache
def _content() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@cache
def fields() -> dict[str, Field]:
    """Every field by its name with prefix, in the order of the standard."""
    return {name: _field(name, row) for name, row in _content()["fields"].items()}


def _field(name: str, row: Mapping[str, Any]) -> Field:
    return Field(
        name=name,
        type=row["type"],
        core=row.get("core", False),
        status=row.get("status", "draft"),
        list=row.get("list", ""),
        multi=row.get("multi", False),
    )


def source() -> dict[str, str]:
    """Edition, title, publisher, address, revision, document and licence, to be named beside every file."""
    return {name: value for name, value in _content().items() if isinstance(value, str)}


@cache
def codes(name: str) -> frozenset[str]:
    """The published codes of a list."""
    return frozenset(_content()["lists"][name])


@cache
def extensions(field: str) -> frozenset[str]:
    """Codes that the standard defines in words and its list lacks; we write them and say so."""
    return frozenset(_content()["extensions"].get(field, ()))


def language_code(tag: str) -> str:
    """ISO 639-2 of a language tag; "" where that standard has no code for the language."""
    base = tag.partition("-")[0].lower()
    found = str(_content()["iso"]["language_of"].get(base, base))
    return found if found in _iso("languages") else ""


@cache
def _iso(name: str) -> frozenset[str]:
    return frozenset(_content()["iso"][name])


def takes_several(name: str) -> bool:
    """A field that we do not know takes whatever comes."""
    return name not in fields() or fields()[name].multi


def validate(record: Record) -> tuple[Fault, ...]:
    """Everything that does not fit, in the order of the record; nothing is left out or changed."""
    found = [Fault("empty")] if not record.lines else []
    for number, line in enumerate(record.lines, start=1):
        for name, values in line.items():
            found += _faults_of(name, values, number)
    return tuple(found)


def _faults_of(name: str, values: tuple[str, ...], line: int) -> list[Fault]:
    field = fields().get(name)
    if field is None:
        return [Fault("unknown_field", line, name)]
    found = [Fault("deprecated", line, name)] if field.status == "deprecated" else []
    if len(values) > 1 and not field.multi:
        found.append(Fault("two_values", line, name))
    if len(set(values)) < len(values):
        found.append(Fault("twice", line, name))
    return found + [Fault(code, line, name, value) for value in values if (code := _fault(field, value))]


def _fault(field: Field, value: str) -> str:
    if field.type == "code":
        return _fault_of_code(field, value)
    return "" if TYPES[field.type](value) else f"not_{field.type}"


def _fault_of_code(field: Field, value: str) -> str:
    if value in codes(field.list):
        return ""
    return "extension" if value in extensions(field.name) else "unknown_code"


def _is_date(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def _is_number(value: str) -> bool:
    try:
        return Decimal(value).is_finite()
    except InvalidOperation:
        return False


TYPES: dict[str, Callable[[str], bool]] = {
    "text": lambda value: bool(value.strip()),
    "date": _is_date,
    "number": _is_number,
    "whole": lambda value: value.isascii() and value.isdecimal(),
    "checkbox": lambda value: value in {"true", "false"},
    "phone": lambda value: bool(E164.fullmatch(value)),
    "country": lambda value: value in _iso("countries"),
    "language": lambda value: value in _iso("languages"),
}
