"""A trial of a machine: a sentence that is about nobody, or a second of silence."""

import io
import wave
from dataclasses import dataclass
from uuid import UUID

from saphan.casework.policies import require
from saphan.casework.understanding import asking_machines, machines
from saphan.casework.understanding.adapters.contract import TRANSCRIBE, NoWords, Sound, Text
from saphan.casework.understanding.selectors import NOT_DONE, TROUBLES, Words
from saphan.network.models import Role
from saphan.store.acting import acting_as
from saphan.store.callers import Staff
from saphan.store.refusals import NotAllowed

SENTENCE = "The bus leaves at seven. ⟦1⟧ is late."
INTO = "th"


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it. says: the sentence in Thai, or why there is none."""

    good: bool
    says: Words


def try_it(*, machine_id: UUID, by: Staff) -> Tried:
    """Ask it once. Silence without words is good: it answered. Raises NotAllowed."""
    require(by.has_role(Role.LEAD))
    machines.machine_card(by, machine_id)
    with acting_as(machines.OURSELVES):
        found = machines.opened(machine_id)
    if found is None:
        raise NotAllowed
    try:
        if found.adapter.does == TRANSCRIBE:
            return Tried(True, asking_machines.written_down(Sound(silence(), "audio/wav", "en"), found))
        return Tried(True, asking_machines.translated(Text(SENTENCE, "en", INTO), found))
    except NoWords as none:
        if none.code == "unreadable" and found.adapter.does == TRANSCRIBE:
            return Tried(True, "")
        return Tried(False, TROUBLES.get(none.code, NOT_DONE))


def silence() -> bytes:
    """One second, 8,000 Hz."""
    content = io.BytesIO()
    with wave.open(content, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(bytes(16_000))
    return content.getvalue()
