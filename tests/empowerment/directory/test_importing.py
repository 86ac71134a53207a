"""Given a list of organisations: it says what would happen to each row, does it at once, and again changes nothing."""

import json
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from openpyxl import Workbook

from saphan.config import importing_directory
from saphan.config.command import parser
from saphan.config.starting import NotReady
from saphan.empowerment.directory import importing, selectors
from saphan.empowerment.directory.importing import rows_in, rows_sent
from saphan.empowerment.directory.planning import Planned
from saphan.empowerment.models import ContactWay, Licence, Listing
from saphan.network import services as network
from saphan.network.models import Alias, Organisation
from saphan.store import Staff, System, acting_as
from saphan.store.refusals import NotAllowed
from saphan.vault.models import Event
from saphan.voice.old_logs.sheets import Row, SheetError
from tests.signed_in import desk_person, open_desk, sign_in

pytestmark = pytest.mark.django_db
HEAD = "kind,name,country,place,languages,other_names,phone,list_name,number,status,source,seen_on\n"
WHOLE = ",".join(
    (
        "recruiter,Golden Path Overseas,MM,Yangon,my en,ရွှေလမ်း အလုပ်အကိုင်,+95 1 000 000",
        "List of agencies,77/2024,listed,A page,2026-02-01",
    )
)
SHEET = f"""{HEAD}{WHOLE}
recruiter,,MM,Yangon,,,,,,,,
brand,Big Brand,MM,,,,,,,,,
recruiter,Silver Gate,MM,,,,,List of agencies,1,listed,A page,yesterday
recruiter,Rice Bowl Jobs,MM,,,,,List of agencies,2,wonderful,A page,2026-02-01
recruiter,GOLDEN PATH OVERSEAS,MM,,th,,,List of agencies,78/2024,suspended,A page,2026-02-01
recruiter,Golden Path Overseas,MM,,,,,List of agencies,77/2024,revoked,A page,2026-02-01
recruiter,Late Lamp,MM,,,,,List of agencies,3,listed,A page,2999-01-01
recruiter,No Source,MM,,,,,List of agencies,3,listed,,2026-01-01
recruiter,Nowhere,Burma,,,,,,,,,
"""


def rows(text: str = SHEET) -> tuple[Row, ...]:
    return rows_sent("list.csv", text.encode())


def states(planned: tuple[Planned, ...]) -> list[tuple[int, str, str]]:
    return [(each.number, each.state, each.reason) for each in planned]


def everything() -> tuple[object, ...]:
    kept = (Organisation, Alias, Listing, ContactWay, Licence, Event)
    with acting_as(System("test")):
        return tuple(sorted(map(str, table.objects.values_list())) for table in kept)


def events(act: str) -> list[Event]:
    with acting_as(System("test")):
        return list(Event.objects.filter(act=act))


def test_it_says_first_what_would_happen_to_each_row() -> None:
    before = everything()
    assert states(importing.look(rows())) == [
        (2, "new", ""),
        (3, "refused", "name"),
        (4, "refused", "kind"),
        (5, "refused", "seen_on"),
        (6, "refused", "status"),
        (7, "more", ""),
        (8, "refused", "twice"),
        (9, "refused", "seen_on"),
        (10, "refused", "source"),
        (11, "refused", "country"),
    ]
    assert everything() == before


def test_then_all_of_it_is_done_and_the_same_list_again_changes_nothing() -> None:
    taken = importing.take(rows())
    assert (taken.new, taken.more) == (1, 1)
    assert [each.number for each in taken.left] == [3, 4, 5, 6, 8, 9, 10, 11]
    (found,) = selectors.search("ရွှေလမ်း")
    assert found.languages == ("Burmese", "English", "Thai") and found.ways[0].written == "+95 1 000 000"
    assert {(one.number, one.status) for one in found.licences} == {("77/2024", "listed"), ("78/2024", "suspended")}
    assert [event.detail for event in events("empowerment.directory_imported")] == [{"new": 1, "more": 1}]
    before = everything()
    again = importing.take(rows())
    assert (again.new, again.more) == (0, 0) and everything() == before
    assert [state for _n, state, _r in states(importing.look(rows()))].count("same") == 2


