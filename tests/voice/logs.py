"""Logs of a hotline, made for tests: a table or a workbook, a mapping, and what became of each row."""

import csv
from pathlib import Path
from typing import Any
from uuid import UUID

from openpyxl import Workbook

from saphan.voice.old_logs import sheets
from saphan.voice.old_logs.mapping import Mapping, from_table
from saphan.voice.old_logs.taking_over import Outcome, take_over

HEADINGS = ("Date", "Said", "Topic", "Phone", "Place", "Status", "For", "On")
PAY = ("2025-03-01 10:00", "Pay is late", "", "", "", "", "", "")


def mapping(**more: Any) -> Mapping:
    return from_table(
        {
            "source": "Harbour hotline",
            "time_zone": "Asia/Bangkok",
            "country": "TH",
            "dates": ["%Y-%m-%d %H:%M", "%d/%m/%Y"],
            "columns": {
                "opened_at": "Date",
                "text": "Said",
                "icon": "Topic",
                "phone": "Phone",
                "place": "Place",
                "status": "Status",
                "consent_for": "For",
                "consent_on": "On",
            },
            "values": {"icon": {"Wages": "pay"}, "status": {"in work": "open", "done": "closed"}},
            **more,
        }
    )


def table(folder: Path, *rows: tuple[str, ...], name: str = "log.csv", encoding: str = "utf-8") -> Path:
    file = folder / name
    with file.open("w", newline="", encoding=encoding) as out:
        csv.writer(out).writerows([HEADINGS, *rows])
    return file


def workbook(folder: Path, *rows: tuple[object, ...], name: str = "log.xlsx", merge: str = "") -> Path:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (HEADINGS, *rows):
        sheet.append(row)
    if merge:
        sheet.merge_cells(merge)
    book.save(folder / name)
    return folder / name


def outcomes(file: Path, desk_id: UUID, how: Mapping | None = None, *, dry_run: bool = False) -> list[Outcome]:
    chosen = how or mapping()
    with sheets.opened(file, chosen) as sheet:
        return list(take_over(sheet.rows, chosen, desk_id, dry_run=dry_run))


def codes(file: Path, desk_id: UUID, how: Mapping | None = None, *, dry_run: bool = False) -> list[str]:
    return [one.code for one in outcomes(file, desk_id, how, dry_run=dry_run)]
