"""Given a hotline's old log, each row is taken over once, sealed and never urgent; what is wrong has a code."""

import zipfile
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from saphan.network import services as network
from saphan.store import System as SystemCaller
from saphan.store import acting_as
from saphan.store.tasks import run_waiting
from saphan.vault.models import Event, Fact
from saphan.voice import services
from saphan.voice.models import Consent, Contact, Conversation, ImportedRow, Told, Urgency
from saphan.voice.old_logs import mapping, sheets
from saphan.voice.old_logs.mapping import MappingError, from_table
from saphan.voice.old_logs.sheets import SheetError
from saphan.voice.reading import thread
from tests.voice import given, logs
from tests.voice.logs import PAY, codes, outcomes, table, workbook


def kept() -> list[Conversation]:
    with acting_as(SystemCaller("test.look")):
        return list(Conversation.objects.order_by("opened_at", "id"))


def test_a_row_is_kept_as_it_was_and_counts_as_nothing_new(desk: given.Desk, tmp_path: Path) -> None:
    # Given a call of last year
    row = ("2025-03-01 10:00", "လစာမရသေးဘူး", "Wages", "02 000 0000", "Blue Prawn", "in work", "", "")
    # When the log is taken over
    (outcome,) = outcomes(table(tmp_path, row), desk.id)
    # Then she is found by her number, on the day of then, and her words and the whole row are sealed
    assert (outcome.row, outcome.code) == (2, "taken")
    (story,) = kept()
    assert outcome.conversation_id == story.id
    assert story.opened_at == story.waiting_since == datetime(2025, 3, 1, 3, 0, tzinfo=UTC)
    assert (story.channel, story.language, story.icon, story.status) == ("import", "my", "pay", "waiting")
    said = {line.part: line.text for line in thread(desk.caseworker, story.id).messages}
    assert (said["said"], said["handle"], said["place"]) == ("လစာမရသေးဘူး", "+6620000000", "Blue Prawn")
    assert '"Topic": "Wages"' in said["row"]
    # And nobody is told, no figure moves, and no consent is made up
    with acting_as(SystemCaller("test.look")):
        assert not Told.objects.exists()
        assert not Fact.objects.exists()
        assert not Consent.objects.exists()
        assert Event.objects.filter(act="voice.imported", object_id=story.id).count() == 1


def test_who_calls_again_is_known_by_her_number(desk: given.Desk, tmp_path: Path) -> None:
    rows = [("2025-03-01 10:00", words, "", "+66 2 000 0000", "", "", "", "") for words in ("one", "two")]
    assert codes(table(tmp_path, *rows), desk.id) == ["taken", "taken"]
    with acting_as(SystemCaller("test.look")):
        assert Contact.objects.count() == 1


def test_old_rows_are_never_urgent_and_closed_unless_the_log_says_otherwise(desk: given.Desk, tmp_path: Path) -> None:
    row = ("2025-03-01 10:00", "I am locked in, help", "hurt", "", "", "", "", "")
    assert codes(table(tmp_path, row), desk.id) == ["taken"]
    assert run_waiting() == 1
    (story,) = kept()
    assert (story.urgency, story.danger_at, story.status, story.waiting_since) == (
        Urgency.ORDINARY,
        None,
        "closed",
        None,
    )


def test_the_same_file_and_one_that_overlaps_double_nothing(desk: given.Desk, tmp_path: Path) -> None:
    second = ("2025-03-02 10:00", "No rest day", "", "", "", "", "", "")
    assert codes(table(tmp_path, PAY, PAY), desk.id) == ["taken", "known"]
    assert codes(table(tmp_path, PAY, PAY), desk.id) == ["known", "known"]
    assert codes(workbook(tmp_path, second, PAY), desk.id) == ["taken", "known"]
    # Another log may hold the same row
    assert codes(table(tmp_path, PAY), desk.id, logs.mapping(source="Another hotline")) == ["taken"]
    assert len(kept()) == 3


def test_a_deleted_story_does_not_come_back_with_the_same_file(desk: given.Desk, tmp_path: Path) -> None:
    from saphan.store.callers import Story

    (outcome,) = outcomes(table(tmp_path, PAY), desk.id)
    assert outcome.conversation_id
    services.delete_story(conversation_id=outcome.conversation_id, by=Story(outcome.conversation_id))
    assert codes(table(tmp_path, PAY), desk.id) == ["known"]


