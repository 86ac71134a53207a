"""`saphan accept-words`, `keep-reviews` and `words-state`: what native reviewers read, kept in files."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from saphan.config.starting import NotReady
from saphan.config.words import SOURCE
from saphan.languages import reviewing
from saphan.store import clock


def accept(language: str, room: str, *, by: str, chosen: Path | None = None, source: Path = SOURCE) -> int:
    """Keep that `by` accepts the room's words in a language as they stand; returns how many were new.

    chosen: a file of English sentences, one a line; only these are accepted. Raises NotReady, and nothing is kept.
    """
    lines = chosen.read_text().splitlines() if chosen else None
    only = None if lines is None else {line.strip() for line in lines if line.strip()}
    catalogue = source / room / "locale" / language / "LC_MESSAGES" / "django.po"
    try:
        return reviewing.accept(catalogue, by=by, on=clock.today(), only=only)
    except reviewing.CannotAccept as refused:
        raise NotReady(str(refused)) from None


def keep_reviews(source: Path = SOURCE) -> Iterator[str]:
    """Carry what was accepted on the reviewers' page into the files, and say it; then the other words they proposed."""
    from saphan.network import word_reviews

    read: dict[Path, list[reviewing.Acceptance]] = defaultdict(list)
    for language, acceptance in word_reviews.given():
        for file in source.glob(f"*/locale/{language}/LC_MESSAGES/django.po"):
            read[file].append(acceptance)  # the very words may stand in several rooms
    for file, each in sorted(read.items()):
        if new := reviewing.keep(file, each):
            yield f"{file.parts[-3]}  {file.parts[-5]:<12} {new:>4} kept"
    for row in word_reviews.proposals():
        yield f"{row.language}  {row.room:<12} {row.name}: {row.sentence!r} → {' | '.join(row.said)!r}"


def lines_of_state(source: Path = SOURCE) -> Iterator[str]:
    """One line for each language and room: how many sentences, how many accepted, by whom."""
    for one in map(reviewing.state, reviewing.catalogues(source)):
        by = ", ".join(one.by) or "machine-made"
        yield f"{one.language}  {one.room:<12} {one.accepted:>4} of {one.sentences:>4} accepted  {by}"
