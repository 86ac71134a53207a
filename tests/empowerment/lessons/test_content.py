"""The lessons that stand in the repository: whole, in every language of the first four corridors, and short."""

import re
from collections.abc import Iterator
from datetime import date

import pytest

from saphan.empowerment.lessons.library import Lesson, faults, lessons, remarks
from saphan.empowerment.lessons.reading import marks
from saphan.empowerment.lessons.words import TOPICS, Written

TAUGHT = ("my", "ne", "th", "km", "bn")
WITH_OWN_DIGITS = ("my", "ne", "km", "bn")
DAY_OF_THE_EDITION = date(2026, 11, 26)
LONGEST_SENTENCE = 12


def test_no_file_has_a_fault() -> None:
    assert faults() == []


def test_every_topic_has_its_lesson() -> None:
    assert {one.english.topic for one in lessons()} == set(TOPICS)


def test_each_is_translated_from_the_english_as_it_stands() -> None:
    assert remarks(DAY_OF_THE_EDITION, TAUGHT, lessons()) == []


@pytest.mark.parametrize("lesson", lessons(), ids=lambda one: one.slug)
def test_a_translation_has_the_blocks_and_the_facts_of_its_english(lesson: Lesson) -> None:
    for written in lesson.translations.values():
        assert shape(written) == shape(lesson.english), written.language
        assert marks(written) == marks(lesson.english), written.language


@pytest.mark.parametrize("language", WITH_OWN_DIGITS)
def test_numbers_are_written_in_the_digits_of_the_language(language: str) -> None:
    found = [one.slug for one in lessons() if re.search(r"[0-9]", " ".join(one.translations[language].spoken))]
    assert found == []


def test_english_sentences_are_short() -> None:
    long = [said for one in lessons() for said in sentences(one.english) if len(said.split()) > LONGEST_SENTENCE]
    assert long == []


def test_no_lesson_names_a_number_to_call() -> None:
    for lesson in lessons():
        for language in lesson.languages:
            written = lesson.written(language)
            assert written is not None
            assert not re.search(r"\d{3}[ -]?\d{3,}|\+\d{6,}", written.body), (lesson.slug, language)


def shape(written: Written) -> list[tuple[str, int]]:
    return [(block.kind, len(block.lines)) for block in written.blocks]


def sentences(written: Written) -> Iterator[str]:
    """As she hears them; the name of a country before a colon is no part of one."""
    for said in written.spoken:
        yield from re.split(r"(?<=[.!?:])\"?\s+", said)
