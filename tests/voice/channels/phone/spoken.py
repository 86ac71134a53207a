"""What a caller spoke, as the provider keeps it until we fetch it."""

import wave
from io import BytesIO

from tests.voice.channels.sms.provider import SID

RECORDING = f"/2010-04-01/Accounts/{SID}/Recordings/RE{1:032x}"


def spoken(seconds: int = 1) -> bytes:
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", "not compressed"))
        file.writeframes(b"\x01\x02" * 8000 * seconds)
    return out.getvalue()
