"""What a worker can hear: of each page the recording that was accepted, else the machine's, else nothing yet."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from saphan.languages import catalogue
from saphan.voice.aloud import questions
from saphan.voice.aloud.models import SpokenQuestion
from saphan.voice.aloud.reading import ACCEPTED
from saphan.voice.aloud.sounds import PLAYED_ON_A_LINE, Sound


@dataclass(frozen=True, slots=True)
class Heard:
    """sound_id: None where there is no audio yet."""

    sound_id: UUID | None
    by_machine: bool = False


@dataclass(frozen=True, slots=True)
class CanBeHeard:
    """How many of our questions a worker can hear in one language; by_machine: of these, which no person read."""

    number: int
    by_machine: int
    of: int = len(questions.CODES)


def heard(code: str, language: str) -> Heard | None:
    """What plays on the page of this question; None for a page without one."""
    if code not in questions.CODES:
        return None
    found = _accepted(code, language).values_list("id", "by_machine").first()
    return Heard(*found) if found else Heard(None)


def sound(sound_id: UUID) -> Sound:
    """Of one that was accepted. Raises SpokenQuestion.DoesNotExist, also for one that waits or was refused."""
    row = SpokenQuestion.objects.get(id=sound_id, verdict=ACCEPTED)
    return Sound(row.kind, bytes(row.content))


def on_a_line(code: str, language: str) -> UUID | None:
    """A person's recording that a telephone line can play, by the code of `phone.sentences`."""
    named = f"{questions.TELEPHONE}{code}"
    if named not in questions.CODES:
        return None
    rows = _accepted(named, language).filter(kind__in=PLAYED_ON_A_LINE, by_machine=False)
    return rows.values_list("id", flat=True).first()


def languages_only_heard() -> tuple[tuple[str, str], ...]:
    """Code and own name of languages without pages of which all first questions were read and accepted."""
    without = [one for one in catalogue.LANGUAGES if one.code not in dict(settings.LANGUAGES)]
    rows = SpokenQuestion.objects.filter(
        language__in=[one.code for one in without], code__in=questions.FIRST, verdict=ACCEPTED, by_machine=False
    )
    read: dict[str, set[str]] = defaultdict(set)
    for language, code, digest in rows.values_list("language", "code", "digest"):
        if digest == questions.digest(code, language):
            read[language].add(code)
    return tuple((one.code, one.own_name) for one in without if read[one.code] == set(questions.FIRST))


def can_be_heard() -> dict[str, CanBeHeard]:
    """By language; only those of which something can be heard."""
    rows = SpokenQuestion.objects.filter(verdict=ACCEPTED).order_by("by_machine")
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for language, code, digest, by_machine in rows.values_list("language", "code", "digest", "by_machine"):
        if code in questions.CODES and digest == questions.digest(code, language):
            found[language].setdefault(code, by_machine)
    return {language: CanBeHeard(len(read), sum(read.values())) for language, read in found.items()}


def _accepted(code: str, language: str) -> QuerySet[SpokenQuestion]:
    digest = questions.digest(code, language)
    rows = SpokenQuestion.objects.filter(language=language, code=code, digest=digest, verdict=ACCEPTED)
    return rows.order_by("by_machine")
