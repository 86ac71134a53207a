"""Given a catalogue made by a machine, a named reviewer accepts the very words, and no others."""

from datetime import date
from pathlib import Path

import pytest

from saphan.languages import reviewing
from saphan.languages.reviewing import MARK, CannotAccept, accept, state

HEAD = """\
# Words of voice.
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""
LEAVE = 'msgid "Leave"\nmsgstr "ထွက်"\n'
DAYS = '#, python-format\nmsgid "%(n)s day"\nmsgid_plural "%(n)s days"\nmsgstr[0] "%(n)s ရက်"\n'
MONDAY = date(2026, 3, 2)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "voice" / "locale" / "my" / "LC_MESSAGES" / "django.po"
    made.parent.mkdir(parents=True)
    made.write_text("\n".join([HEAD, MARK + LEAVE, MARK + DAYS]))
    return made


def is_said_to_be_the_machines(file: Path) -> bool:
    return MARK in file.read_text()


def test_what_nobody_accepted_is_machine_made(file: Path) -> None:
    assert (state(file).sentences, state(file).accepted, state(file).by) == (2, 0, ())
    assert not state(file).is_accepted


def test_a_named_reviewer_accepts_a_room(file: Path) -> None:
    # When she accepts all of it
    assert accept(file, by="Khin Invented", on=MONDAY) == 2

    # Then it is kept under her name and day, and no comment calls it the machine's any more
    assert state(file).is_accepted and state(file).by == ("Khin Invented",)
    assert not is_said_to_be_the_machines(file)
    kept = (file.parent / "accepted.tsv").read_text()
    assert "\t2026-03-02\tKhin Invented\tLeave\n" in kept

    # And doing it again adds nothing
    assert accept(file, by="Somebody Else", on=MONDAY) == 0
    assert (file.parent / "accepted.tsv").read_text() == kept


def test_words_that_are_changed_are_machine_made_again(file: Path) -> None:
    accept(file, by="Khin Invented", on=MONDAY)

    # When one translation is changed
    file.write_text(file.read_text().replace("ထွက်", "ထွက်မယ်"))

    # Then it alone counts no more, and the next acceptance says so above it
    assert state(file).accepted == 1
    accept(file, by="Khin Invented", on=MONDAY, only=())
    assert file.read_text().count(MARK) == 1
    assert "Leave" not in (file.parent / "accepted.tsv").read_text()

    # And the old words count again when they come back only if somebody accepts them
    assert accept(file, by="Thein Invented", on=MONDAY, only={"Leave"}) == 1
    assert state(file).by == ("Khin Invented", "Thein Invented")


def test_another_translation_of_the_same_words_needs_its_own_reviewer(file: Path) -> None:
    accept(file, by="Khin Invented", on=MONDAY)
    thai = Path(str(file).replace("/my/", "/th/"))
    thai.parent.mkdir(parents=True)
    thai.write_text("\n".join([HEAD, MARK + LEAVE.replace("ထွက်", "ออก")]))
    assert [(one.language, one.accepted) for one in map(state, reviewing.catalogues(file.parents[4]))] == [
        ("my", 2),
        ("th", 0),
    ]


@pytest.mark.parametrize(
    ("by", "only", "why"),
    [
        ("  ", None, "name"),
        ("A\tB", None, "name"),
        ("Khin Invented", {"Leave", "Never said"}, "Never said"),
    ],
)
def test_what_cannot_be_accepted_changes_nothing(file: Path, by: str, only: set[str] | None, why: str) -> None:
    before = file.read_text()
    with pytest.raises(CannotAccept, match=why):
        accept(file, by=by, on=MONDAY, only=only)
    assert file.read_text() == before
    assert not (file.parent / "accepted.tsv").exists()


def test_an_empty_translation_and_a_catalogue_that_is_not_there_are_refused(file: Path) -> None:
    file.write_text("\n".join([HEAD, MARK + LEAVE.replace("ထွက်", "")]))
    with pytest.raises(CannotAccept, match="no translation"):
        accept(file, by="Khin Invented", on=MONDAY)
    with pytest.raises(CannotAccept, match="no catalogue xx of voice"):
        accept(Path(str(file).replace("/my/", "/xx/")), by="Khin Invented", on=MONDAY)


def test_a_language_counts_as_accepted_room_by_room(file: Path) -> None:
    source = file.parents[4]
    reviewing.is_accepted.cache_clear()
    assert reviewing.is_accepted(source, "en", ("voice",))
    assert not reviewing.is_accepted(source, "my", ("voice",))
    assert not reviewing.is_accepted(source, "lo", ("voice",))

    accept(file, by="Khin Invented", on=MONDAY, only={"Leave"})
    reviewing.is_accepted.cache_clear()
    assert not reviewing.is_accepted(source, "my", ("voice",))

    accept(file, by="Khin Invented", on=MONDAY)
    reviewing.is_accepted.cache_clear()
    assert reviewing.is_accepted(source, "my", ("voice", "network"))


def test_every_entry_of_this_house_is_accepted_or_says_that_a_machine_made_it() -> None:
    source = Path(reviewing.__file__).parents[1]
    for file in reviewing.catalogues(source):
        known, blocks = reviewing.acceptances(file), file.read_text().strip().split("\n\n")[1:]
        for block, message in zip(blocks, reviewing.entries(file), strict=True):
            is_the_machines = MARK.strip() in block
            assert is_the_machines != (reviewing.digest(message) in known), f"{file}: {message.id}"
