"""Given a questionnaire in a sheet: it becomes a draft, which waits for a promise like any, or is refused whole."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook

from saphan.dialogue.models import Poll, PollQuestion
from saphan.dialogue.polls.desk_words import REFUSED
from saphan.dialogue.polls.questionnaire import LARGEST, read
from saphan.dialogue.refusals import DoesNotFit
from saphan.network.models import Staff as StaffRow
from saphan.store import System, acting_as, clock
from tests.dialogue.given import a_place
from tests.signed_in import sign_in

SPOKEN = frozenset({"en", "my"})
SHEET = (
    ("Question en", "Choices en", "Question my", "Choices my", "Delicate"),
    ("Is it too hot at work?", "", "အလုပ်မှာ အရမ်းပူလား။", "", ""),
    ("", "", "", "", ""),
    ("Did a boss touch you?", "", "အလုပ်ရှင်က သင့်ကို ထိသလား။", "", "yes"),
    ("Which shift?", "day | night |", "ဘယ်အဆိုင်း", "နေ့|ည", "no"),
)


def as_csv(rows: tuple[tuple[str, ...], ...]) -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows).encode()


def as_xlsx(rows: tuple[tuple[str, ...], ...]) -> bytes:
    book, kept = Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(kept)
    return kept.getvalue()


@pytest.mark.parametrize(("name", "content"), [("q.csv", as_csv(SHEET)), ("q.xlsx", as_xlsx(SHEET))])
def test_a_row_is_a_question(name: str, content: bytes) -> None:
    found = read(name, content, SPOKEN)
    assert found.languages == ("en", "my")
    assert [one.words["en"] for one in found.questions] == [SHEET[1][0], SHEET[3][0], SHEET[4][0]]
    assert [one.is_delicate for one in found.questions] == [False, True, False]
    assert found.questions[2].choices == {"en": ["day", "night"], "my": ["နေ့", "ည"]}


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("q.pdf", b"%PDF", "sheet"),
        ("q.xlsx", b"PK no workbook", "sheet"),
        ("q.csv", b"", "sheet"),
        ("q.csv", as_csv((("Heat", "Food"), ("a", "b"))), "sheet"),
        ("q.csv", b"x" * (LARGEST + 1), "sheet"),
        ("q.csv", as_csv((("question ka",), ("რა",))), "sheet_languages"),
        ("q.csv", as_csv((("question en",), *[("Hot?",)] * 13)), "sheet_rows"),
        ("q.csv", as_csv((("question en",), ("x" * 301,))), "sheet_rows"),
        ("q.csv", as_csv((("question en",), ("Hot?", "more"))), "sheet_rows"),
    ],
)
def test_what_is_no_questionnaire_is_refused_whole(name: str, content: bytes, code: str) -> None:
    with pytest.raises(DoesNotFit) as refused:
        read(name, content, SPOKEN)
    assert refused.value.ways_out == (code,) and code in REFUSED


@pytest.fixture
def now() -> Iterator[None]:
    with clock.stopped_at(datetime(2026, 3, 2, 9, 0, tzinfo=UTC)):
        yield


@pytest.mark.django_db
def test_a_lead_brings_it_as_a_draft_that_nobody_is_asked_by(now: None, client: Client) -> None:
    place = a_place()
    lead = sign_in(client, StaffRow.objects.get(id=place.lead.id))
    english = tuple((row[0], row[1], row[4]) for row in SHEET)
    sheet = SimpleUploadedFile("q.csv", as_csv(english), "text/csv")
    made = lead.post("/desk/polls/", {"name": "Heat", "sheet": sheet})
    assert made.status_code == 302
    with acting_as(System("test")):
        (row,) = Poll.objects.all()
        assert (row.state, row.languages) == ("draft", ["en"])
        assert PollQuestion.objects.filter(poll_id=row.id).count() == 3
    assert Client().get(f"/en/poll/{row.id}/").status_code == 404
    assert lead.post(f"/desk/polls/{row.id}/begin/").status_code == 409
    wrong = lead.post("/desk/polls/", {"name": "Kept as typed", "sheet": SimpleUploadedFile("q.txt", b"x")})
    assert wrong.status_code == 409 and str(REFUSED["sheet"]) in wrong.content.decode()
    assert "Kept as typed" in wrong.content.decode()
