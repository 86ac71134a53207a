"""How the columns of one log become fields: read from a TOML file that stays beside the log. Pure."""

import tomllib
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from saphan.voice.old_logs.days import CALENDARS, COMMON

HANDLES = ("phone", "telegram", "whatsapp", "messenger", "line", "viber")
FIELDS = frozenset(
    {
        *("opened_at", "text", "language", "icon", "place", "happened_on", "status"),
        *("consent_for", "consent_on", "consent_language", *HANDLES),
    }
)
SETTINGS: dict[str, type] = {
    **dict.fromkeys(("source", "desk", "sheet", "time_zone", "language", "country", "encoding"), str),
    **dict.fromkeys(("delimiter", "consent_words", "calendar"), str),
    "header_row": int,
    "dates": list,
    **dict.fromkeys(("columns", "values"), dict),
}
FORMS = {str: "a text", int: "a number", list: "a list of texts", dict: "a table"}
DATES = ("%Y-%m-%d %H:%M", "%Y-%m-%d")
WITH_VALUES = frozenset({"language", "icon", "status", "consent_for"})


class MappingError(ValueError):
    """The mapping cannot be used; the message says which line of it and what to do, and nothing of the log."""


@dataclass(frozen=True, slots=True)
class Mapping:
    """source: what the log is called; part of what tells its rows from those of another.

    columns: field → heading. values: field → (cell in lower case → our code). dates: formats of `strptime`.
    calendar: in which they are written.
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
    calendar: str = COMMON


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
    _refuse_unknown(content.keys() - SETTINGS.keys(), "setting", frozenset(SETTINGS))
    _refuse_other_forms(content)
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


def _refuse_other_forms(content: dict[str, Any]) -> None:
    for name, value in content.items():
        parts = value if isinstance(value, list) else ()
        if not isinstance(value, SETTINGS[name]) or not all(isinstance(part, str) for part in parts):
            raise MappingError(f"{name} in the mapping has to be {FORMS[SETTINGS[name]]}.")
    if content.get("header_row", 1) < 1:
        raise MappingError("header_row is the number of the row with the headings, from 1 on.")
    if len(content.get("delimiter", ",")) != 1:
        raise MappingError("delimiter is one sign.")
    if content.get("calendar", COMMON) not in CALENDARS:
        raise MappingError(f"calendar is one of: {', '.join(CALENDARS)}.")
    if not all(isinstance(table, dict) for table in content.get("values", {}).values()):
        raise MappingError("Each of the [values] in the mapping has to be a table.")


def _refuse_unknown(unknown: set[str], what: str, known: frozenset[str]) -> None:
    if unknown:
        raise MappingError(f"Unknown {what} in the mapping: {min(unknown)}. Known: {', '.join(sorted(known))}.")
