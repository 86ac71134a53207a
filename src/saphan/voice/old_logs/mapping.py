"""How the columns of one log become fields: read from a TOML file that stays beside the log. Pure."""

import tomllib
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

HANDLES = ("phone", "telegram", "whatsapp", "messenger", "line", "viber")
FIELDS = frozenset(
    {
        *("opened_at", "text", "language", "icon", "place", "happened_on", "status"),
        *("consent_for", "consent_on", "consent_language", *HANDLES),
    }
)
SETTINGS = frozenset(
    {
        *("source", "desk", "sheet", "header_row", "time_zone", "dates", "language", "country", "encoding"),
        *("delimiter", "consent_words", "columns", "values"),
    }
)
DATES = ("%Y-%m-%d %H:%M", "%Y-%m-%d")
WITH_VALUES = frozenset({"language", "icon", "status", "consent_for"})


class MappingError(ValueError):
    """The mapping cannot be used; the message says which line of it and what to do, and nothing of the log."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """source: what the log is called; part of what tells its rows from those of another.

    columns: field → heading. values: field → (cell in lower case → our code). dates: formats of `strptime`.
    """

    source: str
    columns: Dictionary[str, str]
    values: Dictionary[str, Dictionary[str, str]] = field(default_factory=dict)
    dates: tuple[str, ...] = DATES
    time_zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    language: str = ""
    country: str = ""
    desk: str = ""
    sheet: str = ""
    header_row: int = 1
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    consent_words: str = "log"


def read(file: Path) -> Mapping:
    """Raises MappingError."""
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        raise MappingError("The mapping file cannot be read. Give it with --mapping FILE.toml.") from None
    except tomllib.TOMLDecodeError as error:
        raise MappingError(f"The mapping file is not TOML: {error}") from None
    return from_table(content)


def from_table(content: dict[str, Any]) -> Mapping:
    """Raises MappingError."""
    _refuse_unknown(content.keys() - SETTINGS, "setting", SETTINGS)
    columns, values = content.pop("columns", {}), content.pop("values", {})
    _refuse_unknown(columns.keys() - FIELDS, "column", FIELDS)
    _refuse_unknown(values.keys() - WITH_VALUES, "table of values", WITH_VALUES)
    if not str(content.get("source", "")).strip():
        raise MappingError('Name the log: source = "Hotline of …".')
    if "opened_at" not in columns:
        raise MappingError('Say which column holds the day of the call: opened_at = "…" under [columns].')
    if not columns.keys() & {"text", "icon"}:
        raise MappingError("Say which column holds the words (text) or the topic (icon), under [columns].")
    return Mapping(
        **{
            **content,
            "dates": tuple(content.get("dates", DATES)),
            "time_zone": _zone(content.get("time_zone", "UTC")),
            "columns": {name: str(heading) for name, heading in columns.items()},
            "values": {name: _lower(table) for name, table in values.items()},
        }
    )


def _lower(table: dict[str, Any]) -> dict[str, str]:
    return {cell.strip().casefold(): str(code) for cell, code in table.items()}


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise MappingError(f"There is no time zone {name!r}. Use a name such as Asia/Bangkok.") from None


def _refuse_unknown(unknown: set[str], what: str, known: frozenset[str]) -> None:
    if unknown:
        raise MappingError(f"Unknown {what} in the mapping: {min(unknown)}. Known: {', '.join(sorted(known))}.")
