"""Given a sheet of fees that somebody kept, each row counts once, and a row that cannot be read says which column."""

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from saphan.casework.fees.importing import take_over
from saphan.casework.fees.models import FeeObservation
from saphan.config.command import main
from saphan.network import services as network
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.voice.old_logs import sheets
from saphan.voice.old_logs.mapping import Mapping
from tests.signed_in import open_desk

HEADINGS = "organisation,origin,destination,paid_on,currency,line,payer,worker,receipt,proof,person"
PATH = "Golden Path Overseas,NP,MY,2026-01,NPR,all,loan,४००,,,"


@pytest.fixture
def golden_path() -> UUID:
    return network.create_organisation(kind="recruiter", name="Golden Path Overseas", country="NP")


def sheet_of(folder: Path, *rows: str) -> Path:
    file = folder / "fees.csv"
    file.write_text("\n".join((HEADINGS, *rows)), encoding="utf-8")
    return file


def taken(file: Path, desk_id: UUID, *, dry_run: bool = False) -> list[str]:
    with sheets.opened(file, Mapping(file.name, {})) as sheet:
        return [one.code for one in take_over(sheet.rows, file.name, desk_id, dry_run=dry_run)]


def fees() -> list[FeeObservation]:
    with acting_as(System("test")):
        return list(FeeObservation.objects.order_by("worker"))


@pytest.mark.django_db
def test_each_row_counts_once_however_often_the_sheet_is_taken(tmp_path: Path, golden_path: UUID) -> None:
    desk_id, file = open_desk(), sheet_of(tmp_path, PATH, PATH, "", PATH.replace("४००", '"45,000"'))
    assert taken(file, desk_id, dry_run=True) == ["taken", "taken", "empty", "taken"]
    assert fees() == []
    assert taken(file, desk_id) == ["taken", "taken", "empty", "taken"]  # two equal rows are two people's
    assert taken(file, desk_id) == ["known", "known", "empty", "known"]
    rows = fees()
    assert [row.worker for row in rows] == [400, 400, 45_000]
    first = rows[0]
    assert (first.source, first.organisation_id, first.payer, first.desk_id) == ("import", golden_path, "loan", desk_id)
    assert (first.paid_on, first.currency, first.conversation_id) == (date(2026, 1, 1), "NPR", None)


@pytest.mark.django_db
def test_lines_of_one_person_are_one_persons(tmp_path: Path, golden_path: UUID) -> None:
    lines = [PATH.replace("all,loan,४००,,,", f"{line},loan,400,,receipt,row 7") for line in ("service", "medical")]
    assert taken(sheet_of(tmp_path, *lines, PATH), open_desk()) == ["taken"] * 3
    assert len({row.person for row in fees()}) == 2


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wrong", "column"),
    [
        (("2026-01", "last year"), "paid_on"),
        (("2026-01", "2099-01"), "paid_on"),
        (("४००", "much"), "worker"),
        (("४००", ""), "worker"),
        (("NPR", "shells"), "currency"),
        (("NP,", "Nepal,"), "origin"),
        (("all", "tea money"), "line"),
        (("Golden Path", "Golden Pathh"), "organisation"),
    ],
)
def test_a_row_that_cannot_be_read_names_its_column_and_is_not_kept(
    tmp_path: Path, golden_path: UUID, wrong: tuple[str, str], column: str
) -> None:
    assert taken(sheet_of(tmp_path, PATH.replace(*wrong), PATH), open_desk()) == [column, "taken"]
    assert len(fees()) == 1


def test_the_command_says_what_became_of_the_rows(
    fresh_database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    open_desk()
    file = sheet_of(tmp_path, ",NP,MY,2026-01,NPR,all,loan,400,,,", ",NP,MY,soon,NPR,all,loan,400,,,")
    main(["import-fees", str(file)])
    said = capsys.readouterr().out
    assert "row 3: refused: paid_on" in said and "1  taken over" in said
    file.write_text("a,b\n1,2")
    with pytest.raises(SystemExit, match="no column 'currency'"):
        main(["import-fees", str(file)])
