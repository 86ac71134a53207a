"""`saphan check-htcds`: whether a file of the case data standard can be read, and what in it does not fit."""

import argparse
from pathlib import Path

from saphan.config import starting
from saphan.standards.htcds import Fault, Record, source, validate
from saphan.standards.htcds_files import FORMS, NotAFile, read

WORDS = {
    "empty": "There is no line with a value.",
    "unknown_field": "{field}: no such field in the standard. It is kept as it is.",
    "unknown_code": "{field}: {value!r} is no code of its list. It is kept as it is.",
    "extension": "{field}: {value!r} is defined in the standard's text, not in its list. It is kept as it is.",
    "deprecated": "{field}: the standard gave this field up. It is kept as it is.",
    "two_values": "{field}: takes one value, and there are several.",
    "twice": "{field}: the same value stands there twice.",
    "not_text": "{field}: there are only spaces.",
    "not_date": "{field}: {value!r} is no day. Write year-month-day, as 2026-03-02.",
    "not_number": "{field}: {value!r} is no number.",
    "not_whole": "{field}: {value!r} is no whole number.",
    "not_checkbox": "{field}: {value!r} is neither true nor false.",
    "not_phone": "{field}: no telephone number as E.164 has it: + and up to 15 digits, without spaces.",
    "not_country": "{field}: {value!r} is no country of ISO 3166-1 with two letters, as TH.",
    "not_language": "{field}: {value!r} is no language of ISO 639-2 with three letters, as mya.",
}
UNREADABLE = {
    "too_large": "The file is larger than 10 million bytes.",
    "not_utf_8": "The file is not in UTF-8.",
    "not_csv": "The file is no CSV.",
    "not_json": 'The file is no JSON with "lines", each with fields and their lists of values.',
    "no_such_fields": "No column has the name of a field of the standard.",
    "column_twice": "The column {field} stands there twice.",
    "too_many_cells": "A line has more cells than there are columns.",
    "two_values": "{field}: takes one value, and there are several.",
}


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, help="the file, as .csv or .json (UTF-8)")


def check_htcds(options: argparse.Namespace) -> None:
    """Says each thing that does not fit; nothing is kept anywhere. Raises NotReady where the file cannot be used."""
    faults = validate(_read(options.file))
    for fault in faults:
        print(f"line {fault.line}: {_said(fault)}" if fault.line else _said(fault))
    wrong = sum(not fault.is_kept for fault in faults)
    standard = f"{source()['title']} {source()['edition']}"
    if wrong:
        raise starting.NotReady(f"Does not fit the {standard}: {wrong} of {len(faults)} lines above must be mended.")
    print(f"Fits the {standard}." if not faults else f"Fits the {standard}, apart from what is said above.")


def _read(path: Path) -> Record:
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise starting.NotReady("The file must be .csv or .json.")
    try:
        return read(path.read_bytes(), form)
    except OSError as error:
        raise starting.NotReady(f"The file cannot be opened: {error.strerror}.") from None
    except NotAFile as error:
        raise starting.NotReady(UNREADABLE[error.code].format(field=error.field)) from None


def _said(fault: Fault) -> str:
    return WORDS[fault.code].format(field=fault.field, value=fault.value)
