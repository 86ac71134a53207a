"""`saphan import-directory`: say what a list of organisations would do, row by row, then take it into the directory."""

import argparse
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from saphan.config import starting
from saphan.store.place import Place

if TYPE_CHECKING:
    from saphan.empowerment.directory.planning import Planned

SAID = {
    "new": "new",
    "more": "known, something is added",
    "same": "nothing new",
    "doubtful": "left out, a person says who is meant",
    "refused": "refused",
}


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, help="the list, as .xlsx or .csv")
    command.add_argument("--dry-run", action="store_true", help="say what would happen to each row; write nothing")


def import_directory(options: argparse.Namespace) -> None:
    """Raises NotReady with what to do; nothing was written then."""
    starting.set_up()
    from saphan.empowerment.directory import importing
    from saphan.voice.old_logs.sheets import SheetError

    try:
        rows = importing.rows_in(options.file)
    except SheetError as error:
        raise starting.NotReady(str(error)) from None
    with starting.database_at_hand(Place.from_environment()):
        starting.check(bind="127.0.0.1")
        tell(importing.look(rows))
        if options.dry_run:
            return
        taken = importing.take(rows)
    print(f"Taken in: {taken.new} new, {taken.more} with something added; {len(taken.left)} rows left out.")


def tell(planned: "Iterable[Planned]") -> None:
    """Every row that is new, adds something, or is left out; then how many of each there are."""
    counted: Counter[str] = Counter()
    for each in planned:
        counted[each.state] += 1
        reason = f" ({each.reason})" if each.reason else ""
        alike = "".join(f"; {name}" for _id, name in each.alike)
        if each.state != "same":
            print(f"row {each.number}: {SAID[each.state]}{reason}: {each.name}{alike}")
    for state, words in SAID.items():
        print(f"{counted[state]:>8}  {words}")
