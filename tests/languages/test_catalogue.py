"""The table of languages holds together: whoever reads it may rely on what it says."""

import pytest
from babel import Locale

from saphan.languages import catalogue
from saphan.languages.catalogue import LANGUAGES, MALAY, in_group, language, offered

WORKERS = ["en", "my", "th", "km", "lo", "vi", "ms", "id", "ne", "bn", "hi", "tl"]
IDENTIFIED = {*WORKERS, "ta", "shn", "mnw", "ksw", "kac", "cnh", "rhg"}


def test_each_code_stands_once() -> None:
    codes = [one.code for one in LANGUAGES]
    assert len(codes) == len(set(codes))
    assert all(code.isascii() and code.islower() and 2 <= len(code) <= 3 for code in codes)


def test_pages_for_workers_and_for_staff() -> None:
    assert [one.code for one in catalogue.worker_languages()] == WORKERS
    assert [one.code for one in catalogue.staff_languages()] == ["en", "my", "th", "km", "ms", "ne"]


def test_what_can_be_told_from_writing() -> None:
    assert {one.code for one in LANGUAGES if one.identified} == IDENTIFIED


@pytest.mark.parametrize("one", LANGUAGES, ids=lambda one: one.code)
def test_whoever_writes_is_offered_pages_that_exist(one: catalogue.Language) -> None:
    assert one.offered
    assert set(one.offered) <= set(WORKERS)
    assert one.own_name
    assert one.scripts


def test_english_names_agree_with_cldr() -> None:
    """But for those that CLDR names otherwise than the people who speak it here, or not at all."""
    known = Locale.parse("en").languages
    ours = {
        "bn",
        "kac",
        "tl",
        "ksw",
        "cnh",
        "rhg",
        "rki",
        "pwo",
        "kjp",
        "kyu",
        "blk",
        "tvn",
        "tts",
        "ctd",
        "new",
        "ilo",
    }
    for one in LANGUAGES:
        if one.code in known and one.code not in ours:
            assert known[one.code] == one.english_name


def test_malay_and_indonesian_are_one_group() -> None:
    assert in_group(MALAY) == ("ms", "id")
    assert in_group("") == ()


@pytest.mark.parametrize(
    ("tag", "code"), [("my", "my"), ("my-Zawgyi", "my"), ("en_GB", "en"), ("TH", "th"), ("xx", None), ("", None)]
)
def test_a_tag_finds_its_language(tag: str, code: str | None) -> None:
    found = language(tag)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("code", "pages"), [("th", ("th",)), ("shn", ("my", "th")), ("ta", ("en",)), ("fr", ("en",)), ("", ("en",))]
)
def test_the_closest_is_offered(code: str, pages: tuple[str, ...]) -> None:
    assert offered(code) == pages