def test_a_mark_that_a_second_process_left_meanwhile_is_seen(
    desk: given.Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The look beforehand saves work; what decides is the row's own mark in the database."""
    from saphan.voice.models import Receipt

    assert codes(table(tmp_path, PAY), desk.id) == ["taken"]
    monkeypatch.setattr("saphan.voice.old_logs.taking_over._known", lambda tokens: set())
    assert codes(table(tmp_path, PAY), desk.id) == ["known"]
    with acting_as(SystemCaller("test.drop")):
        Receipt.objects.all().delete()
    assert codes(table(tmp_path, PAY), desk.id) == ["known"]
    assert len(kept()) == 1


def test_a_dry_run_says_the_same_and_writes_nothing(desk: given.Desk, tmp_path: Path) -> None:
    bad = ("when?", "No rest day", "", "", "", "", "", "")
    file = table(tmp_path, PAY, PAY, bad)
    assert codes(file, desk.id, dry_run=True) == ["taken", "known", "date_not_read"]
    assert kept() == []
    with acting_as(SystemCaller("test.look")):
        assert not ImportedRow.objects.exists()
    assert codes(file, desk.id) == ["taken", "known", "date_not_read"]


def test_a_dry_run_knows_every_row_that_was_taken_before(desk: given.Desk, tmp_path: Path) -> None:
    file = table(tmp_path, PAY, PAY)
    codes(file, desk.id)
    assert codes(file, desk.id, dry_run=True) == ["known", "known"]


# -- consent


def test_consent_only_where_the_row_says_for_whom_and_when(desk: given.Desk, tmp_path: Path) -> None:
    shelter = network.create_organisation(kind="service", name="Harbour Shelter", country="TH")
    network.add_alias(organisation_id=shelter, name="HS")
    rows = [
        ("2025-03-01 10:00", "whole", "", "", "", "", "hs", "01/03/2025"),
        ("2025-03-01 10:00", "without a day", "", "", "", "", "HS", ""),
        ("2025-03-01 10:00", "without anybody", "", "", "", "", "", "01/03/2025"),
        ("2025-03-01 10:00", "for somebody unknown", "", "", "", "", "Nobody", "01/03/2025"),
    ]
    found = outcomes(table(tmp_path, *rows), desk.id)
    assert [(one.code, one.remark) for one in found] == [
        ("taken", ""),
        ("taken", "consent_incomplete"),
        ("taken", "consent_incomplete"),
        ("consent_for_nobody_we_know", ""),
    ]
    with acting_as(SystemCaller("test.look")):
        consent = Consent.objects.get()
    assert (consent.recipient_id, consent.on, consent.how) == (shelter, date(2025, 3, 1), "import")
    assert (consent.words_version, consent.draft_id) == ("log", None)


# -- rows that are not taken


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"Date": ""}, "no_date"),
        ({"Date": "yesterday"}, "date_not_read"),
        ({"Date": "2568-03-01 10:00"}, "date_in_another_calendar"),
        ({"Date": "2081-11-17 10:00"}, "date_in_another_calendar"),
        ({"Date": "1403-11-17 10:00"}, "date_in_another_calendar"),
        ({"Date": "2026-03-09 10:00"}, "date_to_come"),
        ({"Said": " "}, "nothing_said"),
        ({"Said": "x" * 41_000}, "too_long"),
        ({"Place": "x" * 501}, "too_long"),
        ({"Topic": "Football"}, "topic_not_known"),
        ({"Phone": "call me"}, "number_not_read"),
        ({"Status": "perhaps"}, "status_not_known"),
    ],
)
def test_a_row_with_something_wrong_is_named_and_left_out(
    desk: given.Desk, tmp_path: Path, cells: dict[str, str], code: str
) -> None:
    row = {**dict(zip(logs.HEADINGS, PAY, strict=True)), **cells}
    assert codes(table(tmp_path, tuple(row.values())), desk.id) == [code]
    assert kept() == []


@pytest.mark.parametrize(
    ("written", "code"),
    [("Burmese", "taken"), ("", "taken"), ("Klingon language", "language_not_known"), ("12", "language_not_known")],
)
def test_a_language_is_a_code_or_has_one_in_the_mapping(
    desk: given.Desk, tmp_path: Path, written: str, code: str
) -> None:
    how = logs.mapping(
        columns={"opened_at": "Date", "text": "Said", "language": "Topic"}, values={"language": {"burmese": "my"}}
    )
    row = ("2025-03-01 10:00", "words", written, "", "", "", "", "")
    assert codes(table(tmp_path, row), desk.id, how) == [code]


