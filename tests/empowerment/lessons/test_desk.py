"""Given content staff, a text is read beside its English, judged, edited over its file, and given back as a file."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from saphan.empowerment.lessons import library
from saphan.empowerment.lessons import shelf as shelves
from saphan.empowerment.lessons.models import LessonText
from saphan.empowerment.lessons.reading import read, write
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from tests.empowerment.lessons.people import person

pytestmark = pytest.mark.django_db
LIST, BURMESE = "/desk/lessons/", "/desk/lessons/fees/my/"


def texts() -> int:
    with acting_as(System("test")):
        return LessonText.objects.count()


def stands(language: str = "my") -> str:
    lesson = shelves.lesson_now("fees")
    written = lesson.written(language) if lesson else None
    assert written
    return written.digest


def test_the_list_says_how_far_each_is(shelf: Path, reviewer: Client, desk_id: UUID) -> None:
    shown = reviewer.get(LIST).content.decode()
    assert "missing" in shown and "waits" in shown and "What a job may cost" in shown
    assert "Look at these sources again" not in shown
    with clock.stopped_at(datetime(2027, 3, 1, tzinfo=UTC)):
        late = person(desk_id, "lead", "Ann").get(LIST).content.decode()
    assert "Look at these sources again" in late and "An invented office" in late
    assert person(desk_id, "caseworker", "Nok").get(LIST).status_code == 403


def test_side_by_side_then_her_word(shelf: Path, reviewer: Client) -> None:
    shown = reviewer.get(BURMESE)
    pairs = shown.context["pairs"]
    assert "The employer should pay" in pairs[2].english and "အလုပ်ရှင်က" in pairs[2].said
    assert "✓ The employer" in [pair.english for pair in pairs]
    reviewer.post(
        f"{BURMESE}judge/", {"digest": stands(), "verdict": "sent_back", "name": "Thida", "remark": "Too long"}
    )
    after = reviewer.get(BURMESE).content.decode()
    assert "sent back" in after and "Too long" in after
    reviewer.post(f"{BURMESE}judge/", {"digest": stands(), "verdict": "accepted", "name": "Thida"})
    assert "accepted" in reviewer.get(LIST).content.decode()


def test_refusals_say_why(shelf: Path, reviewer: Client, editor: Client) -> None:
    judge, edit = f"{BURMESE}judge/", f"{BURMESE}edit/"
    english = write(read((shelf / "fees" / "en.md").read_text()))
    for client, address, given, said in (
        (reviewer, judge, {"digest": "0"}, "changed while you read"),
        (reviewer, judge, {"digest": stands(), "verdict": "sent_back"}, "Say what is wrong"),
        (editor, edit, {"was": "0", "text": ""}, "changed while you read"),
        (editor, edit, {"was": stands(), "text": "no head"}, "cannot be read"),
        (
            editor,
            edit,
            {"was": stands(), "text": english},
            "language is en",
        ),
        (editor, edit, {"was": stands(), "text": (shelf / "fees" / "my.md").read_text()}, "stand already"),
        (editor, edit, {"was": stands(), "text": changed(shelf, "coin.svg", "gold.svg")}, "there is no gold.svg"),
        (editor, edit, {"was": stands(), "text": changed(shelf, "right = 2", "right = 1")}, "other answers"),
    ):
        answer = client.post(address, given)
        assert answer.status_code == 409 and said in answer.content.decode()
    assert reviewer.post(edit, {}).status_code == 403
    assert reviewer.post("/desk/lessons/fees/th/judge/", {"digest": ""}).status_code == 404
    assert reviewer.get("/desk/lessons/none/my/").status_code == 404
    assert reviewer.get("/desk/lessons/fees/xx/").status_code == 404
    assert texts() == 0


def changed(shelf: Path, there: str, instead: str) -> str:
    return (shelf / "fees" / "my.md").read_text().replace(there, instead)


def test_who_did_not_grow_up_with_it_does_not_accept(shelf: Path, reviewer: Client) -> None:
    (shelf / "fees" / "th.md").write_text(changed(shelf, 'language = "my"', 'language = "th"'))
    assert "Who accepts it grew up with this language" in reviewer.get("/desk/lessons/fees/th/").content.decode()
    answer = reviewer.post("/desk/lessons/fees/th/judge/", {"digest": stands("th"), "verdict": "accepted"})
    assert answer.status_code == 409 and "A lead writes on your page" in answer.content.decode()


def test_an_edit_stands_over_the_file_waits_anew_and_comes_back_as_a_file(
    shelf: Path, editor: Client, reviewer: Client, client: Client
) -> None:
    reviewer.post(f"{BURMESE}judge/", {"digest": stands(), "verdict": "accepted", "name": "Thida"})
    assert client.get("/my/learn/fees/").status_code == 200
    text = changed(shelf, "One thing", "တစ်ခု")
    assert editor.post(f"{BURMESE}edit/", {"was": stands(), "text": text}).status_code == 302
    assert client.get("/my/learn/fees/").status_code == 302, "other words: they wait"
    assert "edited here" in editor.get(LIST).content.decode()
    assert library.lessons()[0].translations["my"].digest != stands()
    files = zipfile.ZipFile(io.BytesIO(editor.get("/desk/lessons/files/").content))
    assert files.namelist() == ["fees/my.md"]
    assert read(files.read("fees/my.md").decode()).digest == stands() == read(text).digest


def test_a_language_that_is_missing_begins_with_the_english(shelf: Path, editor: Client) -> None:
    shown = editor.get("/desk/lessons/fees-two/my/")
    begun = read(shown.context["text"])
    assert (begun.language, begun.facts) == ("my", ())
    editor.post("/desk/lessons/fees-two/my/edit/", {"was": "", "text": shown.context["text"]})
    assert texts() == 1
    assert "English is newer" not in editor.get("/desk/lessons/fees-two/my/").content.decode()
