"""Where a native listener accepted it, a machine reads what nobody recorded; never in a request of a worker's."""

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.store.tasks import each_minute
from saphan.voice.aloud import programs, questions
from saphan.voice.aloud.models import MachineVoice, SpokenQuestion
from saphan.voice.aloud.sounds import LARGEST, Sound

OURSELVES = System("voice.read_by_machine")


def register() -> None:
    each_minute("voice.read_by_machine", read_what_is_missing)


def read_what_is_missing() -> None:
    """Every question of every accepted language that was not read in the words that stand now."""
    if programs.missing():
        return
    for language in MachineVoice.objects.filter(ended_on=None).values_list("language", flat=True):
        known = set(SpokenQuestion.objects.filter(language=language, by_machine=True).values_list("code", "digest"))
        for code in questions.CODES:
            if (code, questions.digest(code, language)) not in known:
                _keep(code, language)


def read_by_machine(code: str, language: str) -> Sound:
    """Raises ProgramFailed, also where it is too large."""
    made = programs.spoken(questions.lines(code, language), language)
    if not 0 < len(made) <= LARGEST:
        raise programs.ProgramFailed
    return Sound("audio/mpeg", made)


def _keep(code: str, language: str) -> None:
    try:
        sound = read_by_machine(code, language)
    except programs.ProgramFailed:
        return
    with acting_as(OURSELVES) as moment:
        if not MachineVoice.objects.filter(language=language, ended_on=None).exists():
            return
        SpokenQuestion.objects.filter(language=language, code=code, by_machine=True).delete()
        SpokenQuestion.objects.create(
            language=language,
            code=code,
            digest=questions.digest(code, language),
            kind=sound.kind,
            content=sound.content,
            by_machine=True,
            on=moment.day,
            verdict="accepted",
        )