def test_a_language_of_consent_is_a_code_because_it_is_not_sealed(desk: given.Desk, tmp_path: Path) -> None:
    network.create_organisation(kind="service", name="HS", country="TH")
    columns = {
        "opened_at": "Date",
        "text": "Said",
        "consent_for": "For",
        "consent_on": "On",
        "consent_language": "Topic",
    }
    rows = [("2025-03-01 10:00", "words", said, "", "", "", "HS", "01/03/2025") for said in ("Kaung Myat", "my")]
    how = logs.mapping(columns=columns, values={})
    assert codes(table(tmp_path, *rows), desk.id, how) == ["language_not_known", "taken"]


def test_other_ways_to_reach_her_and_a_day_of_its_own_are_kept(desk: given.Desk, tmp_path: Path) -> None:
    columns = {"opened_at": "Date", "text": "Said", "line": "Phone", "happened_on": "On"}
    row = ("2025-03-01 10:00", "words", "", "her.name", "", "", "", "28/02/2025")
    assert codes(table(tmp_path, row), desk.id, logs.mapping(columns=columns, values={})) == ["taken"]
    said = {line.part: line.text for line in thread(desk.caseworker, kept()[0].id).messages}
    assert (said["handle"], said["when"]) == ("her.name", "2025-02-28")


# -- days of other calendars


@pytest.mark.parametrize(
    ("calendar", "written", "day"),
    [
        ("buddhist", "2568-03-01 10:00", date(2025, 3, 1)),
        ("buddhist", "๐๑/๐๓/๒๕๖๘", date(2025, 3, 1)),
        ("buddhist", "29/02/2567", date(2024, 2, 29)),  # a leap year of theirs, and not of ours
        ("buddhist", "๑ มีนาคม ๒๕๖๘", date(2025, 3, 1)),
        ("nepali", "2081-11-17 10:00", date(2025, 3, 1)),
        ("nepali", "32/04/2081", date(2024, 8, 16)),  # a month of 32 days
        ("nepali", "२०८१ साल फागुन १७ गते", date(2025, 3, 1)),
        ("burmese", "၁၃၈၆ ခုနှစ် တပေါင်းလဆန်း ၃ ရက်", date(2025, 3, 1)),
    ],
)
def test_a_day_of_another_calendar_is_converted_and_kept_as_written(
    desk: given.Desk, tmp_path: Path, calendar: str, written: str, day: date
) -> None:
    how = logs.mapping(calendar=calendar)
    assert codes(table(tmp_path, (written, *PAY[1:])), desk.id, how) == ["taken"]
    (story,) = kept()
    assert story.opened_at.astimezone(how.time_zone).date() == day
    said = {line.part: line.text for line in thread(desk.caseworker, story.id).messages}
    assert f'"Date": "{written}"' in said["row"]


@pytest.mark.parametrize(
    ("calendar", "written", "code"),
    [
        ("buddhist", "2025-03-01 10:00", "date_in_another_calendar"),
        ("buddhist", "29/02/2568", "date_not_read"),
        ("buddhist", "2568-03-01 25:00", "date_not_read"),
        ("buddhist", "มีนาคม ๒๕๖๘", "date_not_read"),  # a month is no day
        ("buddhist", "2569-03-09 10:00", "date_to_come"),
        ("nepali", "2081-13-01 10:00", "date_not_read"),
        ("nepali", "2084-01-01 10:00", "date_not_read"),  # not published: its days are not certain
        ("burmese", "1386-12-02 10:00", "date_not_read"),
    ],
)
def test_a_day_that_this_calendar_does_not_have_is_refused(
    desk: given.Desk, tmp_path: Path, calendar: str, written: str, code: str
) -> None:
    assert codes(table(tmp_path, (written, *PAY[1:])), desk.id, logs.mapping(calendar=calendar)) == [code]
    assert kept() == []


def test_real_dates_of_a_workbook_are_common_ones_unless_a_year_of_the_buddha_was_typed(
    desk: given.Desk, tmp_path: Path
) -> None:
    days = (datetime(2025, 3, 1, 10, 0), datetime(2568, 3, 1, 10, 0), datetime(2568, 2, 29, 10, 0))
    rows = [(day, f"Call {place}", None, None, None, None, None, None) for place, day in enumerate(days)]
    file = workbook(tmp_path, *rows)
    assert codes(file, desk.id, logs.mapping(calendar="buddhist")) == ["taken", "taken", "date_not_read"]
    assert {story.opened_at for story in kept()} == {datetime(2025, 3, 1, 3, 0, tzinfo=UTC)}


