"""A volunteer reads one question after another; what she sent she may hear again and send anew until it is judged."""

from dataclasses import dataclass
from uuid import UUID

from saphan.languages.writing import clean
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.vault.recording import record
from saphan.voice.aloud import questions
from saphan.voice.aloud.links import Reader
from saphan.voice.aloud.models import SpokenQuestion
from saphan.voice.aloud.refusals import SentencesChanged
from saphan.voice.aloud.sounds import Sound, read_sound

OURSELVES = System("voice.read_aloud")
WAITING, ACCEPTED, REFUSED = "waiting", "accepted", "refused"
ABOUT = ("language", "code", "digest", "verdict", "link_id", "name", "on")  # all but the sound itself


@dataclass(frozen=True, slots=True)
class Line:
    """One question for whoever reads. state: "" where nothing was sent, else what became of it."""

    code: str
    digest: str
    lines: tuple[str, ...]
    state: str
    sound_id: UUID | None

    @property
    def is_open(self) -> bool:
        return self.state in ("", REFUSED)


def lines_of(reader: Reader) -> tuple[Line, ...]:
    """Every question, in order, and what was read of it in this language: by her, or by others and accepted."""
    known = _known(reader)
    return tuple(_line(code, reader.language, known) for code in questions.CODES)


def read_aloud(*, reader: Reader, code: str, digest: str, content: bytes, name: str = "") -> UUID:
    """Keep what she read, in place of what she sent before. Raises SentencesChanged, NotASound, TooLong."""
    if code not in questions.CODES or digest != questions.digest(code, reader.language):
        raise SentencesChanged
    sound = read_sound(content)
    with acting_as(OURSELVES) as moment:
        SpokenQuestion.objects.filter(link_id=reader.link_id, code=code, verdict=WAITING).delete()
        row = SpokenQuestion.objects.create(
            language=reader.language,
            code=code,
            digest=digest,
            kind=sound.kind,
            content=sound.content,
            link_id=reader.link_id,
            name=" ".join(clean(name)[:80].split()),
            on=moment.day,
        )
        record("voice.question_read", row.id, detail={"language": reader.language, "code": code})
    return row.id


def own_sound(*, reader: Reader, sound_id: UUID) -> Sound:
    """What came by this link, to hear it again. Raises SpokenQuestion.DoesNotExist."""
    row = SpokenQuestion.objects.get(id=sound_id, link_id=reader.link_id)
    return Sound(row.kind, bytes(row.content))


def _known(reader: Reader) -> dict[tuple[str, str], SpokenQuestion]:
    """By code and digest: hers, or what was accepted."""
    rows = SpokenQuestion.objects.filter(language=reader.language, by_machine=False).only(*ABOUT).order_by("on")
    shown = [row for row in rows if row.verdict == ACCEPTED or row.link_id == reader.link_id]
    return {(row.code, row.digest): row for row in sorted(shown, key=lambda row: row.verdict == ACCEPTED)}


def _line(code: str, language: str, known: dict[tuple[str, str], SpokenQuestion]) -> Line:
    digest = questions.digest(code, language)
    row = known.get((code, digest))
    state = row.verdict if row else ""
    return Line(code, digest, questions.lines(code, language), state, row.id if row and state != REFUSED else None)
