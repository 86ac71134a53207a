"""What a call leaves behind: a voice message, or the wish to be rung. The keys of a code leave nothing.

Source: https://www.twilio.com/docs/voice/twiml/record, /gather, /dial and
https://www.twilio.com/docs/voice/api/call-resource#statuscallback
"""

from saphan.voice.channels.contract import Account, Received
from saphan.voice.channels.events import Event, File, Kind, Rang, Said
from saphan.voice.channels.phone.call import Call, languages, read
from saphan.voice.inbound import Handle

STORED = ".mp3"


def parse(received: Received, account: Account) -> tuple[Event, ...]:
    """One call leaves one wish at the most, however it is told: it has the name of the call."""
    call = read(received, account)
    handle = Handle("phone", call.number) if call.number else None
    language = call.language or languages(account)[0]
    if call.is_in_danger:
        return (Rang(f"{call.name}:danger", received.at, handle, language, danger=True),)
    if call.recording:
        return (_spoken(call, handle, language, received),)
    if call.wants_a_ring and handle is not None:
        return (Rang(call.name, received.at, handle, language),)
    return ()


def _spoken(call: Call, handle: Handle | None, language: str, received: Received) -> Event:
    where = call.form["RecordingUrl"].removesuffix(".json") + STORED
    file = File(Kind.VOICE, where, "audio/mpeg")
    return Said(
        call.recording, received.at, handle, kind=Kind.VOICE, files=(file,), ref=call.recording, language=language
    )
