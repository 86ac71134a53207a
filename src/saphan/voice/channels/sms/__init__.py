"""SMS, by a number of the desk's own at Twilio. Format: https://www.twilio.com/docs/messaging"""

from saphan.voice.channels import twilio
from saphan.voice.channels.contract import Channel
from saphan.voice.channels.sms import parse, send, status
from saphan.voice.channels.sms.declaration import SMS

CHANNEL = Channel(
    declaration=SMS,
    verify=twilio.verify,
    parse=parse.parse,
    answer=twilio.says_nothing,
    send=send.send,
    sent=status.sent,
    fetch=twilio.fetch,
    fetched=twilio.fetched,
    steps=send.STEPS,
)
