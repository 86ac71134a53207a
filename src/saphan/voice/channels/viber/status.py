"""What Viber's answers mean. Source: https://developers.viber.com/docs/api/rest-bot-api/#error-codes and
https://creators.viber.com/docs/bots-api/errors

Viber answers 200 also when it refuses; its own `status` says what is so.
"""

from saphan.voice.channels.contract import Account, Content, Failed, Request, Response, Sent, by_status
from saphan.voice.channels.events import File, Why

OF_THE_ACCOUNT = frozenset({2, 7, 8, 9, 10, 15, 23, 24})  # token, blocked, suspended, no webhook, no money
NOBODY = frozenset({5, 6})  # no user of Viber; not subscribed any more
TOO_MANY = 12
OF_THE_MESSAGE = frozenset({1, 3, 4, 11, 13, 14, 16, 17, 18, 19, 20, 21, 22})


def sent(response: Response) -> Sent | Failed:
    answer = response.json()
    code = answer.get("status")
    if not response.ok:
        return by_status(response)
    if not isinstance(code, int) or isinstance(code, bool):
        return Failed(Why.UNKNOWN, str(response.status))
    if code == 0:
        return Sent(ref=str(answer.get("message_token", "")))
    return Failed(_why(code), str(code)[:20])


def _why(code: int) -> Why:
    """UNKNOWN for Viber's "general error", which may come after the message was taken."""
    if code in OF_THE_ACCOUNT:
        return Why.ACCOUNT
    if code in NOBODY:
        return Why.GONE
    if code == TOO_MANY:
        return Why.RETRY
    return Why.TERMINAL if code in OF_THE_MESSAGE else Why.UNKNOWN


def fetched(response: Response, file: File, account: Account) -> Request | Content | Failed:
    """The address ends after a while: then the picture is gone, whatever the server says of rights."""
    if response.ok:
        media_type = response.headers.get("content-type", "").partition(";")[0].strip()
        return Content(response.body, media_type or file.media_type)
    if response.status in (401, 403, 404, 410):
        return Failed(Why.TERMINAL, str(response.status))
    return by_status(response)
