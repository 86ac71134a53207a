"""WhatsApp, by the Cloud API. Format: https://developers.facebook.com/documentation/business-messaging/whatsapp"""

from saphan.voice.channels.contract import Channel
from saphan.voice.channels.meta import signature
from saphan.voice.channels.whatsapp import parse, send, setting_up, status
from saphan.voice.channels.whatsapp.declaration import WHATSAPP

CHANNEL = Channel(
    declaration=WHATSAPP,
    verify=signature.verify,
    parse=parse.parse,
    challenge=signature.challenge,
    send=send.send,
    sent=status.sent,
    fetch=send.fetch,
    fetched=status.fetched,
    steps=setting_up.STEPS,
)
