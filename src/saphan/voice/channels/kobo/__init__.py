"""KoboToolbox, by a REST service of a form. Format: https://support.kobotoolbox.org/rest_services.html"""

from saphan.voice.channels.contract import Channel
from saphan.voice.channels.kobo import parse, send, status
from saphan.voice.channels.kobo.declaration import KOBO

CHANNEL = Channel(
    declaration=KOBO,
    verify=parse.verify,
    parse=parse.parse,
    fetch=send.fetch,
    fetched=status.fetched,
    steps=send.STEPS,
)
