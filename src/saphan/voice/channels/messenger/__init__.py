"""Messenger, by the desk's own page. Format: https://developers.facebook.com/documentation/business-messaging/messenger-platform"""

from saphan.voice.channels.contract import Channel
from saphan.voice.channels.messenger import parse, send, setting_up, status
from saphan.voice.channels.messenger.declaration import MESSENGER
from saphan.voice.channels.meta import signature

CHANNEL = Channel(
    declaration=MESSENGER,
    verify=signature.verify,
    parse=parse.parse,
    challenge=signature.challenge,
    send=send.send,
    sent=status.sent,
    fetch=send.fetch,
    fetched=status.fetched,
    steps=setting_up.STEPS,
)
