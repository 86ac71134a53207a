"""RapidPro and TextIt, by a step of a flow. Format: https://docs.nyaruka.com, and its API, version 2."""

from saphan.voice.channels.contract import Channel
from saphan.voice.channels.rapidpro import parse, send, status
from saphan.voice.channels.rapidpro.declaration import RAPIDPRO

CHANNEL = Channel(
    declaration=RAPIDPRO,
    verify=parse.verify,
    parse=parse.parse,
    send=send.send,
    sent=status.sent,
    fetch=send.fetch,
    fetched=status.fetched,
    look=send.look,
    looked=status.looked,
    steps=send.STEPS,
)