def test_a_row_of_a_like_name_waits_for_a_person_whose_word_is_kept() -> None:
    there = network.create_organisation(kind="recruiter", name="Hill Lantern Overseas", country="NP")
    sheet = rows(HEAD + "recruiter,Hill Lantrn Oversea,NP,,ne,,,,,,,\n")
    (doubtful,) = importing.look(sheet)
    assert (doubtful.state, doubtful.reason) == ("doubtful", "alike") and doubtful.alike[0][0] == there
    assert importing.take(sheet).left == (doubtful,) and not Listing.objects.exists()
    assert importing.take(sheet, {2: str(uuid4())}).more == 0  # nobody who was proposed
    assert importing.take(sheet, {2: str(there)}).more == 1
    assert Organisation.objects.count() == 1 and Listing.objects.get().organisation_id == there
    assert states(importing.look(sheet)) == [(2, "same", "")]


def test_or_says_that_it_is_a_new_one() -> None:
    network.create_organisation(kind="recruiter", name="Hill Lantern Overseas", country="NP")
    sheet = rows(HEAD + "recruiter,Hill Lantrn Oversea,NP,,,,,,,,,\n")
    assert importing.take(sheet, {2: "new"}).new == 1
    assert Organisation.objects.count() == 2
    assert states(importing.look(sheet)) == [(2, "same", "")]


def test_the_same_name_of_another_kind_or_country_or_of_two_is_a_question() -> None:
    network.create_organisation(kind="supplier", name="Red Roof", country="TH")
    network.create_organisation(kind="recruiter", name="Blue Roof", country="TH")
    for place in ("A", "B"):
        network.create_organisation(kind="recruiter", name="Green Roof", country="TH", place=place)
    named = network.create_organisation(kind="recruiter", name="Uncle Lin", country="TH", provisional=True)
    lines = ("Red Roof,TH", "Blue Roof,KH", "Green Roof,TH", "Uncle Lin,TH")
    planned = importing.look(rows(HEAD + "".join(f"recruiter,{line},,,,,,,,,\n" for line in lines)))
    reasons = ["another", "another", "several", "unchecked"]
    assert [each.reason for each in planned] == reasons and planned[3].state == "refused"
    assert not Listing.objects.filter(organisation=named).exists()


def test_an_editor_adds_facts_and_no_organisation_and_nobody_else_anything(desk_key: object) -> None:
    network.create_organisation(kind="recruiter", name="Golden Path Overseas", country="MM")
    editor = Staff(uuid4(), uuid4(), frozenset({"editor"}))
    sheet = rows(HEAD + "recruiter,Golden Path Overseas,MM,,my,,,,,,,\nrecruiter,Zebra Umbrella,MM,,,,,,,,,\n")
    with pytest.raises(NotAllowed):
        importing.take(sheet, by=Staff(uuid4(), uuid4(), frozenset({"caseworker"})))
    assert not Listing.objects.exists()
    taken = importing.take(sheet, {3: "new"}, by=editor)
    assert (taken.new, taken.more) == (0, 1) and [each.reason for each in taken.left] == ["needs_lead"]
    assert Organisation.objects.count() == 1


def test_a_workbook_is_read_alike_and_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    book, content = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    for line in SHEET.splitlines():
        sheet.append(line.split(","))
    book.save(content)
    assert states(importing.look(rows_sent("a.xlsx", content.getvalue()))) == states(importing.look(rows()))
    for name, text in (("a.csv", "kind,country\nrecruiter,MM\n"), ("a.pdf", "x"), ("a.xlsx", "x"), ("a.csv", "")):
        with pytest.raises(SheetError):
            rows_sent(name, text.encode())
    with pytest.raises(SheetError):
        rows_in(tmp_path / "none.csv")


def test_the_command_tells_each_row_then_does_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("saphan.config.starting.check", lambda bind: None)
    file = tmp_path / "list.csv"
    file.write_text(SHEET, encoding="utf-8")
    asked = parser().parse_args(["import-directory", str(file), "--dry-run"])
    asked.action(asked)
    assert "row 2: new: Golden Path Overseas" in capsys.readouterr().out and not Listing.objects.exists()
    done = parser().parse_args(["import-directory", str(file)])
    done.action(done)
    assert "row 8: refused (twice)" in (told := capsys.readouterr().out)
    assert "Taken in: 1 new, 1 with something added; 8 rows left out." in told
    done.file = tmp_path / "none.csv"
    with pytest.raises(NotReady):
        importing_directory.import_directory(done)


