"""Given catalogues, everybody reads her own language: nothing is missing, and what is new is found."""

import os
from pathlib import Path

import pytest
from babel.messages.pofile import PoFileError

from saphan.config import words

WORKERS, STAFF = sorted(words.WORKER), sorted(words.STAFF)
HEAD = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8"\n\n'


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A house of two rooms: voice for workers, casework for staff."""
    for room in ("voice", "casework"):
        (tmp_path / room / "templates" / room).mkdir(parents=True)
    return tmp_path


def catalogue(source: Path, room: str, language: str, *pairs: tuple[str, str], more: str = "") -> Path:
    file = source / room / "locale" / language / "LC_MESSAGES" / "django.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(HEAD + "".join(f'{more}msgid "{one}"\nmsgstr "{other}"\n\n' for one, other in pairs))
    return file


def missing(source: Path) -> list[tuple[str, str]]:
    return [(one.language, one.sentence) for one in words.missing(source)]


def test_no_sentence_of_this_house_is_missing() -> None:
    assert [f"{one.language} {one.file}:{one.line} {one.sentence}" for one in words.missing()] == []


def test_workers_and_staff_each_need_their_languages(source: Path) -> None:
    (source / "voice/templates/voice/say.html").write_text('  <p>\n    {% translate "What happened?" %}\n  </p>')
    (source / "casework/web.py").write_text('from x import gettext as _\nsaid = _("Open a case")\n')
    of_staff = [(code, "Open a case") for code in STAFF]
    assert missing(source) == sorted([*of_staff, *((code, "What happened?") for code in WORKERS)])
    for code in WORKERS:
        catalogue(source, "voice", code, ("What happened?", "…"))
    assert missing(source) == of_staff
    for code in STAFF:
        catalogue(source, "casework", code, ("Open a case", "…"))
    assert missing(source) == []


def test_what_a_staff_room_says_to_a_worker_is_written_for_her() -> None:
    assert words.readers("casework/to_her.py") == set(WORKERS)
    assert words.readers("casework/approved_replies.py") == words.readers("remedy/planning.py") == set(WORKERS)
    of_staff = [words.readers(file) for file in ("casework/codes.py", "voice/apps.py", "voice/hands.py")]
    assert of_staff == [set(STAFF)] * 3


def test_sentences_with_a_hole_or_a_plural_are_found(source: Path) -> None:
    page = source / "voice/templates/voice/page.html"
    page.write_text(
        "{% blocktranslate trimmed with name=who %}\n  Hello\n  {{ name }}.\n{% endblocktranslate %}"
        "{% blocktranslate count n=many %}One{% plural %}{{ n }} many{% endblocktranslate %}"
    )
    assert missing(source) == [(code, words) for code in WORKERS for words in ("Hello %(name)s.", "One")]


def test_an_empty_or_doubtful_translation_is_none(source: Path) -> None:
    (source / "voice/web.py").write_text('said = gettext("Leave")\n')
    catalogue(source, "voice", "my", ("Leave", ""))
    assert ("my", "Leave") in missing(source)
    catalogue(source, "voice", "my", ("Leave", "ထွက်"), more="#, fuzzy\n")
    assert ("my", "Leave") in missing(source)
    catalogue(source, "voice", "my", ("Leave", "ထွက်"))
    assert ("my", "Leave") not in missing(source)


def test_the_same_words_with_a_context_are_another_sentence(source: Path) -> None:
    """The desk's "Pay" is not found under the picture on her page, nor that under the desk's."""
    (source / "casework/codes.py").write_text('said = _("Pay")\n')
    (source / "voice/wording.py").write_text('said = pgettext_lazy("icon", "Pay")\n')
    catalogue(source, "voice", "my", ("Pay", "လစာ"), more='msgctxt "icon"\n')
    assert [one.file for one in words.missing(source) if one.language == "my"] == ["casework/codes.py"]
    catalogue(source, "casework", "my", ("Pay", "လစာ"))
    assert [one for one in words.missing(source) if one.language == "my"] == []


def test_a_catalogue_is_compiled_only_when_it_is_newer(source: Path) -> None:
    text = catalogue(source, "voice", "my", ("Leave", "ထွက်"))
    assert words.compile_all(source) == 1
    assert words.compile_all(source) == 0
    compiled = text.with_suffix(".mo")
    os.utime(text, (compiled.stat().st_mtime + 5, compiled.stat().st_mtime + 5))
    assert words.compile_all(source) == 1
    assert not list(source.rglob(".django*"))


def test_a_broken_catalogue_is_said_aloud(source: Path) -> None:
    text = catalogue(source, "voice", "my")
    text.write_text(HEAD + "nonsense\n")
    with pytest.raises(PoFileError):
        words.compile_all(source)
    assert not text.with_suffix(".mo").exists()
