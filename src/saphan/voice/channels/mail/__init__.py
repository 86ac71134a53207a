"""E-mail of one partner who sends workers to us. Format: RFC 5322, RFC 2045 to 2049."""

from saphan.voice.channels.contract import Channel
from saphan.voice.channels.mail import parse, send
from saphan.voice.channels.mail.declaration import MAIL

CHANNEL = Channel(
    declaration=MAIL,
    verify=parse.verify,
    parse=parse.parse,
    acknowledge=send.acknowledge,
    steps=send.STEPS,
)
