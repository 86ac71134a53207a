"""Somebody who speaks the language hears each recording and says yes or no; and whether a machine is understood."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from saphan.languages.writing import clean
from saphan.network.models import Role
from saphan.network.models import Staff as StaffRow
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.vault.recording import record
from saphan.voice.aloud import by_machine, programs, questions
from saphan.voice.aloud.models import MachineVoice, SpokenQuestion
from saphan.voice.aloud.reading import ABOUT, ACCEPTED, REFUSED, WAITING
from saphan.voice.aloud.refusals import SentencesChanged, SpeaksNot
from saphan.voice.aloud.sounds import Sound


@dataclass(frozen=True, slots=True)
class Waiting:
    """A recording that nobody judged yet, with the words that it should say."""

    id: UUID
    code: str
    lines: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class State:
    """How far one language is."""

    language: str
    accepted: int
    waiting: int
    of: int
    may_judge: bool
    machine_by: str
    machine_can: bool


def languages_to_judge(by: Staff) -> tuple[str, ...]:
    """Those that she speaks, for a lead and a reviewer."""
    if not (by.has_role(Role.LEAD) or by.has_role(Role.REVIEWER)):
        return ()
    spoken = StaffRow.objects.values_list("languages", flat=True).get(id=by.id)
    return tuple(code for code in spoken if questions.is_readable(code))


def accept_recording(*, sound_id: UUID, by: Staff) -> None:
    """Workers hear it from now on, in place of a former one. Raises SpeaksNot, SentencesChanged, DoesNotExist."""
    with acting_as(by) as moment:
        row = _to_judge(sound_id, by)
        if row.digest != questions.digest(row.code, row.language):
            raise SentencesChanged
        former = SpokenQuestion.objects.filter(language=row.language, code=row.code, by_machine=False)
        former.filter(verdict=ACCEPTED).exclude(id=row.id).delete()
        _judge(row, ACCEPTED, by, moment.day)


def refuse_recording(*, sound_id: UUID, by: Staff) -> None:
    """Nobody hears it; the question is open again for whoever reads. Raises SpeaksNot, DoesNotExist."""
    with acting_as(by) as moment:
        _judge(_to_judge(sound_id, by), REFUSED, by, moment.day)


def accept_machine(*, language: str, name: str, by: Staff) -> None:
    """She heard it and says that it is understood: it reads what nobody recorded. Raises SpeaksNot."""
    if language not in languages_to_judge(by) or not programs.can_speak(language):
        raise SpeaksNot
    with acting_as(by) as moment:
        called = clean(name)[:80] or StaffRow.objects.values_list("name", flat=True).get(id=by.id)
        known = {"language": language, "ended_on": None}
        given = {"by": by.id, "name": " ".join(called.split()), "on": moment.day}
        row, is_new = MachineVoice.objects.get_or_create(**known, defaults=given)
        if is_new:
            record("voice.machine_voice_accepted", row.id, detail={"language": language})


def refuse_machine(*, language: str, by: Staff) -> None:
    """It is not understood after all: nothing that it read is played. Raises SpeaksNot, DoesNotExist."""
    if language not in languages_to_judge(by):
        raise SpeaksNot
    with acting_as(by) as moment:
        row = MachineVoice.objects.select_for_update().get(language=language, ended_on=None)
        row.ended_on = moment.day
        row.save(update_fields=["ended_on"])
        SpokenQuestion.objects.filter(language=language, by_machine=True).delete()
        record("voice.machine_voice_refused", row.id, detail={"language": language})


def waiting(by: Staff, language: str) -> tuple[Waiting, ...]:
    """What she may judge now, of sentences that still stand. Raises SpeaksNot."""
    if language not in languages_to_judge(by):
        raise SpeaksNot
    rows = SpokenQuestion.objects.filter(language=language, verdict=WAITING).only(*ABOUT)
    still = [row for row in rows if row.digest == questions.digest(row.code, language)]
    shown = sorted(still, key=lambda row: questions.CODES.index(row.code))
    return tuple(Waiting(row.id, row.code, questions.lines(row.code, language), row.name) for row in shown)


def sound_to_judge(*, sound_id: UUID, by: Staff) -> Sound:
    """Raises SpeaksNot, SpokenQuestion.DoesNotExist."""
    row = SpokenQuestion.objects.get(id=sound_id)
    if row.language not in languages_to_judge(by):
        raise SpeaksNot
    return Sound(row.kind, bytes(row.content))


def machine_sample(*, language: str, by: Staff) -> Sound:
    """The first question as the machine reads it. Raises SpeaksNot."""
    if language not in languages_to_judge(by) or not programs.can_speak(language):
        raise SpeaksNot
    try:
        return by_machine.read_by_machine(questions.CODES[0], language)
    except programs.ProgramFailed:
        raise SpeaksNot from None


def states(by: Staff) -> tuple[State, ...]:
    """Every language of which something was read, and her own."""
    hers = languages_to_judge(by)
    read = SpokenQuestion.objects.filter(by_machine=False).values_list("language", "code", "digest", "verdict")
    machines = dict(MachineVoice.objects.filter(ended_on=None).values_list("language", "name"))
    now = [row for row in read if row[1] in questions.CODES and row[2] == questions.digest(row[1], row[0])]
    shown = dict.fromkeys((*hers, *sorted({row[0] for row in now} | set(machines))))
    return tuple(_state(language, now, hers, machines.get(language, "")) for language in shown)


def _state(language: str, read: list[tuple[str, str, str, str]], hers: tuple[str, ...], machine_by: str) -> State:
    verdicts = [verdict for of, _code, _digest, verdict in read if of == language]
    return State(
        language=language,
        accepted=verdicts.count(ACCEPTED),
        waiting=verdicts.count(WAITING),
        of=len(questions.CODES),
        may_judge=language in hers,
        machine_by=machine_by,
        machine_can=programs.can_speak(language),
    )


def _to_judge(sound_id: UUID, by: Staff) -> SpokenQuestion:
    row = SpokenQuestion.objects.select_for_update().only(*ABOUT).get(id=sound_id, by_machine=False)
    if row.language not in languages_to_judge(by):
        raise SpeaksNot
    return row


def _judge(row: SpokenQuestion, verdict: str, by: Staff, day: date) -> None:
    row.verdict, row.judged_by, row.judged_on = verdict, by.id, day
    row.save(update_fields=["verdict", "judged_by", "judged_on"])
    record(f"voice.recording_{verdict}", row.id, detail={"language": row.language, "code": row.code})
