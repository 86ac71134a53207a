"""The key sheet can be printed, kept and typed in again; whatever was typed wrongly is named by its line."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saphan.vault import backup_file, sheet_lines
from saphan.vault.sheet_lines import Sheet, SheetError

DESK = "6b0e1f2a-3c4d-4e5f-8a9b-0c1d2e3f4a5b"
KEYS = {
    "desks": {DESK: {"1": base64.b64encode(bytes(range(32))).decode(), "2": base64.b64encode(b"k" * 32).decode()}},
    "hashing": {"1": base64.b64encode(b"\xff" * 32).decode()},
}
IDENTITY = "AGE-SECRET-KEY-1" + "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE"
SHEET = Sheet(3, "2026-03-02", IDENTITY, KEYS)


def typed(sheet: Sheet = SHEET) -> list[str]:
    return sheet_lines.lines(sheet)


def test_what_was_printed_is_read_again() -> None:
    assert sheet_lines.read("\n".join(typed())) == SHEET


def test_a_sheet_of_many_desks_is_read_again() -> None:
    key = base64.b64encode(bytes(range(32))).decode()
    desks = {f"6b0e1f2a-3c4d-4e5f-8a9b-{number:012x}": {"1": key} for number in range(600)}
    many = Sheet(3, "2026-03-02", IDENTITY, {**KEYS, "desks": desks})
    printed = typed(many)
    assert len(printed) > 1000 and sheet_lines.read("\n".join(printed)) == many


def test_the_words_around_the_lines_spaces_and_capitals_do_not_matter() -> None:
    lines = [line.upper().replace("     ", " ") for line in typed()]
    assert sheet_lines.read("\n".join(["Keep this in a safe.", "", *lines, "2 pages"])) == SHEET


def test_letters_that_look_alike_are_taken_for_the_one_that_can_stand_there() -> None:
    lines = [
        line.replace("0", "O").replace("l", "1") if " code " in line or " age " in line else line for line in typed()
    ]
    with_words = [new[:58] + old[58:] for new, old in zip(lines, typed(), strict=True)]
    assert sheet_lines.read("\n".join(with_words)) == SHEET


def test_any_wrong_letter_is_named_by_its_line() -> None:
    for number, line in enumerate(typed()[:-1]):
        for place in range(11, len(line.split("=")[0].rstrip())):
            if line[place] in " -/":
                continue
            wrong = "z" if line[place] != "z" else "y"
            lines = typed()
            lines[number] = line[:place] + wrong + line[place + 1 :]
            with pytest.raises(SheetError, match=rf"Line {number + 1} "):
                sheet_lines.read("\n".join(lines))


def test_a_wrong_check_word_is_named_by_its_line() -> None:
    lines = typed()
    lines[4] = lines[4].rpartition("=")[0] + "= bababa"
    with pytest.raises(SheetError, match="Line 5 "):
        sheet_lines.read("\n".join(lines))


def test_two_lines_that_changed_places_are_noticed() -> None:
    lines = typed()
    lines[4], lines[5] = lines[5], lines[4]
    with pytest.raises(SheetError, match="Line 5 "):
        sheet_lines.read("\n".join(lines))


@pytest.mark.parametrize("number", range(1, 14))
def test_a_missing_line_is_named(number: int) -> None:
    lines = typed()
    assert len(lines) == 13
    del lines[number - 1]
    with pytest.raises(SheetError, match=rf"Line {number} .*missing" if number < 13 else "ends after line 12"):
        sheet_lines.read("\n".join(lines))


def test_a_line_without_its_end_is_named() -> None:
    lines = typed()
    lines[6] = lines[6].partition("=")[0]
    with pytest.raises(SheetError, match="Line 7 .*not whole"):
        sheet_lines.read("\n".join(lines))


def test_lines_of_two_sheets_do_not_go_together() -> None:
    other = typed(Sheet(3, "2026-03-02", IDENTITY, {**KEYS, "hashing": {"1": base64.b64encode(b"x" * 32).decode()}}))
    with pytest.raises(SheetError, match="the last one"):
        sheet_lines.read("\n".join([*typed()[:9], *other[9:12], typed()[-1]]))


def test_something_else_is_no_key_sheet() -> None:
    with pytest.raises(SheetError, match="no key sheet"):
        sheet_lines.read('{"desks": {}}')


def test_a_new_installation_without_desks_has_a_sheet_too() -> None:
    sheet = Sheet(1, "2026-03-02", backup_file.new_identity(), {"desks": {}, "hashing": {"1": KEYS["hashing"]["1"]}})
    assert sheet_lines.read("\n".join(typed(sheet))) == sheet


def test_a_refusal_repeats_no_key() -> None:
    lines = typed()
    lines[4] = lines[4].replace(lines[4].split()[2], "zzzzz")
    with pytest.raises(SheetError) as refused:
        sheet_lines.read("\n".join(lines))
    assert not any(group in str(refused.value) for group in lines[4].split()[2:-2])
    assert IDENTITY not in repr(SHEET)


@given(st.binary(min_size=32, max_size=32))
def test_every_key_survives_its_letters(key: bytes) -> None:
    letters = sheet_lines.to_letters(key)
    assert len(letters) == 52
    assert sheet_lines.from_letters(letters) == key
