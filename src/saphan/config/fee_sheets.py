"""`saphan import-fees`: what people paid for their jobs, from a sheet that somebody kept before."""

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from saphan.config import importing, starting
from saphan.store.place import Place

if TYPE_CHECKING:
    from saphan.casework.fees.importing import Outcome

SAID = {"taken": "taken over", "known": "known from before", "empty": "empty"}


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, help="the sheet, as .xlsx or .csv (UTF-8)")
    command.add_argument("--desk", default="", help="name of the desk, where there are several")
    command.add_argument("--dry-run", action="store_true", help="say what would happen to each row; write nothing")


def import_fees(options: argparse.Namespace) -> None:
    """Rows that are known are left alone. Raises NotReady with what to do."""
    starting.set_up()
    from saphan.casework.fees.importing import NEEDED, take_over
    from saphan.voice.old_logs import sheets
    from saphan.voice.old_logs.mapping import Mapping

    counted: Counter[str] = Counter()
    try:
        with (
            starting.database_at_hand(Place.from_environment()),
            sheets.opened(options.file, Mapping(options.file.name, {})) as sheet,
        ):
            starting.check(bind="127.0.0.1")
            if missing := sorted(set(NEEDED) - set(sheet.headings)):
                raise starting.NotReady(
                    f"The sheet has no column {missing[0]!r}. Columns: see import-fees in the docs."
                )
            desk_id = importing.desk_named(options.desk)
            for outcome in take_over(sheet.rows, options.file.name, desk_id, dry_run=options.dry_run):
                counted[outcome.code] += 1
                _tell(outcome)
    except sheets.SheetError as error:
        raise starting.NotReady(str(error)) from None
    for code, number in sorted(counted.items()):
        print(f"{number:>8}  {'would be ' if options.dry_run and code == 'taken' else ''}{_words(code)}")


def _tell(outcome: "Outcome") -> None:
    """Only rows that somebody has to look at."""
    if outcome.is_refused:
        print(f"row {outcome.row}: {_words(outcome.code)}")


def _words(code: str) -> str:
    return SAID.get(code, f"refused: {code}")
