"""Native reviewers read the translations, accept the very words or propose others. Words are nobody's secret.

A row in the database is a reviewer's word; the catalogues follow when `saphan keep-reviews` carries acceptances into
the files beside them, which are committed like any other (ADR 0025, 0033).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Message

from saphan.languages import reviewing, switched_on
from saphan.languages.reviewing import Acceptance, each
from saphan.languages.switched_on import ROOMS, STAFF_ROOMS
from saphan.languages.writing import clean
from saphan.network import policies
from saphan.network.models import Staff as StaffRow
from saphan.network.models import WordReview
from saphan.network.refusals import NotHerLanguage, SayOtherWords, WordsChanged
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.vault.recording import record

LONGEST = 2000


@dataclass(frozen=True, slots=True)
class Sentence:
    """One translation as it stands. english and said: a form for each number. by: who accepted it, as she is named."""

    digest: str
    context: str
    english: tuple[str, ...]
    said: tuple[str, ...]
    by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RoomState:
    """How far one room is in one language; proposed: sentences for which somebody proposed other words."""

    language: str
    room: str
    sentences: int
    accepted: int
    proposed: int
    by: tuple[str, ...]

    @property
    def is_accepted(self) -> bool:
        return self.accepted == self.sentences


def accept_words(*, language: str, room: str, digest: str, name: str, by: Staff) -> None:
    """Keep that this reviewer accepts these very words. Raises NotHerLanguage or WordsChanged; nothing is kept then."""
    sentence = _as_it_stands(language, room, digest, by)
    _keep(language, room, sentence, "accepted", sentence.said, name, by)


def propose_words(*, language: str, room: str, digest: str, said: Sequence[str], name: str, by: Staff) -> None:
    """Keep other words for a sentence. Raises NotHerLanguage, WordsChanged or SayOtherWords; nothing is kept then."""
    sentence = _as_it_stands(language, room, digest, by)
    words = tuple(clean(form)[:LONGEST] for form in said)
    if len(words) != len(sentence.said) or not all(words) or words == sentence.said:
        raise SayOtherWords
    _keep(language, room, sentence, "proposed", words, name, by)


def languages_to_review(by: Staff) -> tuple[str, ...]:
    """Languages with catalogues that this reviewer speaks, in the order in which she named them."""
    if not policies.may_review_words(by):
        return ()
    spoken = StaffRow.objects.values_list("languages", flat=True).get(id=by.id)
    return tuple(code for code in spoken if code != "en" and any(file_of(code, room).exists() for room in STAFF_ROOMS))


def states(language: str) -> tuple[RoomState, ...]:
    """Every room that has words in this language."""
    rooms = [room for room in sorted(STAFF_ROOMS) if file_of(language, room).exists()]
    return tuple(_state(language, room) for room in rooms)


def sentences(language: str, room: str) -> tuple[Sentence, ...]:
    """All of a room in a language, with who accepted each."""
    reviews = _names(language, "accepted")
    kept = reviewing.acceptances(file_of(language, room))
    return tuple(
        Sentence(one.digest, one.context, one.english, one.said, _all_names(one.digest, reviews, kept))
        for one in _read(file_of(language, room))
    )


def given() -> Iterator[tuple[str, Acceptance]]:
    """Language and acceptance of every sentence that a reviewer accepted on her page."""
    for row in WordReview.objects.filter(verdict="accepted").order_by("on", "id"):
        yield row.language, Acceptance(row.digest, row.on.isoformat(), row.name, row.sentence)


def proposals() -> Iterator[WordReview]:
    """Other words that reviewers proposed, for sentences that still stand as they read them."""
    for row in WordReview.objects.filter(verdict="proposed").order_by("language", "room", "sentence"):
        if any(one.digest == row.digest for one in _read(file_of(row.language, row.room))):
            yield row


def file_of(language: str, room: str) -> Path:
    return switched_on.file_of(ROOMS, room, language)


def _as_it_stands(language: str, room: str, digest: str, by: Staff) -> Sentence:
    if room not in STAFF_ROOMS or language not in languages_to_review(by):
        raise NotHerLanguage
    found = next((one for one in _read(file_of(language, room)) if one.digest == digest), None)
    if found is None:
        raise WordsChanged
    return found


def _keep(
    language: str, room: str, sentence: Sentence, verdict: str, said: tuple[str, ...], name: str, by: Staff
) -> None:
    with acting_as(by) as moment:
        called = clean(name)[:80] or StaffRow.objects.values_list("name", flat=True).get(id=by.id)
        row, _new = WordReview.objects.update_or_create(
            digest=sentence.digest,
            language=language,
            by=by.id,
            defaults={
                "room": room,
                "sentence": sentence.english[0],
                "verdict": verdict,
                "said": list(said),
                "name": " ".join(called.split()),
                "on": moment.day,
            },
        )
        record(f"network.words_{verdict}", row.id, detail={"language": language, "room": room})


def _state(language: str, room: str) -> RoomState:
    read = sentences(language, room)
    proposed = _names(language, "proposed").keys() & {one.digest for one in read}
    names = sorted({name for one in read for name in one.by})
    return RoomState(language, room, len(read), sum(bool(one.by) for one in read), len(proposed), tuple(names))


def _names(language: str, verdict: str) -> dict[str, list[str]]:
    """digest → names, of what was said on the page."""
    found: dict[str, list[str]] = defaultdict(list)
    for digest, name in WordReview.objects.filter(language=language, verdict=verdict).values_list("digest", "name"):
        found[digest].append(name)
    return found


def _all_names(digest: str, reviews: dict[str, list[str]], kept: dict[str, Acceptance]) -> tuple[str, ...]:
    in_file = [kept[digest].by] if digest in kept else []
    return tuple(sorted({*reviews.get(digest, ()), *in_file}))


def _read(file: Path) -> tuple[Sentence, ...]:
    return _read_as_of(file, file.stat().st_mtime_ns) if file.exists() else ()


@cache
def _read_as_of(file: Path, changed: int) -> tuple[Sentence, ...]:
    return tuple(map(_sentence, reviewing.entries(file)))


def _sentence(message: Message) -> Sentence:
    return Sentence(reviewing.digest(message), message.context or "", each(message.id), each(message.string))
