"""The drill: the machine is lost. A back-up, the key sheet and the log of what was destroyed make a desk again.

Given the demo of version 0.1.0 as one would have it in a back-up, restored and running today.
"""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from saphan.network.people import DEMO_PASSWORD
from saphan.vault import backup_file, sheet_lines
from saphan.vault.sheet_lines import Sheet
from tests.config.browser import Browser, she_returns, she_writes, signs_in
from tests.config.installation import Installation
from tests.test_taking_over import DEMO

KEPT = "They keep our passports in the office."
DELETED = "Canary: the foreman of line four hits people."
MIGRATIONS = [f"{Path(name).parts[0]}.{Path(name).stem}" for name in json.loads((DEMO / "migrations.json").read_text())]


class Drill:
    """Two machines, and what was carried from one to the other."""

    def __init__(self, folder: Path) -> None:
        self.old, self.new = Installation("drill-old"), Installation("drill-new")
        for each in (self.old, self.new):
            each.more = {"SAPHAN_DEMO": "1", "SAPHAN_BACKUPS": str(folder / "elsewhere")}
        (folder / "elsewhere").mkdir()
        self.sheet, self.backup = folder / "sheet.txt", folder / "elsewhere" / "saphan.age"
        self.log = folder / "elsewhere" / "shredded.log"
        self.code = self.deleted_code = ""


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Drill]:
    made = Drill(tmp_path_factory.mktemp("drill"))
    try:
        restore_the_demo_of_0_1_0(made)
        live_a_day(made)
        shutil.rmtree(made.old.home)  # the machine is lost
        yield made
    finally:
        made.old.remove()
        made.new.remove()


def restore_the_demo_of_0_1_0(drill: Drill) -> None:
    """A back-up as that version would have made it; its key file as a sheet."""
    sheet = Sheet(1, "2026-03-02", backup_file.new_identity(), json.loads((DEMO / "keys.json").read_text()))
    drill.sheet.write_text("\n".join(sheet_lines.lines(sheet)))
    first = drill.backup.with_name("first.age")
    with first.open("wb") as out, (DEMO / "demo.dump").open("rb") as dump:
        backup_file.write(
            out,
            [backup_file.recipient_of(sheet.identity)],
            manifest={"saphan": "0.1.0", "made": "2026-03-02T19:00:00+00:00", "demo": True, "migrations": MIGRATIONS},
            beside={"settings.env": b"", "shredded.log": b""},
            dump=dump,
        )
    done = drill.old.saphan("restore", str(first), "--key-sheet", str(drill.sheet), seconds=120)
    assert done.returncode == 0, done.stderr
    assert "CAREFUL" in done.stdout


def live_a_day(drill: Drill) -> None:
    """Two workers write; a back-up is made; then one of them deletes her story."""
    with drill.old.running("--demo") as saphan:
        assert saphan.is_ready(), saphan.said
        worker, other = Browser(drill.old.address), Browser(drill.old.address)
        drill.code, drill.deleted_code = she_writes(worker, KEPT), she_writes(other, DELETED)
        made = drill.old.saphan("backup", str(drill.backup))
        assert made.returncode == 0, made.stderr
        assert "deleted" in other.send("/en/story/delete/").lower()
        assert she_returns(Browser(drill.old.address), drill.deleted_code).startswith("422")


def test_a_stolen_back_up_opens_nothing(drill: Drill, tmp_path: Path) -> None:
    # Without the sheet: age refuses
    other = tmp_path / "other.txt"
    keys = json.loads((DEMO / "keys.json").read_text())
    other.write_text("\n".join(sheet_lines.lines(Sheet(1, "2026-03-02", backup_file.new_identity(), keys))))
    refused = drill.new.saphan("restore", str(drill.backup), "--key-sheet", str(other))
    assert "does not open" in refused.stderr
    assert not drill.new.home.exists()

    # Opened by force: no word stands in the dump, and no key
    opened = tmp_path / "opened"
    with opened.open("wb") as out:
        contents = backup_file.check(drill.backup, sheet_lines.read(drill.sheet.read_text()).identity, out.write)
    everything = opened.read_bytes() + b"".join(contents.beside.values()) + json.dumps(contents.manifest).encode()
    keys_of = re.findall(r"[A-Za-z0-9+/]{43}=", json.dumps(keys))
    assert len(keys_of) >= 3
    for secret in (KEPT, DELETED, drill.code, drill.code.replace(" ", ""), *keys_of):
        assert secret.encode() not in everything


def test_a_key_sheet_alone_opens_nothing(drill: Drill, tmp_path: Path) -> None:
    refused = drill.new.saphan("restore", str(tmp_path / "none.age"), "--key-sheet", str(drill.sheet))
    assert "no back-up at" in refused.stderr
    assert not drill.new.home.exists()


def test_back_up_and_sheet_give_a_working_desk(drill: Drill) -> None:
    # When it is restored on an empty machine; the log lies beside the back-up
    done = drill.new.saphan("restore", str(drill.backup), "--key-sheet", str(drill.sheet), seconds=120)
    assert done.returncode == 0, done.stderr
    assert "Brought back and destroyed again now: 1." in done.stdout
    assert "CAREFUL" not in done.stdout

    with drill.new.running("--demo") as saphan:
        assert saphan.is_ready(), saphan.said

        # Then a worker returns with her code and reads her own words
        assert KEPT in she_returns(Browser(drill.new.address), drill.code)

        # And the story that was deleted does not come back
        assert she_returns(Browser(drill.new.address), drill.deleted_code).startswith("422")

        # And a caseworker signs in and reads the story
        read = [page for key in ("nok", "hnin") for page in stories_of(Browser(drill.new.address), key)]
        assert any(KEPT in page for page in read), [re.sub(r"<[^>]+>|\s+", " ", page)[-3000:] for page in read]
        assert not any(DELETED in page for page in read)


def stories_of(browser: Browser, key: str) -> list[str]:
    """She signs in and opens those stories of her inbox that came last; who waits longest stands first."""
    signs_in(browser, f"{key}@saphan.example", DEMO_PASSWORD)
    found = [story for page in browser.pages("/desk/") for story in browser.links(r"/desk/story/[0-9a-f-]{36}/", page)]
    return [browser.open(story) for story in dict.fromkeys(found[-6:])]
