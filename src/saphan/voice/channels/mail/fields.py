"""The fields of an e-mail as they are read, also where their letters stand there as they are. RFC 6532 §3.2"""

from email.message import Message

from saphan.voice.channels.mail.words import decoded


def in_letters(message: Message) -> Message:
    """The same; what came in raw bytes in its own fields and those of its parts is text now."""
    for part in message.walk():
        fields = [(name, str(value)) for name, value in part.raw_items()]
        if all(value.isascii() for _, value in fields):
            continue
        for name, _ in fields:
            del part[name]
        for name, value in fields:
            part[name] = decoded(value.encode("utf-8", "surrogateescape"), "utf-8")
    return message
