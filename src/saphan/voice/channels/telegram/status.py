"""What Telegram's answers mean. Source: https://core.telegram.org/bots/api#making-requests, #responseparameters

Telegram reports no delivery afterwards: `sent` is all that is known.
"""

from datetime import timedelta
from typing import Any

from saphan.voice.channels.contract import Account, Content, Failed, Request, Response, Sent, by_status, get
from saphan.voice.channels.events import File, Why


def sent(response: Response) -> Sent | Failed:
    answer = response.json()
    result = answer.get("result")
    if response.ok and answer.get("ok") is True and isinstance(result, dict):
        return Sent(ref=f"{result.get('chat', {}).get('id', '')}:{result.get('message_id', '')}")
    if answer.get("ok") is not False:
        return Failed(Why.UNKNOWN, str(response.status)) if response.ok else by_status(response)
    return _refused(response.status, str(answer.get("description", "")).lower(), answer)


def _refused(status: int, description: str, answer: dict[str, Any]) -> Failed:
    """The description is read here and goes no further: it may name the chat."""
    code = str(status)
    if status == 429:
        return Failed(Why.RETRY, code, _seconds(answer))
    if status == 403 or (status == 400 and ("chat not found" in description or "deactivated" in description)):
        return Failed(Why.GONE, code)
    if status in (401, 404):  # a revoked token is also answered as an address that is not there
        return Failed(Why.ACCOUNT, code)
    if status >= 500:
        return Failed(Why.UNKNOWN, code)
    return Failed(Why.TERMINAL, code)


def _seconds(answer: dict[str, Any]) -> timedelta | None:
    parameters = answer.get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return timedelta(seconds=min(seconds, 86_400)) if isinstance(seconds, int) else None


def fetched(response: Response, file: File, account: Account) -> Request | Content | Failed:
    """The path of a file first, then the file. Telegram keeps a path for an hour."""
    if not response.ok:
        return _not_fetched(response)
    result = response.json().get("result")
    if not isinstance(result, dict):
        return Content(response.body, file.media_type)
    path = result.get("file_path")
    if not isinstance(path, str) or ".." in path or "://" in path:
        return Failed(Why.TERMINAL, "no_path")
    return get(f"{account.api}/file/bot{account['token']}/{path}")


def _not_fetched(response: Response) -> Failed:
    """Telegram has one sentence for a wrong name and for a file that it cannot get at the moment."""
    if "temporarily unavailable" in str(response.json().get("description", "")).lower():
        return Failed(Why.RETRY, str(response.status))
    return by_status(response)
