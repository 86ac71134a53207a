"""Reading what she wrote: in which encoding it came, and which names stand in it. A task's work, after the answer.

The original stays sealed as it came. Beside it stands its Unicode reading, and the other one where neither is sure.
"""

from dataclasses import dataclass, field

from saphan.languages.writing import clean
from saphan.languages.zawgyi import SURE, Reading, read_burmese
from saphan.vault.sealing import Cell, SubjectKey
from saphan.vault.services import key_of, open_texts, seal
from saphan.voice import keys_of_words
from saphan.voice.models import Conversation, Message

WORDS = ("said", "about")
PLACE = "place"
AS_BEFORE = -3.0  # log-odds of Unicode for somebody whose phone wrote Zawgyi


@dataclass(frozen=True, slots=True)
class Read:
    """One message of hers, opened."""

    message: Message
    reading: Reading = field(repr=False)
    typed: str = field(repr=False)

    @property
    def text(self) -> str:
        return self.reading.text

    @property
    def is_zawgyi(self) -> bool:
        """Whether another text came of it: what reads the same either way (ကား) is as she typed it."""
        return self.reading.is_zawgyi and clean(self.reading.text) != clean(self.typed)

    @property
    def percent(self) -> int:
        """How likely it came in Zawgyi; below a half for what reads the same either way."""
        likely = round(self.reading.zawgyi_probability * 100)
        return likely if self.is_zawgyi else min(likely, 49)


def read_new_words(conversation: Conversation) -> tuple[Read, ...]:
    """Whatever of hers no task has read: its encoding is kept, and keys of the names in it. Call as System."""
    unread = Message.objects.select_for_update().filter(conversation_id=conversation.id, inbound=True, size__gt=0)
    rows = list(unread.filter(part__in=(*WORDS, PLACE), zawgyi_percent=None).order_by("id"))
    cells = [(row.sealed, Cell("voice_message", "sealed", row.id)) for row in rows]
    texts = open_texts(cells, subject_id=conversation.id, why="identify_language")
    readings = _readings(conversation, texts)
    read = tuple(Read(*each) for each in zip(rows, readings, texts, strict=True))
    if read:
        key = key_of(conversation.id)
        _keep_encodings(read, key)
        said = [(each.message.part, each.text) for each in read]
        keys_of_words.keep_names(conversation, key, said)
    return read


def _readings(conversation: Conversation, texts: list[str]) -> list[Reading]:
    """Where one is unsure, what came in Zawgyi from her before tips the scales."""
    found = [read_burmese(text) for text in texts]
    if not any(reading.other_reading for reading in found):
        return found
    sure = any(reading.zawgyi_probability >= SURE for reading in found)
    before = Message.objects.filter(conversation_id=conversation.id, zawgyi_percent__gte=100 * SURE)
    if not (sure or conversation.reads_zawgyi or before.exists()):
        return found
    return [read_burmese(text, leaning=AS_BEFORE) for text in texts]


def _keep_encodings(read: tuple[Read, ...], key: SubjectKey) -> None:
    plain = [each.message.id for each in read if each.percent == 0]
    Message.objects.filter(id__in=plain).update(zawgyi_percent=0)
    for each in read:
        if each.message.id not in plain:
            _keep_encoding(each, key)


def _keep_encoding(read: Read, key: SubjectKey) -> None:
    row, reading = read.message, read.reading
    row.zawgyi_percent = read.percent
    if read.is_zawgyi:
        row.normalised = seal(clean(reading.text), key=key, cell=Cell("voice_message", "normalised", row.id))
    if reading.other_reading is not None:
        row.other_reading = seal(
            clean(reading.other_reading), key=key, cell=Cell("voice_message", "other_reading", row.id)
        )
    row.save(update_fields=["zawgyi_percent", "normalised", "other_reading"])
