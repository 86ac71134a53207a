"""Given the glossary that reviewers read, the catalogues use its words."""

from collections.abc import Iterator

from saphan.config.words import SOURCE
from saphan.languages.catalogue import LANGUAGES
from saphan.languages.reviewing import catalogues, each, entries
from tests.source import ROOT

CODES = {one.english_name.split(" ")[0]: one.code for one in LANGUAGES}


def test_every_word_of_the_glossary_stands_in_a_translation_of_its_term() -> None:
    said = [
        (file.parts[-3], " ".join(each(message.id)).lower(), " ".join(each(message.string)))
        for file in catalogues(SOURCE)
        for message in entries(file)
    ]
    unused = [
        (term, language, word)
        for term, language, word in glossary()
        if not any(language == code and term.lower() in english and word in text for code, english, text in said)
    ]
    assert unused == []


def glossary() -> Iterator[tuple[str, str, str]]:
    """Term, language and word, of each table."""
    columns: list[str] = []
    for line in (ROOT / "docs" / "reference" / "words-glossary.md").read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0] == "Term":
            columns = [CODES[name] for name in cells[1:-1]]
        elif line.startswith("| "):
            yield from ((cells[0], language, word) for language, word in zip(columns, cells[1:], strict=False))
