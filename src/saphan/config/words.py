"""The words of every room: which languages each page must speak, what is missing, and compiling the catalogues."""

import io
import os
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from babel.messages.mofile import write_mo

from saphan.languages import switched_on
from saphan.languages.reviewing import catalogue
from saphan.web.marked import first, places

SOURCE = Path(__file__).resolve().parent.parent

WORKER = frozenset(one.code for one in switched_on.for_workers(SOURCE)) - {"en"}
STAFF = frozenset(one.code for one in switched_on.for_staff(SOURCE)) - {"en"}
LEARNERS = frozenset(one.code for one in switched_on.for_learners(SOURCE)) - {"en"}
EVERYONE = WORKER | STAFF
POLLED = frozenset(one.code for one in switched_on.for_the_polled(SOURCE)) - {"en"}
STAFF_OF_POLLS = frozenset(code for code in STAFF if switched_on.file_of(SOURCE, "dialogue", code).exists())

REPORTED = frozenset({"th", "my", "km"})  # besides English, the languages of the annual report

# Who reads what; the first line that fits decides. English is the source and needs no catalogue.
READERS: tuple[tuple[str, frozenset[str]], ...] = (
    ("voice/input_class_words.py", STAFF),
    ("voice/apps.py", STAFF),
    ("voice/hands.py", STAFF),
    ("voice/templates/voice/channels/*", STAFF),  # the pages on which a desk sets up its channels
    ("voice/channels/accounts/*", STAFF),
    ("voice/channels/fields.py", STAFF),
    ("voice/channels/leaving/staff.py", STAFF),
    ("voice/channels/registering.py", STAFF),
    ("voice/templates/voice/aloud/*", STAFF),  # for desks, and for volunteers who read one of their languages
    ("voice/aloud/*", STAFF),
    ("voice/channels/*/to_her.py", WORKER),  # what she reads before she chooses a way
    ("voice/channels/*/declaration.py", STAFF),
    ("voice/channels/*/setting_up.py", STAFF),
    ("voice/channels/*/send.py", STAFF),
    ("voice/channels/twilio.py", STAFF),
    ("voice/visits/to_her.py", WORKER),
    ("voice/visits/*", STAFF),
    ("voice/templates/voice/visits/*", STAFF),  # the sheet on the tablet: her sentences stand in to_her.py
    ("voice/*", WORKER),
    ("web/templates/web/staff*", STAFF),
    ("web/templates/web/worker*", WORKER),
    ("web/*", EVERYONE),
    ("impact/exports/report/*", REPORTED),
    ("impact/stories/desk*", STAFF),
    ("impact/templates/impact/stories/desk.html", STAFF),
    ("impact/*", EVERYONE),
    ("network/*", STAFF),
    ("*/to_her.py", WORKER),
    ("casework/approved_replies.py", EVERYONE),
    ("casework/*", STAFF),
    ("verification/*", STAFF),
    ("remedy/planning.py", EVERYONE),  # the promises, as workers read them
    ("remedy/*", STAFF),
    ("empowerment/*/desk*", STAFF),
    ("empowerment/*/hands.py", STAFF),
    ("empowerment/templates/empowerment/desk/*", STAFF),
    ("empowerment/*", LEARNERS),
    ("dialogue/*/desk*", STAFF_OF_POLLS),
    ("dialogue/templates/dialogue/desk/*", STAFF_OF_POLLS),
    ("dialogue/*", POLLED),
    ("demo/*", STAFF),
)


@dataclass(frozen=True, slots=True, order=True)
class Missing:
    """One sentence that somebody would read in a language she may not know."""

    language: str
    file: str
    line: int
    sentence: str


def compile_all(source: Path = SOURCE) -> int:
    """Turn every catalogue that is newer than its compiled copy into one; returns how many."""
    done = 0
    for text in sorted(source.glob("*/locale/*/LC_MESSAGES/*.po")):
        compiled = text.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns < text.stat().st_mtime_ns:
            _compile(text, compiled)
            done += 1
    return done


def _compile(text: Path, compiled: Path) -> None:
    content = io.BytesIO()
    write_mo(content, catalogue(text))
    draft = compiled.with_name(f".{compiled.name}.{os.getpid()}")
    draft.write_bytes(content.getvalue())
    draft.rename(compiled)


def missing(source: Path = SOURCE) -> list[Missing]:
    """Every sentence without a translation in a language that its readers need. Needs Django's settings."""
    known = {language: translated(source, language) for language in EVERYONE}
    return sorted(
        Missing(language, str(place.file.relative_to(source)), place.line, place.words)
        for place in places(source)
        for language in readers(place.file.relative_to(source).as_posix())
        if (place.context, place.words) not in known[language]
    )


def readers(path: str) -> frozenset[str]:
    """The languages, besides English, of those who read what this file says; none for files nobody reads."""
    return next((languages for pattern, languages in READERS if fnmatch(path, pattern)), frozenset())


def translated(source: Path, language: str) -> set[tuple[str, str]]:
    """Context and sentence of all that some room has in this language: at run time all catalogues are one."""
    found: set[tuple[str, str]] = set()
    for file in source.glob(f"*/locale/{language}/LC_MESSAGES/django.po"):
        found.update(
            (message.context or "", first(message.id))
            for message in catalogue(file)
            if _is_whole(message.string) and not message.fuzzy
        )
    return found


def _is_whole(words: str | None | tuple[str, ...] | list[str]) -> bool:
    return bool(words) if isinstance(words, str) or words is None else all(words)
