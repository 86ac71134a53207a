"""The telephone: a menu by keys, voice messages, missed calls. Format: https://www.twilio.com/docs/voice/twiml"""

from saphan.voice.channels import twilio
from saphan.voice.channels.contract import Channel
from saphan.voice.channels.phone import menu, parse, send
from saphan.voice.channels.phone.declaration import PHONE

CHANNEL = Channel(
    declaration=PHONE,
    verify=twilio.verify,
    parse=parse.parse,
    answer=menu.answer,
    fetch=twilio.fetch,
    fetched=twilio.fetched,
    steps=send.STEPS,
)
