"""What LINE's answers mean. Source: https://developers.line.biz/en/reference/messaging-api/#status-codes,
#error-responses, #get-content; https://developers.line.biz/en/docs/messaging-api/retrying-api-request/

LINE reports nothing afterwards: `sent` is all that is known, also of somebody who blocked us.
"""

from typing import Any

from saphan.voice.channels.contract import Account, Content, Failed, Request, Response, Sent, by_status
from saphan.voice.channels.events import File, Why

USED_UP = "monthly limit"
NOBODY = ("failed to send messages", "'to'")


def sent(response: Response) -> Sent | Failed:
    """409: an earlier try of the same message was taken."""
    answer = response.json()
    if response.status == 409 or (response.ok and answer):
        return Sent(ref=_ref(answer))
    if response.ok:
        return Failed(Why.UNKNOWN, str(response.status))
    return _refused(response, answer)


def _ref(answer: dict[str, Any]) -> str:
    messages = answer.get("sentMessages")
    first = messages[0] if isinstance(messages, list) and messages else None
    return str(first.get("id", "")) if isinstance(first, dict) else ""


def _refused(response: Response, answer: dict[str, Any]) -> Failed:
    """The words are read here and go no further: they may name her."""
    code, said = str(response.status), _said(answer)
    if response.status == 429 and USED_UP in said:
        return Failed(Why.ACCOUNT, "quota")
    if response.status == 400 and any(each in said for each in NOBODY):
        return Failed(Why.GONE, code)
    return by_status(response)


def _said(answer: dict[str, Any]) -> str:
    """The message, and the properties that its details name."""
    details = answer.get("details")
    named = [each.get("property") for each in details if isinstance(each, dict)] if isinstance(details, list) else []
    return " ".join([str(answer.get("message", "")), *(f"'{each}'" for each in named)]).lower()


def fetched(response: Response, file: File, account: Account) -> Request | Content | Failed:
    """202: LINE still prepares a recording or a video."""
    if response.status == 202:
        return Failed(Why.RETRY, "202")
    if not response.ok:
        return by_status(response)
    media_type = response.headers.get("content-type", "").partition(";")[0].strip()
    return Content(response.body, media_type or file.media_type)
