"""LibreTranslate: free software that a desk can run itself. It names languages by two letters, as we do."""

from django.utils.translation import gettext_lazy as _

from saphan.casework.understanding.adapters.contract import (
    TRANSLATE,
    Adapter,
    Entered,
    NoWords,
    Text,
    address,
    refused,
    words,
)
from saphan.voice.channels.contract import Field, Request, Response, post_json


def ask(text: Text, entered: Entered) -> Request:
    content = {
        "q": text.text,
        "source": _code(text.source),
        "target": _code(text.target),
        "format": "text",
        **({"api_key": entered["key"]} if entered.get("key") else {}),
    }
    return post_json(address(entered, "/translate"), content)


def read(response: Response) -> str:
    """It says 400 for a language that it does not know, and for more than whoever keeps it lets it take."""
    if response.status == 400:
        raise NoWords("too_long" if "text limit" in str(response.json().get("error")) else "no_language")
    if not response.ok:
        raise refused(response)
    return words(response.json().get("translatedText"))


def _code(language: str) -> str:
    return language.split("-")[0]


ADAPTER = Adapter(
    name="libretranslate",
    label="LibreTranslate",
    does=TRANSLATE,
    fields=(
        Field("server", _("Address of the server"), pattern=r"https?://\S{3,300}"),
        Field("key", _("Key, if it asks for one"), secret=True, optional=True),
    ),
    source="https://docs.libretranslate.com/api/operations/translate/",
    ask=ask,
    read=read,
)
