"""`saphan accept-words` and `saphan words-state`: what native reviewers have read, in files that can be reviewed."""

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


def lines_of_state(source: Path = SOURCE) -> Iterator[str]:
    """One line for each language and room: how many sentences, how many accepted, by whom."""
    for one in map(reviewing.state, reviewing.catalogues(source)):
        by = ", ".join(one.by) or "machine-made"
        yield f"{one.language}  {one.room:<12} {one.accepted:>4} of {one.sentences:>4} accepted  {by}"
