"""`saphan import-contacts`: look first, take over, say what became of each row, destroy the file."""

import argparse
import csv
import os
import secrets
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TextIO
from uuid import UUID

from saphan.config import starting
from saphan.store.place import Place, settle

if TYPE_CHECKING:
    from saphan.voice.old_logs.mapping import Mapping
    from saphan.voice.old_logs.taking_over import Outcome

EVERY = 1_000  # rows between two lines where nobody watches
BAR = 30  # signs
SAID = {
    "taken": "taken over",
    "known": "known from before",
    "empty": "empty",
}


def add_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("file", type=Path, help="the log, as .xlsx or .csv")
    command.add_argument("--mapping", type=Path, help="which column is what (default: the same name with .toml)")
    command.add_argument("--desk", default="", help="name of the desk, where there are several")
    command.add_argument("--dry-run", action="store_true", help="say what would happen to each row; write nothing")
    command.add_argument("--keep", action="store_true", help="do not destroy the file afterwards")
    command.add_argument("--destroy", action="store_true", help="destroy the file also when rows were refused")


def import_contacts(options: argparse.Namespace) -> None:
    """Raises NotReady with what to do; nothing was taken over then but the rows before one that could not be read."""
    starting.set_up()
    from saphan.voice.old_logs import mapping, sheets

    try:
        chosen = mapping.read(options.mapping or options.file.with_suffix(".toml"))
        with starting.database_at_hand(Place.from_environment()), sheets.opened(options.file, chosen) as sheet:
            starting.check(bind="127.0.0.1")
            counted = _go_through(options, chosen, sheet)
    except (mapping.MappingError, sheets.SheetError) as error:
        raise starting.NotReady(str(error)) from None
    _say_how_many(counted, dry_run=options.dry_run)
    if not options.dry_run:
        end(options, counted)


def _go_through(options: argparse.Namespace, chosen: "Mapping", sheet: "object") -> Counter[str]:
    from saphan.voice.old_logs import taking_over
    from saphan.voice.old_logs.sheets import Sheet

    assert isinstance(sheet, Sheet)
    _check_headings(chosen, sheet.headings)
    desk_id = desk_named(options.desk or chosen.desk)
    counted: Counter[str] = Counter()
    with ExitStack() as last:
        tell = _dry if options.dry_run else _result_file(options.file, last)
        watch = Watch(sys.stderr, sheet.share)
        for outcome in taking_over.take_over(sheet.rows, chosen, desk_id, dry_run=options.dry_run):
            counted[outcome.code] += 1
            tell(outcome)
            watch.step()
        watch.end()
    if not options.dry_run:
        taking_over.note_end(desk_id, counted)
    return counted


def _check_headings(chosen: "Mapping", headings: tuple[str, ...]) -> None:
    missing = sorted(set(chosen.columns.values()) - set(headings))
    if missing:
        raise starting.NotReady(f"The log has no column of the name {missing[0]!r}, which the mapping names.")


def desk_named(name: str) -> UUID:
    from saphan.network.models import Desk

    desks = Desk.objects.filter(name=name) if name else Desk.objects.all()
    found = list(desks.values_list("id", flat=True)[:2])
    if len(found) != 1:
        listed = ", ".join(Desk.objects.order_by("name").values_list("name", flat=True))
        raise starting.NotReady(f"Name the desk with --desk, or in the mapping. There are: {listed}.")
    return found[0]


def _dry(outcome: "Outcome") -> None:
    would = "would be taken over" if outcome.code == "taken" else SAID.get(outcome.code, f"refused: {outcome.code}")
    print(f"row {outcome.row}: {would}{f' ({outcome.remark})' if outcome.remark else ''}")


def _result_file(log: Path, last: ExitStack) -> "Callable[[Outcome], None]":
    """Beside the log, for its owner's eyes: rows, codes and ids, no word of anybody."""
    file = next(file for file in _names(log) if not file.exists())
    out: TextIO = last.enter_context(
        os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", newline="")
    )
    written = csv.writer(out)
    written.writerow(("row", "code", "remark", "conversation"))
    print(f"What becomes of each row is written to {file}.")

    def tell(outcome: "Outcome") -> None:
        written.writerow((outcome.row, outcome.code, outcome.remark, outcome.conversation_id or ""))
        out.flush()

    return tell


def _names(log: Path) -> Iterator[Path]:
    yield log.with_suffix(".result.csv")
    number = 2
    while True:
        yield log.with_suffix(f".result-{number}.csv")
        number += 1


class Watch:
    """A bar where somebody watches, a line now and then where nobody does."""

    def __init__(self, out: TextIO, share: Callable[[], float]) -> None:
        self.out = out
        self.share = share
        self.rows = 0
        self.watched = out.isatty()

    def step(self) -> None:
        self.rows += 1
        if self.watched and self.rows % 20 == 0:
            full = round(BAR * min(1.0, self.share()))
            self.out.write(f"\r[{'#' * full}{'.' * (BAR - full)}] {self.rows} rows")
            self.out.flush()
        elif not self.watched and self.rows % EVERY == 0:
            self.out.write(f"{self.rows} rows\n")

    def end(self) -> None:
        if self.watched:
            self.out.write(f"\r[{'#' * BAR}] {self.rows} rows\n")


def _say_how_many(counted: Counter[str], *, dry_run: bool) -> None:
    for code in sorted(counted, key=lambda code: (code not in SAID, code)):
        would = "would be " if dry_run and code == "taken" else ""
        print(f"{counted[code]:>8}  {would}{SAID.get(code, f'refused: {code}')}")


def end(options: argparse.Namespace, counted: Counter[str]) -> None:
    """Destroy the log once nothing of it is needed any more. Raises NotReady when it cannot be."""
    refused = sum(number for code, number in counted.items() if code not in SAID)
    if options.keep:
        print(f"{options.file} was kept. It holds what people said; put it away safely.")
    elif refused and not options.destroy:
        print(
            f"{refused} rows were refused, so {options.file} was kept. Mend them and run this again: "
            "rows that are known are left alone. Or run it with --destroy."
        )
    else:
        try:
            destroy(options.file)
        except OSError as error:
            raise starting.NotReady(
                f"{options.file} could not be destroyed ({type(error).__name__}). Do it: it holds what people said."
            ) from None
        print(f"{options.file} was overwritten and removed. Destroy its copies too: e-mail, downloads, back-ups.")


def destroy(file: Path) -> None:
    """Overwrite with random bytes, then remove. On an SSD or in a snapshot older copies of its blocks may remain."""
    left = file.stat().st_size
    with file.open("r+b") as content:
        while left > 0:
            left -= content.write(secrets.token_bytes(min(left, 1 << 20)))
        content.flush()
        os.fsync(content.fileno())
    nameless = file.with_name(secrets.token_hex(8))
    file.rename(nameless)
    nameless.unlink()
    settle(file.parent)
