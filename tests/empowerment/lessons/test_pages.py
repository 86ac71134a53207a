"""Given a lesson that was accepted, or a demo, she reads it, knows who checked it, and nothing of her is kept."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.test import Client

from saphan.config.words import SOURCE
from saphan.empowerment import speaking
from saphan.empowerment.lessons import aloud, library, offline, taught
from saphan.empowerment.lessons import shelf as shelves
from saphan.empowerment.lessons.models import LessonLearned
from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.voice.aloud import programs

pytestmark = pytest.mark.django_db
STYLES = sum(
    len(gzip.compress((SOURCE / "web" / "static" / "saphan" / name).read_bytes(), 9))
    for name in ("tokens.css", "worker.css")
)
"""Bytes that the sheets weigh, as they travel."""
LIST, LESSON = "/en/learn/", "/en/learn/fees/"


def page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def learned() -> list[int]:
    with acting_as(System("test")):
        return list(LessonLearned.objects.values_list("number", flat=True))


def accept(reviewer: Client, language: str = "en", slug: str = "fees") -> None:
    lesson = next(one for one in library.lessons() if one.slug == slug)
    written = lesson.written(language)
    assert written
    given = {"digest": written.digest, "verdict": "accepted", "name": "Thida Invented"}
    assert reviewer.post(f"/desk/lessons/{slug}/{language}/judge/", given).status_code == 302


def test_what_nobody_accepted_is_not_shown(shelf: Path, client: Client) -> None:
    assert "We have no lesson in your language yet" in page(client, LIST)
    assert client.get(LESSON).status_code == 302
    assert client.post(f"{LESSON}learned/").status_code == 404
    assert learned() == []
    assert offline.addresses("en") == []


def test_what_a_named_person_accepted_is_shown_with_her_name(shelf: Path, client: Client, reviewer: Client) -> None:
    accept(reviewer)
    assert "What a job may cost" in page(client, LIST)
    shown = page(client, LESSON)
    assert "Checked by Thida Invented." in shown
    assert "No person has checked" not in shown
    assert offline.addresses("en") == [LIST, LESSON]
    # Another language waits for itself: it is neither shown nor offered
    assert client.get("/my/learn/fees/").status_code == 302
    assert "/my/learn/fees/" not in shown


def test_a_demo_shows_and_marks(shelf: Path, demo: None, client: Client) -> None:
    for address in (LIST, LESSON, "/my/learn/", "/my/learn/fees/"):
        assert 'class="warn"' in page(client, address)
    shown = page(client, "/my/learn/fees/")
    assert "အလုပ်ရှင်က ပေးသင့်တယ်။" in shown
    assert "/en/learn/fees/" in shown, "the other language"


def test_the_list_is_by_stage_and_way(shelf: Path, demo: None, client: Client) -> None:
    shown = page(client, LIST)
    assert "Before you go" in shown and "Myanmar (Burma) → Thailand" in shown
    assert shown.count("What a job may cost") == 2
    assert page(client, f"{LIST}?way=MM-TH").count("What a job may cost") == 2
    assert page(client, f"{LIST}?way=NP-MY").count("What a job may cost") == 2, "no way of ours: all of them"


def test_a_lesson_is_words_a_picture_sources_and_a_check(shelf: Path, demo: None, client: Client) -> None:
    shown = page(client, LESSON)
    assert "<strong>ask</strong>" in shown and '<circle cx="12"' in shown
    assert '<a href="#source-1">1</a>' in shown and "An invented paper" in shown
    assert shown.count('<details class="answer">') == 5
    assert shown.count("Yes, that is right.") == 2 and shown.count("Not quite.") == 3
    assert "We do not note who reads here." in shown


def test_it_is_small(shelf: Path, demo: None, client: Client) -> None:
    assert STYLES + len(gzip.compress(client.get(LESSON).content, 6)) <= 14_000


def test_so_is_every_lesson_of_the_house(demo: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    written = {code for lesson in library.lessons() for code in lesson.languages}
    monkeypatch.setattr(speaking, "learner_languages", lambda: written)
    monkeypatch.setattr(shelves, "learner_languages", lambda: written)
    heavy = []
    for lesson in library.lessons():
        for language in lesson.languages:
            answer = client.get(f"/{language}/learn/{lesson.slug}/")
            assert answer.status_code == 200, (lesson.slug, language)
            if (weight := STYLES + len(gzip.compress(answer.content, 6))) > 14_000:
                heavy.append((lesson.slug, language, weight))
    assert heavy == []


def test_what_may_be_old_says_so(shelf: Path, demo: None, client: Client) -> None:
    with clock.stopped_at(datetime(2027, 1, 31, tzinfo=UTC)):
        assert "out of date" not in page(client, LESSON)
    with clock.stopped_at(datetime(2027, 2, 1, tzinfo=UTC)):
        assert "out of date" in page(client, LESSON)
    english = shelf / "fees" / "en.md"
    english.write_text(english.read_text().replace("One thing", "One more thing"))
    with clock.stopped_at(datetime(2027, 1, 31, tzinfo=UTC)):
        assert client.get("/my/learn/fees/").context["opened"].may_be_old
        assert not client.get(LESSON).context["opened"].may_be_old


def test_the_end_counts_one_and_leads_on(shelf: Path, demo: None, client: Client) -> None:
    assert client.post(f"{LESSON}learned/").headers["Location"] == "/en/learn/fees-two/"
    assert client.post("/en/learn/fees-two/learned/").headers["Location"] == LIST
    client.post(f"{LESSON}learned/")
    assert sorted(learned()) == [1, 2]
    assert taught.monday(clock.now().date()).weekday() == 0


def test_a_recording_of_the_very_words_is_heard(shelf: Path, demo: None, client: Client) -> None:
    assert "No audio yet" in page(client, LESSON)
    digest = library.lessons()[0].english.digest[:8]
    (shelf / "fees" / f"en.{digest}.mp3").write_bytes(b"ID3 recorded")
    address = f"/learn/sound/fees/en/{digest}/"
    assert address in page(client, LESSON)
    assert client.get(address).content == b"ID3 recorded"
    assert client.get("/learn/sound/fees/en/00000000/").status_code == 404
    assert client.get("/learn/sound/other/en/00000000/").status_code == 404


def test_a_machine_reads_where_it_may(
    shelf: Path, client: Client, reviewer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "missing", lambda: ())
    spoken: list[tuple[str, ...]] = []

    def speaks(lines: tuple[str, ...], language: str) -> bytes:
        spoken.append(lines)
        if len(spoken) == 1:
            raise programs.ProgramFailed
        return b"" if len(spoken) == 2 else b"sound"

    monkeypatch.setattr(programs, "spoken", speaks)
    aloud.read_what_is_missing()
    monkeypatch.setattr(aloud, "_languages", lambda: frozenset({"en"}))
    aloud.read_what_is_missing()
    assert spoken == [], "not in a language that nobody accepted; not what is not shown"
    accept(reviewer)
    for _ in range(4):
        aloud.read_what_is_missing()
    assert len(spoken) == 3, "tried again until it was read, and then left"
    shown = client.get(LESSON)
    assert "A machine speaks here." in shown.content.decode()
    assert client.get(shown.context["sound_address"]).content == b"sound"


def test_the_machine_speaks_in_a_demo_and_else_where_it_was_accepted(shelf: Path, monkeypatch: object) -> None:
    assert aloud._languages() == frozenset()


def test_in_a_demo_it_speaks_every_language_that_it_has(demo: None) -> None:
    assert "my" in aloud._languages()
    assert aloud.sound("00000000-0000-4000-8000-000000000000") is None
