"""SMS, by an app on a phone of the desk's own. Format: https://docs.sms-gate.app"""

from saphan.voice.channels.contract import Channel
from saphan.voice.channels.gateway import parse, send, status
from saphan.voice.channels.gateway.declaration import GATEWAY

CHANNEL = Channel(
    declaration=GATEWAY,
    verify=parse.verify,
    parse=parse.parse,
    answer=parse.answer,
    send=send.send,
    sent=status.sent,
    steps=send.STEPS,
)
