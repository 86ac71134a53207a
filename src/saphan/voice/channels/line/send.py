"""What we ask of LINE. Source: https://developers.line.biz/en/reference/messaging-api/#send-push-message,
#send-reply-message, #get-content, and https://developers.line.biz/en/docs/messaging-api/retrying-api-request/

Answers are pushed: a reply token ends after a minute and knows no retry key, and a person answers later than that.
"""

import unicodedata
from typing import Any
from urllib.parse import quote

from saphan.voice.channels.contract import Account, Choice, Outgoing, Request, get, post_json
from saphan.voice.channels.events import File
from saphan.voice.channels.lengths import cut, utf16_units
from saphan.voice.channels.line.declaration import LINE

REPLY = "reply:"  # before a reply token that stands where a handle does: what is said to a group that added us
CONTENT = "https://api-data.line.me"
LABEL = 20
SHOWN = 300


def send(outgoing: Outgoing, account: Account) -> Request:
    """One message, once however often it is tried."""
    messages = [_message(outgoing)]
    if outgoing.to.startswith(REPLY):
        said = {"replyToken": outgoing.to.removeprefix(REPLY), "messages": messages}
        return post_json(f"{account.api}/v2/bot/message/reply", said, bearer(account))
    headers = {**bearer(account), "X-Line-Retry-Key": str(outgoing.once)}
    return post_json(f"{account.api}/v2/bot/message/push", {"to": outgoing.to, "messages": messages}, headers)


def fetch(file: File, account: Account) -> Request:
    """Files stand at another address than the rest."""
    server = CONTENT if account.api == LINE.api else account.api
    return get(f"{server}/v2/bot/message/{quote(file.ref, safe='')}/content", bearer(account))


def bearer(account: Account) -> dict[str, str]:
    return {"Authorization": f"Bearer {account['token']}"}


def _message(outgoing: Outgoing) -> dict[str, Any]:
    if not outgoing.choices:
        return {"type": "text", "text": outgoing.text}
    buttons = [{"type": "action", "action": _button(choice)} for choice in outgoing.choices]
    return {"type": "text", "text": _with_lines(outgoing), "quickReply": {"items": buttons}}


def _with_lines(outgoing: Outgoing) -> str:
    """Choices that do not fit on their buttons stand whole below the question."""
    if all(signs(choice.label) <= LABEL for choice in outgoing.choices):
        return outgoing.text
    whole = "\n".join([outgoing.text, "", *(f"• {choice.label}" for choice in outgoing.choices)])
    return whole if utf16_units(whole) <= LINE.text_limit else outgoing.text


def _button(choice: Choice) -> dict[str, str]:
    fits = signs(choice.label) <= LABEL
    label = choice.label if fits else cut(choice.label, LABEL - 1, signs)[0] + "…"
    shown = cut(choice.label, SHOWN, signs)[0]
    return {"type": "postback", "label": label, "data": choice.code, "displayText": shown}


def signs(text: str) -> int:
    """Not fewer than the signs that LINE counts (grapheme clusters): marks above and below count with their letter."""
    return sum(unicodedata.category(sign) != "Mn" for sign in text)
