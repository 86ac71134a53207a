"""Viber, by a bot of the desk's own. Format: https://developers.viber.com/docs/api/rest-bot-api/"""

from saphan.voice.channels.contract import Channel
from saphan.voice.channels.viber import parse, send, setting_up, status
from saphan.voice.channels.viber.declaration import VIBER

CHANNEL = Channel(
    declaration=VIBER,
    verify=parse.verify,
    parse=parse.parse,
    send=send.send,
    sent=status.sent,
    fetch=send.fetch,
    fetched=status.fetched,
    steps=setting_up.STEPS,
)
