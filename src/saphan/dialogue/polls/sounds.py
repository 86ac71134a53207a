"""Questions of a poll, to be heard: recorded by the desk, else by a machine where a native listener accepted it.

A sound belongs to the very words, so that one changed word leaves the page without a sound instead of with a wrong one.
"""

from collections.abc import Iterator
from hashlib import sha256
from uuid import UUID

from saphan.dialogue.polls.models import Poll, PollQuestion, PollSound, State
from saphan.dialogue.polls.services import OURSELVES, POLL
from saphan.dialogue.promises.kinds import one_for
from saphan.dialogue.promises.services import require_lead
from saphan.dialogue.refusals import DoesNotFit, NotNow
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.vault.recording import record
from saphan.voice.aloud import programs
from saphan.voice.aloud.models import MachineVoice
from saphan.voice.aloud.refusals import NotASound, TooLong
from saphan.voice.aloud.sounds import LARGEST, Sound, read_sound

RECORDED, BY_MACHINE = "recorded", "machine"
BEFORE_IT_ENDS = (State.DRAFT, State.PROPOSED, State.RUNNING)


def lines(question: PollQuestion, language: str) -> tuple[str, ...]:
    """What is read aloud: the question, and its choices; of yes or no the question alone."""
    return (question.words[language], *question.choices.get(language, ()))


def digest(question: PollQuestion, language: str) -> str:
    return sha256("\0".join(lines(question, language)).encode()).hexdigest()[:32]


def keep_recording(*, poll_id: UUID, place: int, language: str, content: bytes, by: Staff) -> None:
    """Of one question in one language; a later one stands in the place of an earlier one.

    Raises NotAllowed, NotNow, or DoesNotFit with `sound`, `sound_long` or `words`.
    """
    require_lead(by)
    sound = _taken(content)
    with acting_as(by):
        poll = one_for(POLL, by, poll_id)
        if poll.state not in BEFORE_IT_ENDS:
            raise NotNow("is_over")
        question = PollQuestion.objects.filter(poll_id=poll_id, place=place).first()
        if question is None or language not in question.words:
            raise DoesNotFit("words")
        _put(question, language, sound, by_machine=False)
        record("dialogue.question_recorded", poll_id, detail={"language": language, "place": place})


def sound_of(question: PollQuestion, language: str) -> PollSound | None:
    """A person's before a machine's. Call inside `acting_as`."""
    rows = PollSound.objects.filter(poll_id=question.poll_id, language=language, digest=digest(question, language))
    return rows.order_by("by_machine").first()


def heard_as(question: PollQuestion, language: str) -> str:
    """`recorded`, `machine`, or "". Call inside `acting_as`."""
    found = sound_of(question, language)
    return "" if found is None else BY_MACHINE if found.by_machine else RECORDED


def sweep() -> None:
    """Each minute: what nobody recorded of a poll that runs, in languages in which a machine is understood."""
    if programs.missing():
        return
    languages = set(MachineVoice.objects.filter(ended_on=None).values_list("language", flat=True))
    with acting_as(OURSELVES):
        silent = list(_silent(languages & set(programs.VOICES)))
    for question, language in silent:
        try:
            made = programs.spoken(lines(question, language), language)
        except programs.ProgramFailed:
            continue
        if 0 < len(made) <= LARGEST:
            with acting_as(OURSELVES):
                _put(question, language, Sound("audio/mpeg", made), by_machine=True)


def _silent(languages: set[str]) -> Iterator[tuple[PollQuestion, str]]:
    for poll in Poll.objects.filter(state=State.RUNNING):
        for question in PollQuestion.objects.filter(poll_id=poll.id):
            for language in languages.intersection(poll.languages).intersection(question.words):
                if sound_of(question, language) is None:
                    yield question, language


def _put(question: PollQuestion, language: str, sound: Sound, *, by_machine: bool) -> None:
    mark = digest(question, language)
    same = PollSound.objects.filter(poll_id=question.poll_id, language=language, digest=mark, by_machine=by_machine)
    same.delete()
    PollSound.objects.create(
        desk_id=question.desk_id,
        poll_id=question.poll_id,
        language=language,
        digest=mark,
        kind=sound.kind,
        content=sound.content,
        by_machine=by_machine,
    )


def _taken(content: bytes) -> Sound:
    try:
        return read_sound(content)
    except NotASound:
        raise DoesNotFit("sound") from None
    except TooLong:
        raise DoesNotFit("sound_long") from None
