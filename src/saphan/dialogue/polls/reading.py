"""What a worker reads of a poll that she is asked, or was asked. Whatever nobody was asked yet is not there for her."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.dialogue.polls import sounds
from saphan.dialogue.polls.answering import is_open
from saphan.dialogue.polls.burden import ASKED
from saphan.dialogue.polls.models import Poll, PollQuestion
from saphan.dialogue.polls.services import OURSELVES, POLL
from saphan.dialogue.promises.doors import came_from
from saphan.dialogue.speaking import polled_languages
from saphan.network import selectors as network
from saphan.store.acting import acting_as
from saphan.voice.aloud.sounds import Sound


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """One question, in her language. choices: none for yes or no. number: of how many. heard: of `sounds.heard_as`."""

    id: UUID
    place: int
    number: int
    words: str
    choices: tuple[str, ...]
    is_delicate: bool
    heard: str = ""


@dataclass(frozen=True, slots=True)
class PollPage:
    """What stands above every page of it. came_from: what a report of a problem takes along.

    stopped_why: a code of `stopping.REASONS`.
    """

    id: UUID
    desk: str
    responder: str
    respond_by: date
    ends_on: date
    languages: tuple[str, ...]
    is_open: bool
    questions: int
    came_from: str
    stopped_on: date | None = None
    stopped_why: str = ""


def poll_of(poll_id: UUID) -> PollPage | None:
    """Of one that runs or has ended."""
    with acting_as(OURSELVES) as moment:
        row = Poll.objects.filter(id=poll_id, state__in=ASKED).first()
        if row is None or row.recipient_id is None or row.respond_by is None or row.ends_on is None:
            return None
        questions = PollQuestion.objects.filter(poll_id=poll_id).count()
        opened = is_open(row, moment.day)
    return PollPage(
        row.id,
        network.desk(row.desk_id).name,
        network.organisation(row.recipient_id).name,
        row.respond_by,
        row.ends_on,
        tuple(one for one in row.languages if one in polled_languages()),
        opened,
        questions,
        came_from(POLL, row.id),
        row.stopped_on,
        row.stopped_why,
    )


def question_of(poll_id: UUID, place: int, language: str) -> QuestionPage | None:
    with acting_as(OURSELVES):
        rows = list(PollQuestion.objects.filter(poll_id=poll_id).order_by("place"))
        row = next((one for one in rows if one.place == place), None)
        if row is None or language not in row.words:
            return None
        heard = sounds.heard_as(row, language)
    choices = tuple(row.choices.get(language, ()))
    return QuestionPage(row.id, row.place, len(rows), row.words[language], choices, row.is_delicate, heard)


def sound_of(poll_id: UUID, place: int, language: str) -> Sound | None:
    """Of a question that workers are asked, or were asked."""
    with acting_as(OURSELVES):
        asked = Poll.objects.filter(id=poll_id, state__in=ASKED).exists()
        row = PollQuestion.objects.filter(poll_id=poll_id, place=place).first() if asked else None
        found = sounds.sound_of(row, language) if row and language in row.words else None
        return Sound(found.kind, bytes(found.content)) if found else None
