"""A recording of one of our questions as it comes in: known by its content, without tags, short and small."""

from dataclasses import dataclass, field

from saphan.voice.aloud import programs
from saphan.voice.aloud.refusals import NotASound, TooLong
from saphan.voice.recordings import CannotStrip, kind_of_recording, seconds_of, without_metadata

LARGEST = 60_000  # bytes that a worker's line has to carry for one question
LARGEST_SENT = 4_000_000  # bytes, where a program makes it small
LONGEST = 30.0  # seconds
PLAYED = frozenset({"audio/mpeg", "audio/mp4", "audio/webm", "audio/ogg", "audio/wav", "audio/aac"})
"""What phones play in a page."""
PLAYED_ON_A_LINE = frozenset({"audio/mpeg", "audio/wav"})
"""What a telephone line plays (https://www.twilio.com/docs/voice/twiml/play)."""


@dataclass(frozen=True, slots=True)
class Sound:
    kind: str
    content: bytes = field(repr=False)


def read_sound(content: bytes) -> Sound:
    """What can be kept of it. Raises NotASound, TooLong."""
    kind = kind_of_recording(content)
    if kind is None:
        raise NotASound
    sound = _small(content, kind) if programs.can_make_small() else _bare(content, kind)
    if len(sound.content) > LARGEST or seconds_of(sound.content) > LONGEST:
        raise TooLong
    return sound


def _small(content: bytes, kind: str) -> Sound:
    if len(content) > LARGEST_SENT:
        raise TooLong
    try:
        made = programs.made_small(content, kind)
    except programs.ProgramFailed:
        raise NotASound from None
    if not made:
        raise NotASound
    return Sound("audio/mpeg", made)


def _bare(content: bytes, kind: str) -> Sound:
    """As it came, where no program is there to change it."""
    if len(content) > LARGEST:
        raise TooLong
    if kind not in PLAYED:
        raise NotASound
    try:
        return Sound(kind, without_metadata(content, kind))
    except CannotStrip:
        raise NotASound from None
