"""LINE, by an official account of the desk's own. Format: https://developers.line.biz/en/reference/messaging-api/"""

from saphan.voice.channels.contract import Channel
from saphan.voice.channels.line import parse, send, setting_up, status
from saphan.voice.channels.line.declaration import LINE

CHANNEL = Channel(
    declaration=LINE,
    verify=parse.verify,
    parse=parse.parse,
    send=send.send,
    sent=status.sent,
    fetch=send.fetch,
    fetched=status.fetched,
    steps=setting_up.STEPS,
)