# -- files


def test_words_of_two_callers_never_become_one_row(desk: given.Desk, tmp_path: Path) -> None:
    """A quotation mark that is never closed would make the rest of the log one story."""
    file = tmp_path / "log.csv"
    lines = [",".join(logs.HEADINGS), '2025-03-01 10:00,"I am afraid,,,,,,', "2025-03-02 10:00,No rest day,,,,,,"]
    file.write_text("\n".join(lines))
    assert codes(file, desk.id) == ["row_not_read"]
    assert kept() == []


def test_a_table_that_cannot_be_decoded_further_is_not_gone_on_with(desk: given.Desk, tmp_path: Path) -> None:
    """Of an encoding of two bytes a whole block is lost then: rows that nobody would hear of."""
    rows = [("2025-03-01 10:00", f"Call {number}", "", "", "", "", "", "") for number in range(600)]
    file = table(tmp_path, *rows, encoding="utf-16")
    content = file.read_bytes()
    file.write_bytes(content[:20_000] + b"\x00\xdc" + content[20_000:])
    with (
        pytest.raises(SheetError, match=r"cannot be read after row \d+\."),
        sheets.opened(file, logs.mapping(encoding="utf-16")) as sheet,
    ):
        list(sheet.rows)


@pytest.mark.parametrize(
    ("part", "becomes"),
    [
        (b't="inlineStr"><is><t>kaungmyat-canary</t></is>', b't="n"><v>kaungmyat-canary</v>'),
        (b't="inlineStr"><is><t>kaungmyat-canary</t></is>', b't="s"><v>kaungmyat-canary</v>'),
        (b'r="B3"', b'r="kaungmyat-canary"'),
        (b"</row></sheetData>", b"<"),
    ],
)
def test_a_workbook_that_is_damaged_is_said_without_a_word_of_it(tmp_path: Path, part: bytes, becomes: bytes) -> None:
    whole = workbook(tmp_path, PAY, (PAY[0], "kaungmyat-canary"))
    with zipfile.ZipFile(whole) as packed, zipfile.ZipFile(tmp_path / "damaged.xlsx", "w") as out:
        for name in packed.namelist():
            out.writestr(name, packed.read(name).replace(part, becomes))
    with (
        pytest.raises(SheetError, match="cannot be read after row 2") as refused,
        sheets.opened(tmp_path / "damaged.xlsx", logs.mapping()) as sheet,
    ):
        list(sheet.rows)
    assert refused.value.__cause__ is None and refused.value.__suppress_context__


def test_an_organisation_with_a_sign_that_no_database_keeps_is_one_row_refused(
    desk: given.Desk, tmp_path: Path
) -> None:
    row = ("2025-03-01 10:00", "words", "", "", "", "", "A\0B", "01/03/2025")
    assert codes(table(tmp_path, row, PAY), desk.id) == ["consent_for_nobody_we_know", "taken"]


def test_a_table_in_another_encoding_is_read_when_the_mapping_says_so(desk: given.Desk, tmp_path: Path) -> None:
    row = ("2025-03-01 10:00", "ยังไม่ได้ค่าแรง", "", "", "", "", "", "")
    file = table(tmp_path, row, encoding="cp874")
    assert codes(file, desk.id) == ["wrong_encoding"]
    assert codes(file, desk.id, logs.mapping(encoding="cp874")) == ["taken"]


def test_lines_that_are_cut_or_too_wide_or_empty_do_not_stop_the_rest(desk: given.Desk, tmp_path: Path) -> None:
    wide = (*PAY, "one more", "and more")
    huge = ("2025-03-01 10:00", "x" * 200_000, "", "", "", "", "", "")
    assert codes(table(tmp_path, wide, huge, ("",) * 8, PAY), desk.id) == [
        "too_many_cells",
        "row_not_read",
        "empty",
        "taken",
    ]


