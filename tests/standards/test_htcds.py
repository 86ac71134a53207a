"""Given a record of the case data standard: what does not fit is said, and a file of it gives the same record."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from saphan.config import htcds_files as checking
from saphan.config.command import main
from saphan.standards.concern_kinds import all_kinds
from saphan.standards.htcds import Record, TwoValues, codes, extensions, fields, language_code, source, validate
from saphan.standards.htcds_files import NotAFile, read, write
from saphan.standards.htcds_mapping import Happened, OfHer, mapped

A_DAY = date(2026, 3, 2)
HER = OfHer(language="my", owner="Bridge", recipient="Safe House", day=A_DAY)


def of(**values: str | tuple[str, ...]) -> Record:
    return Record.of([{name: (one,) if isinstance(one, str) else one for name, one in values.items()}])


def faults(**values: str | tuple[str, ...]) -> list[tuple[str, str]]:
    return [(fault.code, fault.value) for fault in validate(of(**values))]


def test_the_standard_has_its_fields() -> None:
    assert len(fields()) == 84
    assert sum(field.core for field in fields().values()) == 40
    assert sum(field.status == "deprecated" for field in fields().values()) == 3
    assert {field.prefix for field in fields().values()} == {
        *("org", "prs", "vic", "per", "cas", "cco", "hte", "spl", "con"),
    }
    assert source()["licence"] == "CC BY 4.0"
    assert all(codes(field.list) for field in fields().values() if field.type == "code")


@pytest.mark.parametrize(
    ("field", "good", "bad", "code"),
    [
        ("prs_MobilePhone", "+66812345678", "081 234", "not_phone"),
        ("prs_MobilePhone", "66812345678", "+6681234567890123", "not_phone"),
        ("prs_Citizenship", "MM", "MMR", "not_country"),
        ("prs_PrimaryLanguage", "mya", "my", "not_language"),
        ("prs_Birthdate", "1999-12-31", "31.12.1999", "not_date"),
        ("prs_MailingLatitude", "13.75", "north", "not_number"),
        ("prs_NumberOfChildren", "2", "-1", "not_whole"),
        ("con_Consent", "true", "yes", "not_checkbox"),
        ("cas_CaseOwner", "Bridge", "  ", "not_text"),
        ("vic_ForcedLabourIndustry", "A", "V", "unknown_code"),
        ("vic_ForcedLabourIndustry", "C_Manufacturing", "Making", "unknown_code"),
        ("vic_RelationshipToTrafficker", "Unaquainted", "Unacquainted", "unknown_code"),
    ],
)
def test_each_type_is_held_to(field: str, good: str, bad: str, code: str) -> None:
    assert faults(**{field: good}) == []
    assert faults(**{field: bad}) == [(code, bad)]


def test_what_the_standard_does_not_know_is_kept_and_said() -> None:
    # Given a code, a field and a method of control that the lists lack, and a field that was given up
    record = of(
        vic_MethodsOfControl=("DebtBondage", "RestrictsMovement", "Hypnosis"),
        vic_Ours="1",
        vic_Vulnerabilities="Poverty",
    )
    # Then each is said, the file can be used, and nothing is lost in it
    said = {(fault.code, fault.field, fault.value): fault.is_kept for fault in validate(record)}
    assert said == {
        ("extension", "vic_MethodsOfControl", "RestrictsMovement"): True,
        ("unknown_code", "vic_MethodsOfControl", "Hypnosis"): True,
        ("unknown_field", "vic_Ours", ""): True,
        ("deprecated", "vic_Vulnerabilities", ""): True,
    }
    assert extensions("vic_MethodsOfControl") == {"RestrictsMovement", "UsesChildren"}
    assert read(write(record, "csv"), "csv") == read(write(record, "json"), "json") == record


def test_several_values_only_where_several_belong() -> None:
    with pytest.raises(TwoValues):
        of(prs_Gender=("Feminine", "Masculine"))
    assert faults(prs_Citizenship=("MM", "MM")) == [("twice", "")]
    assert [fault.code for fault in validate(Record(()))] == ["empty"]
    both = Record(({"prs_Gender": ("Feminine", "Masculine")},))
    assert [fault.code for fault in validate(both)] == ["two_values"]


ANY = st.text(min_size=1, max_size=12)
VALUES = ANY | st.sampled_from([";", "\\", "=1+1", "'", "''", "+66812345678", "a;b\\", "\r\n", "\ufeff", '"', "-"])
KNOWN = st.sampled_from(sorted(fields()))


@st.composite
def records(draw: st.DrawFn) -> Record:
    lines = []
    for _ in range(draw(st.integers(1, 3))):
        line = {name: (draw(VALUES),) for name in draw(st.lists(KNOWN, min_size=1, max_size=4))}
        several = st.lists(VALUES, min_size=1, max_size=3).map(tuple)
        line |= {name: draw(several) for name in line if fields()[name].multi}
        line |= draw(st.dictionaries(ANY.filter(lambda name: name not in fields()), several, max_size=2))
        lines.append(line)
    return Record.of(lines)


@settings(max_examples=150, deadline=None)
@given(records(), st.sampled_from(["csv", "json"]))
def test_a_file_gives_the_same_record_whatever_stands_in_it(record: Record, form: str) -> None:
    assert read(write(record, form), form) == record
    validate(record)


def test_a_spreadsheet_computes_nothing() -> None:
    written = write(of(prs_FirstName="=HYPERLINK(1)", prs_MobilePhone="+66812345678"), "csv").decode("utf-8-sig")
    assert '"\'=HYPERLINK(1)"' in written and '"+66812345678"' in written


@pytest.mark.parametrize(
    ("content", "form", "code"),
    [
        (b"\xff\xfe", "csv", "not_utf_8"),
        (b"a,b\r\n1,2", "csv", "no_such_fields"),
        (b"", "csv", "no_such_fields"),
        (b"prs_Gender,prs_Gender\r\n", "csv", "column_twice"),
        (b"prs_Gender\r\nFeminine,Masculine", "csv", "too_many_cells"),
        (b'prs_Gender\r\n"Fem', "csv", "not_csv"),
        (b" " * 10_000_001, "csv", "too_large"),
        (b"[]", "json", "not_json"),
        (b'{"lines": 1}', "json", "not_json"),
        (b'{"lines": [1]}', "json", "not_json"),
        (b'{"lines": [{"prs_Gender": "F"}]}', "json", "not_json"),
        (b'{"lines": [{"prs_Gender": [1]}]}', "json", "not_json"),
        (b'{"lines": [{"prs_Gender": ["a", "b"]}]}', "json", "two_values"),
    ],
)
def test_what_is_no_such_file_is_said(content: bytes, form: str, code: str) -> None:
    with pytest.raises(NotAFile) as caught:
        read(content, form)
    assert caught.value.code == code
    assert checking.UNREADABLE[code]


def test_a_severe_case_becomes_a_record_that_fits() -> None:
    # Given debt bondage at work, papers held, and a fee at home
    mapping = mapped(
        HER,
        [
            Happened("debt_bondage", "employment", A_DAY, "Blue Prawn", "TH", "Samut Sakhon"),
            Happened("document_held", "employment", A_DAY, "Blue Prawn", "TH", "Samut Sakhon"),
            Happened("fee_overcharge", "origin", A_DAY, "Golden Road", "MM"),
            Happened("confinement", "arrival", A_DAY),
        ],
    )
    case, *events = mapping.record.lines
    # Then she is a possible victim and no more, and each code stands once
    assert case["vic_TraffickingStatus"] == ("PossibleVictimOfTrafficking",)
    assert case["vic_MethodsOfControl"] == ("DebtBondage", "WithholdsDocuments", "RestrictsMovement")
    assert case["vic_TypeOfExploitation"] == ("ForcedLabour",)
    places = (case["vic_LocationOfExploitation"], case["vic_LocationOfRecruitment"])
    assert places == (("Blue Prawn",), ("Golden Road",))
    assert (case["prs_PrimaryLanguage"], case["cas_Status"]) == (("mya",), ("Active",))
    assert "prs_FirstName" not in case and not any(name.startswith("per_") for name in case)
    assert [event["hte_Type"] for event in events] == [("Exploitation",), ("Exploitation",), ("Recruitment",)]
    assert {(fault.code, fault.value) for fault in validate(mapping.record)} == {("extension", "RestrictsMovement")}
    # And what has no place there is told
    left = {(one.what, one.code) for one in mapping.left}
    assert {("kind", "fee_overcharge"), ("stage", "arrival"), ("indicator", "debt_bondage"), ("fact", "proof")} <= left


def test_every_kind_fits_or_is_named() -> None:
    for code, kind in all_kinds().items():
        mapping = mapped(HER, [Happened(code, kind.stage or "employment", A_DAY)])
        assert all(fault.code == "extension" for fault in validate(mapping.record))
        case = mapping.record.lines[0]
        placed = "vic_MethodsOfControl" in case or "vic_TypeOfExploitation" in case
        assert placed != (("kind", code) in {(one.what, one.code) for one in mapping.left})


def test_closed_cases_and_languages_without_a_code() -> None:
    lisu = OfHer(language="lis", owner="B", recipient="S", day=A_DAY, closed="referred_state")
    mapping = mapped(lisu, [Happened("trafficking", "transit", A_DAY)])
    assert mapping.record.lines[0]["cas_Status"] == ("ClosedReferred",)
    assert ("language", "lis") in {(one.what, one.code) for one in mapping.left}
    assert (language_code("km-KH"), language_code("shn"), language_code("lis")) == ("khm", "shn", "")


def test_the_command_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "case.csv"
    file.write_bytes(write(of(prs_Citizenship=("MM", "XX"), vic_MethodsOfControl="RestrictsMovement"), "csv"))
    with pytest.raises(SystemExit) as ended:
        main(["check-htcds", str(file)])
    assert "1 of 2 lines" in str(ended.value)
    said = capsys.readouterr().out
    assert "line 1: prs_Citizenship: 'XX' is no country" in said and "not in its list" in said

    file.write_bytes(write(of(prs_Citizenship="MM"), "csv"))
    main(["check-htcds", str(file)])
    assert capsys.readouterr().out == "Fits the Human Trafficking Case Data Standard 2.0.\n"


@pytest.mark.parametrize(("name", "said"), [("case.txt", "must be"), ("none.csv", "cannot be opened")])
def test_the_command_needs_a_file_it_can_read(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(SystemExit, match=said):
        main(["check-htcds", str(tmp_path / name)])
    (tmp_path / "case.json").write_text("{}")
    with pytest.raises(SystemExit, match="no JSON"):
        main(["check-htcds", str(tmp_path / "case.json")])


def test_every_fault_has_words() -> None:
    types = {f"not_{field.type}" for field in fields().values() if field.type != "code"}
    assert types | {"empty", "unknown_field", "unknown_code", "extension", "deprecated", "two_values", "twice"} == set(
        checking.WORDS
    )