# -- pages


def client_of(*roles: str) -> Client:
    return sign_in(Client(), desk_person(open_desk(), *roles))


def test_the_page_shows_what_would_happen_then_takes_it_with_what_she_said() -> None:
    there = network.create_organisation(kind="recruiter", name="Silver Gate Manpower", country="MM")
    client = client_of("lead")
    lines = ("Golden Path Overseas,MM,,,,,,,,,", "Silvr Gate Manpower,MM,,my,,,,,,,")
    text = HEAD + "".join(f"recruiter,{line}\n" for line in lines) + "brand,X,MM,,,,,,,,,\n"
    file = BytesIO(text.encode())
    file.name = "list.csv"
    page = client.post("/desk/directory/import/", {"file": file})
    shown = page.content.decode()
    assert "Somebody of a like name is here." in shown and "Look at the column “kind”." in shown
    assert not Listing.objects.exists()
    packed = page.context["packed"]
    assert [number for number, _cells, _problem in json.loads(packed)] == [2, 3, 4]
    done = client.post("/desk/directory/import/", {"rows": packed, "row-3": str(there)}).content.decode()
    assert "New: 1. Something added: 1. Left out: 1." in done and Listing.objects.count() == 2
    assert client.post("/desk/directory/import/", {"rows": "[1]"}).status_code == 404


def test_a_file_that_is_no_list_is_refused_with_the_columns_that_it_needs() -> None:
    client = client_of("editor")
    file = BytesIO(b"a,b\n1,2\n")
    file.name = "list.csv"
    page = client.post("/desk/directory/import/", {"file": file})
    assert page.status_code == 422 and "<code>list_name</code>" in page.content.decode()


def test_a_lead_lists_one_describes_it_and_takes_it_out_again() -> None:
    client = client_of("lead")
    one = network.create_organisation(kind="supplier", name="Golden Path Overseas", country="MM")
    address = f"/desk/directory/{one}/"
    assert "nobody finds it yet" in client.get("/desk/directory/?q=goldn path").content.decode()
    licence = {"list_name": "List", "number": "7", "status": "listed", "source": "A page", "seen_on": "2026-02-01"}
    for sent in (
        {"act": "kind", "kind": "recruiter"},
        {"act": "list", "languages": ["my", "th"]},
        {"act": "way", "kind": "phone", "written": "000 1"},
        {"act": "licence", **licence},
    ):
        assert client.post(address, sent).status_code == 302
    found = selectors.entry(one)
    assert found is not None and found.kind == "recruiter" and found.languages == ("Burmese", "Thai")
    assert "on the list" in client.get("/desk/directory/").content.decode()
    page = client.get(address).content.decode()
    assert "Everybody, since" in page and "000 1" in page
    client.post(address, {"act": "drop_way", "row": str(ContactWay.objects.get().id)})
    client.post(address, {"act": "drop_licence", "row": str(Licence.objects.get().id)})
    client.post(address, {"act": "unlist"})
    assert not (ContactWay.objects.exists() or Licence.objects.exists() or Listing.objects.exists())
    assert [event.object_id for event in events("empowerment.licence_removed")] == [one]


def test_what_does_not_fit_is_said_and_changes_nothing() -> None:
    client = client_of("editor")
    one = network.create_organisation(kind="recruiter", name="Uncle Lin", country="MM", provisional=True)
    address = f"/desk/directory/{one}/"
    licence = {"list_name": "List", "status": "listed", "source": "A page", "seen_on": "2999-02-01"}
    assert client.post(address, {"act": "list"}).status_code == 409
    assert client.post(address, {"act": "kind", "kind": "service"}).status_code == 409
    assert "The day cannot lie ahead." in client.post(address, {"act": "licence", **licence}).content.decode()
    assert client.post(address, {"act": "way", "kind": "pigeon"}).status_code == 422
    assert client.post(address, {"act": "sell"}).status_code == 404
    brand = network.create_organisation(kind="brand", name="Big Brand", country="DE")
    assert client.get(f"/desk/directory/{brand}/").status_code == 404
    assert not (Listing.objects.exists() or Licence.objects.exists() or ContactWay.objects.exists())
    assert Organisation.objects.get(id=one).kind == "recruiter"