def test_a_workbook_has_real_dates_numbers_formulas_and_merged_cells(desk: given.Desk, tmp_path: Path) -> None:
    rows = [
        (datetime(2025, 3, 1, 10, 0), "a real date", None, 6620000000.0, None, None, None, None),
        ("2025-03-01 10:00", "=A2", None, None, None, None, None, None),
        ("2025-03-01 10:00", "merged with the next", None, None, None, None, None, None),
        (None, None, None, None, None, None, None, None),
        ("2025-03-01 10:00", "after all that", None, None, None, None, None, None),
    ]
    file = workbook(tmp_path, *rows, merge="B4:B5")
    assert codes(file, desk.id) == ["taken", "formula", "merged_cells", "merged_cells", "taken"]
    assert kept()[0].opened_at == datetime(2025, 3, 1, 3, 0, tzinfo=UTC)


def test_a_workbook_that_grows_without_measure_is_not_opened(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 40_000_000)
    assert bomb.stat().st_size < 100_000
    refused(bomb, "far too large")


def test_a_workbook_with_entities_of_its_own_is_not_opened(tmp_path: Path) -> None:
    laughing = tmp_path / "laughing.xlsx"
    with zipfile.ZipFile(laughing, "w") as packed:
        packed.writestr("xl/workbook.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    refused(laughing, "no spreadsheet writes")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("log.xls", b"\xd0\xcf\x11\xe0", "Save the log as .xlsx or .csv"),
        ("log.xlsx", b"PK but no zip", "not a workbook"),
        ("log.csv", b"", "headings"),
        ("log.csv", b",,,\n", "is empty"),
        ("log.csv", b"Date,Date\n", "same heading"),
    ],
)
def test_a_file_that_is_no_log_says_what_to_do(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    refused(file, words)


def test_a_workbook_without_its_parts_or_without_that_sheet_says_so(tmp_path: Path) -> None:
    hollow = tmp_path / "hollow.xlsx"
    with zipfile.ZipFile(hollow, "w") as packed:
        packed.writestr("nothing.txt", "nothing")
    refused(hollow, "damaged")
    refused(workbook(tmp_path, PAY), "no sheet", sheet="Calls")
    refused(tmp_path / "nowhere.csv", "no file")
    refused(table(tmp_path, PAY), "no encoding", encoding="utf-99")


def test_a_file_that_is_too_large_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LARGEST", 10)
    refused(table(tmp_path, PAY), "larger than 200 MB")


def refused(file: Path, words: str, **more: Any) -> None:
    with pytest.raises(SheetError, match=words), sheets.opened(file, logs.mapping(**more)):
        pass


# -- mapping


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({"columns": {"opened_at": "Date", "text": "Said"}}, "Name the log"),
        ({"source": "x", "columns": {"text": "Said"}}, "opened_at"),
        ({"source": "x", "columns": {"opened_at": "Date"}}, "text"),
        ({"source": "x", "columns": {"opened_at": "Date", "colour": "Red"}}, "Unknown column"),
        ({"source": "x", "sauce": "y"}, "Unknown setting"),
        ({"source": "x", "columns": {}, "values": {"text": {}}}, "Unknown table"),
        ({"source": "x", "columns": {"opened_at": "D", "text": "S"}, "time_zone": "Bangkok"}, "no time zone"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_which_line(content: dict[str, Any], words: str) -> None:
    with pytest.raises(MappingError, match=words):
        from_table(content)


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ({"header_row": "two"}, "header_row in the mapping has to be a number"),
        ({"header_row": 0}, "from 1 on"),
        ({"delimiter": ";;"}, "delimiter is one sign"),
        ({"calendar": "persian"}, "calendar is one of: common, buddhist, nepali, burmese"),
        ({"time_zone": 7}, "time_zone in the mapping has to be a text"),
        ({"dates": "%Y"}, "dates in the mapping has to be a list of texts"),
        ({"dates": [7]}, "dates in the mapping has to be a list of texts"),
        ({"values": {"language": "my"}}, "has to be a table"),
    ],
)
def test_a_setting_of_another_form_is_named(setting: dict[str, Any], words: str) -> None:
    with pytest.raises(MappingError, match=words):
        logs.mapping(**setting)


def test_a_mapping_that_is_missing_or_no_toml_says_so(tmp_path: Path) -> None:
    with pytest.raises(MappingError, match="cannot be read"):
        mapping.read(tmp_path / "none.toml")
    broken = tmp_path / "broken.toml"
    broken.write_text("source = ")
    with pytest.raises(MappingError, match="not TOML"):
        mapping.read(broken)
