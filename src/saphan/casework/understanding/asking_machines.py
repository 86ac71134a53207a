"""Speaking with a machine: through the one guarded door, with limits, or in our own house."""

from saphan.casework.understanding.adapters.contract import LONGEST, NoWords, Sound, Text, words
from saphan.casework.understanding.machines import Opened
from saphan.voice.channels import wire
from saphan.voice.channels.contract import Request

SECONDS = 60.0
SECONDS_OF_SOUND = 240.0


def translated(text: Text, by: Opened) -> str:
    """Asks once. Raises NoWords."""
    if len(text.text) > LONGEST:
        raise NoWords("too_long")
    if by.adapter.here is not None:
        return by.adapter.here(text, by.entered)
    if by.adapter.ask is None:
        raise NoWords("not_done")
    return _read(by, by.adapter.ask(text, by.entered), SECONDS)


def written_down(sound: Sound, by: Opened) -> str:
    """Asks once. Raises NoWords."""
    if by.adapter.ask_sound is None:
        raise NoWords("not_done")
    return _read(by, by.adapter.ask_sound(sound, by.entered), SECONDS_OF_SOUND)


def _read(by: Opened, request: Request, seconds: float) -> str:
    if by.adapter.read is None:
        raise NoWords("not_done")
    try:
        response = wire.speak(request, seconds=seconds)
    except wire.Forbidden:
        raise NoWords("forbidden") from None
    except wire.NotAsked:
        raise NoWords("not_reached") from None
    except (wire.NoAnswer, wire.TooLong):
        raise NoWords("no_answer") from None
    return words(by.adapter.read(response))
