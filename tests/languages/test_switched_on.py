"""Given the table of languages and the catalogues that are there, it follows which pages can be read in which."""

from pathlib import Path

from saphan.config.words import SOURCE
from saphan.languages import switched_on
from saphan.languages.catalogue import staff_languages, worker_languages

NOT_YET_FOR_WORKERS: set[str] = set()
NOT_YET_FOR_STAFF: set[str] = set()
"""Languages of the table whose catalogues are still being written. Both must be empty in the end: whoever lands the
last catalogue of a language takes it out."""


def codes(languages: tuple[switched_on.Language, ...]) -> list[str]:
    return [one.code for one in languages]


def test_every_language_of_the_table_is_switched_on() -> None:
    assert set(codes(worker_languages())) - set(codes(switched_on.for_workers(SOURCE))) == NOT_YET_FOR_WORKERS
    assert set(codes(staff_languages())) - set(codes(switched_on.for_staff(SOURCE))) == NOT_YET_FOR_STAFF


def test_a_language_is_switched_on_by_its_last_catalogue(tmp_path: Path) -> None:
    assert codes(switched_on.for_workers(tmp_path)) == codes(switched_on.for_staff(tmp_path)) == ["en"]
    for room in switched_on.STAFF_ROOMS[:-1]:
        write(tmp_path, room, "my", "lo")
    assert codes(switched_on.for_workers(tmp_path)) == ["en", "my", "lo"]
    assert codes(switched_on.for_staff(tmp_path)) == ["en"]
    write(tmp_path, switched_on.STAFF_ROOMS[-1], "my", "lo")
    # Lao is not among the languages of desks and partners
    assert codes(switched_on.for_staff(tmp_path)) == ["en", "my"]


def write(source: Path, room: str, *languages: str) -> None:
    for code in languages:
        file = switched_on.file_of(source, room, code)
        file.parent.mkdir(parents=True)
        file.write_text("")
