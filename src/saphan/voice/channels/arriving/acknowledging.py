"""Saying to whoever sent her that it came: the same few words each time, and nothing of what was sent."""

from dataclasses import replace
from smtplib import SMTPException

from django.core.mail import EmailMessage

from saphan.languages.identify import identify
from saphan.network.frozen import is_frozen
from saphan.voice.channels.accounts.accounts import Opened
from saphan.voice.channels.contract import Letter
from saphan.voice.channels.events import Said
from saphan.voice.channels.leaving import sentences
from saphan.voice.speaking import is_spoken


class NotNow(Exception):
    """The mail server is away, or the desk is frozen: later."""


def without_words(said: Said) -> Said | None:
    """What is needed to answer it, in the language of whoever wrote; None where nobody is to be told."""
    if not said.answers:
        return None
    language = identify(said.text).language or said.language
    return replace(said, text="", files=(), place="", typed=None, language=language)


def tell(found: Opened, said: Said) -> None:
    """Raises NotNow."""
    assert found.channel.acknowledge is not None
    if is_frozen(found.desk_id):
        raise NotNow
    language = said.language if is_spoken(said.language) else "en"
    words, _ = sentences.written(sentences.HELLO, language, 0, {})
    _post(found.channel.acknowledge(said, found.account, words))


def _post(letter: Letter) -> None:
    message = EmailMessage(letter.subject, letter.text, to=[letter.to], headers=dict(letter.headers))
    try:
        message.send()
    except (OSError, SMTPException):
        raise NotNow from None
