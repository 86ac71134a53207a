"""In which languages Saphan's own pages can be read: those of the table whose catalogues are all there. Pure.

A language is switched on by its last file, and nothing else has to be told. That no sentence is missing in a language
that is switched on is what `saphan check-words` and a test look after.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from saphan.languages.catalogue import Language, staff_languages, worker_languages

ROOMS = Path(__file__).resolve().parents[1]
"""The folder of the rooms, with their catalogues."""
WORKER_ROOMS = ("casework", "impact", "remedy", "voice", "web")
"""Where sentences stand that a worker or the public may read."""
LEARNER_ROOMS = (*WORKER_ROOMS, "empowerment")
"""Where sentences stand that a job seeker reads before she leaves: fewer languages have lessons than have voice."""
POLLED_ROOMS = (*WORKER_ROOMS, "dialogue")
"""Where sentences stand that somebody reads who is asked in a poll."""
LESSON = Path("empowerment/lessons/content/help")
"""One of the lessons: they come all together."""
STAFF_ROOMS = (*WORKER_ROOMS, "empowerment", "network", "verification")


def for_workers(source: Path) -> tuple[Language, ...]:
    """In the order of the table. source: the folder of the rooms."""
    return tuple(_there(source, worker_languages(), WORKER_ROOMS))


def for_learners(source: Path) -> tuple[Language, ...]:
    """Those in which a job seeker finds out, with lessons: the check of an offer, whom to go with."""
    taught = [one for one in worker_languages() if (source / LESSON / f"{one.code}.md").exists()]
    return tuple(_there(source, taught, LEARNER_ROOMS))


def for_the_polled(source: Path) -> tuple[Language, ...]:
    """Those in which workers can be asked in a poll."""
    return tuple(_there(source, worker_languages(), POLLED_ROOMS))


def for_staff(source: Path) -> tuple[Language, ...]:
    return tuple(_there(source, staff_languages(), STAFF_ROOMS))


def file_of(source: Path, room: str, code: str) -> Path:
    return source / room / "locale" / code / "LC_MESSAGES" / "django.po"


def _there(source: Path, wanted: Iterable[Language], rooms: tuple[str, ...]) -> Iterator[Language]:
    """English is the source: its words stand in the pages themselves."""
    for one in wanted:
        if one.code == "en" or all(file_of(source, room, one.code).exists() for room in rooms):
            yield one
