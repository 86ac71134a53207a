"""The file of a lesson: what it gives, and that nothing else than the small subset is let in."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from saphan.empowerment.lessons import library
from saphan.empowerment.lessons.reading import NotALesson, marks, read, write
from tests.empowerment.lessons.files import COIN, ENGLISH, burmese


def folder(tmp_path: Path, **files: str) -> Path:
    place = tmp_path / "fees"
    place.mkdir()
    for name, text in {"en.md": ENGLISH, "coin.svg": COIN, **files}.items():
        (place / name.replace("_", ".")).write_text(text)
    return tmp_path


def test_a_lesson_is_read() -> None:
    lesson = read(ENGLISH)
    assert [block.kind for block in lesson.blocks] == ["heading", "paragraph", "bullets", "numbers", "picture"]
    assert lesson.blocks[1].plain == "The employer should pay. You may ask for it."
    assert lesson.facts[0].source.publisher == "An invented office"
    assert [one.right for one in lesson.check] == [2, 1]
    assert marks(lesson) == ("cap",)
    assert lesson.spoken[0] == "What a job may cost"
    assert lesson.is_for("MM-TH")
    assert not lesson.is_for("NP-MY")


def test_what_is_written_is_read_the_same() -> None:
    for text in (ENGLISH, burmese("0" * 32)):
        assert read(write(read(text))) == read(text)


def test_the_digest_is_of_the_words_and_not_of_the_day() -> None:
    first = read(ENGLISH)
    assert read(ENGLISH.replace("2026-11-26", "2026-11-27")).digest == first.digest
    assert read(ENGLISH.replace("should pay", "must pay")).digest != first.digest
    assert read(ENGLISH.replace("The job is his", "It is his job")).digest != first.digest


BODIES = (
    "<b>bold</b>",
    "A [link](https://example.org)",
    "# A title",
    "### Small",
    "`code`",
    "a | b",
    "*one*",
    "** two",
    "{fact:cap",
    "{other:cap}",
    "![x](http://example.org/x.svg)",
    "![x](../x.svg)",
    "text ![x](coin.svg)",
    "&lt;\\",
    "    indented",
    "- one\ntwo",
    "1. one\n- two",
    "## Head\nwords",
    "![x](coin.svg)\nwords",
    "---",
    "- ",
    "https://example.org",
)


@pytest.mark.parametrize("body", BODIES)
def test_anything_else_is_refused(body: str) -> None:
    with pytest.raises(NotALesson):
        read(f"{ENGLISH}\n{body}\n")


HEADS = (
    ("title = ", "titel = "),
    ('"What a job may cost"', '""'),
    ('topic = "fees"', 'topic = "gold"'),
    ('["MM-TH"]', "[]"),
    ('["MM-TH"]', '["Myanmar"]'),
    ('stage = "origin"', 'stage = "now"'),
    ("order = 10", 'order = "10"'),
    ("edition = 2026-11-26", "edition = 2026"),
    ("edition = 2026-11-26", "edition = 2026-11-26T10:00:00"),
    ("made_by_machine = true", "made_by_machine = 1"),
    ("right = 2", "right = 3"),
    ('answers = ["I", "The employer"]', 'answers = ["I"]'),
    ('id = "cap"', 'id = "Cap!"'),
    ('id = "cap"', 'id = "other"'),
    ('corridor = "MM-TH"', 'corridor = "here"'),
    ("https://example.org/paper", "javascript:alert(1)"),
    ('publisher = "An invented office"', ""),
    ("[facts.source]", "[[facts.source]]"),
    ('asks = "Who should pay?"', 'asks = "<b>Who</b>"'),
    ("order = 10", "order = 10\nmore = 1"),
    ("+++", "---"),
    ("title = ", "title "),
)


@pytest.mark.parametrize(("there", "instead"), HEADS)
def test_a_head_that_is_not_whole_is_refused(there: str, instead: str) -> None:
    assert there in ENGLISH
    with pytest.raises(NotALesson):
        read(ENGLISH.replace(there, instead, 1))


def test_two_questions_are_needed_and_words_and_no_fact_twice() -> None:
    one_question = ENGLISH[: ENGLISH.index('[[check]]\nasks = "What')] + "+++\n\nWords.\n"
    fact = ENGLISH[ENGLISH.index("[[facts]]") : ENGLISH.index("[[check]]")]
    for text in (
        one_question,
        ENGLISH.split("+++\n\n")[0] + "+++\n\n",
        ENGLISH.replace(fact, fact + fact),
        "x" * 20_001,
    ):
        with pytest.raises(NotALesson):
            read(text)


@given(st.text(max_size=80))
def test_no_words_make_markup_or_fail_otherwise(body: str) -> None:
    try:
        lesson = read(f"{ENGLISH}\n{body}\n")
    except NotALesson:
        return
    assert not any(sign in lesson.body for sign in "<>`|[") or "![A hand" in lesson.body
    assert read(write(lesson)) == lesson


def test_the_library_knows_what_is_old_and_what_is_missing(tmp_path: Path) -> None:
    place = folder(tmp_path, my_md=burmese("old"))
    known = library.lessons(place)
    assert known[0].languages == ("en", "my")
    assert library.faults(place) == []
    said = [(one.language, one.what) for one in library.remarks(date(2027, 2, 1), ("en", "my", "km"), known)]
    assert said == [("en", "fact cap: its date is over"), ("km", "missing"), ("my", "made from an older English")]
    now = folder(tmp_path / "now", my_md=burmese(read(ENGLISH).digest)) if (tmp_path / "now").mkdir() is None else place
    assert library.remarks(date(2027, 1, 31), ("en", "my"), library.lessons(now)) == []


def test_the_library_names_faults(tmp_path: Path) -> None:
    other = burmese("x").replace("right = 2", "right = 1").replace('"fees"', '"wages"').replace("fact:cap", "fact:no")
    place = folder(tmp_path, my_md=other, bad_svg="<svg><script/></svg>")
    (place / "fees" / "coin.svg").unlink()
    (place / "empty").mkdir()
    (place / "strange").mkdir()
    (place / "strange" / "th.md").write_text(ENGLISH)
    (place / "broken").mkdir()
    (place / "broken" / "en.md").write_text("no head")
    said = {one.what for one in library.faults(place)}
    assert "`topic` differs from the English" in said
    assert "its check has other answers than the English" in said
    assert "it marks a fact that the English does not have" in said
    assert "there is no coin.svg" in said
    assert "bad.svg has <script>" in said
    assert "empty: there is no en.md." in said
    assert "strange/th.md: its language is en." in said
    assert any(what.startswith("broken/en.md: ") for what in said)


@pytest.mark.parametrize(
    "drawing",
    (
        "<svg><a href='x'/></svg>",
        "<svg onload='x'/>",
        "<svg><use href='#x'/></svg>",
        "<svg><path style='x'/></svg>",
        "<svg><path fill='url(#x)'/></svg>",
        "<!DOCTYPE svg><svg/>",
        "<svg><image/></svg>",
        "<svg>" + "x" * 3_000 + "</svg>",
    ),
)
def test_a_drawing_is_shapes_and_nothing_else(drawing: str) -> None:
    assert library.odd_in_drawing(drawing)
    assert not library.odd_in_drawing(COIN)


def test_the_lessons_of_the_house_are_whole() -> None:
    assert library.faults() == []
    assert library.lessons() is library.lessons()
