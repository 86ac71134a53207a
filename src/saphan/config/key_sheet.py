"""The key sheet: every key and the secret of the back-ups as text to print, keep in a safe and type in again.

The back-up secret is made with the sheet and stands nowhere else; this machine keeps its public half only. So a sheet
cannot be printed a second time: a new one has a new back-up secret, and the old one is kept as long as its back-ups.
"""

import json
from pathlib import Path

from saphan.store import clock
from saphan.store.place import Place, write_secret
from saphan.vault import backup_file, keyring, sheet_lines
from saphan.vault.sheet_lines import Sheet
from saphan.vault.sheet_made import SheetMade, mark_of_word, marks, note_sheet, sheet_made

NAME = "key-sheet.txt"
HEAD = """\
SAPHAN KEY SHEET                                        number {number}, made {made}

Whoever has this sheet and a back-up can read every story.
Whoever has lost it, and the machine, can read none, ever.
Print it, put it into a safe, and delete this file from the computer.

It opens the back-ups that were made after it and before the next sheet.
Keep it for {days} days after you have made a newer one.

To restore on a new machine: type the numbered lines into a file, each with
its number, = and the word at its end. Spaces and capitals do not matter.
Then run: saphan restore BACKUP --key-sheet FILE
A line that was mistyped is named by its number.
"""
FAREWELL = """
1. Print it, put it into a safe, and delete it from this computer: {sheet}
2. Keep the one before for {days} days: the back-ups made until now open with it only.
"""
DAYS_KEPT = 30


def write(place: Place) -> Path:
    """Make a new sheet beside the key file, for its owner's eyes only; back-ups are for it from now on."""
    file = place.home / NAME
    keys = json.loads(place.keys.read_text())
    former = sheet_made(place)
    number = former.number + 1 if former else 1
    sheet = Sheet(number, clock.today().isoformat(), backup_file.new_identity(), keys)
    write_secret(file, text(sheet))
    note(place, sheet, since=clock.now().isoformat())
    return file


def note(place: Place, sheet: Sheet, *, since: str = "") -> None:
    """Keep here what may be known of a sheet: number, day, recipient, marks of the keys and of its last check word.

    since: when it was made, if that is now; else the beginning of its day.
    """
    recipient = backup_file.recipient_of(sheet.identity)
    word = mark_of_word(sheet_lines.last_word(sheet))
    since = since or f"{sheet.made}T00:00:00+00:00"
    note_sheet(place, SheetMade(sheet.number, sheet.made, recipient, marks(sheet.keys), word, since))


def text(sheet: Sheet) -> str:
    head = HEAD.format(number=sheet.number, made=sheet.made, days=DAYS_KEPT)
    return "\n".join([head, *sheet_lines.lines(sheet), ""])


def read(file: Path) -> Sheet:
    """The sheet that somebody typed in. Raises SheetError with the line that is wrong."""
    try:
        return sheet_lines.read(file.read_text())
    except (OSError, UnicodeDecodeError):
        raise sheet_lines.SheetError(f"The key sheet {file} cannot be read.") from None


def missing(place: Place) -> int:
    """How many keys of the key file stand on no sheet that was written here."""
    keyring.check(place.keys)
    sheet = sheet_made(place)
    return len(set(marks(json.loads(place.keys.read_text()))) - set(sheet.keys if sheet else ()))


def farewell(sheet: Path) -> str:
    return FAREWELL.format(sheet=sheet, days=DAYS_KEPT)
