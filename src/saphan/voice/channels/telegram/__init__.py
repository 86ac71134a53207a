"""Telegram, by a bot of the desk's own. Format: https://core.telegram.org/bots/api"""

from saphan.voice.channels.contract import Channel
from saphan.voice.channels.telegram import parse, send, status
from saphan.voice.channels.telegram.declaration import TELEGRAM

CHANNEL = Channel(
    declaration=TELEGRAM,
    verify=parse.verify,
    parse=parse.parse,
    answer=parse.answer,
    send=send.send,
    sent=status.sent,
    fetch=send.fetch,
    fetched=status.fetched,
    steps=send.STEPS,
)
