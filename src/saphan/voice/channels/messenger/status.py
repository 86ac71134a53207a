"""What Messenger's answers mean.

Source: https://developers.facebook.com/documentation/business-messaging/messenger-platform/error-codes
"""

from saphan.voice.channels.contract import Account, Content, Failed, Request, Response, Sent, by_status
from saphan.voice.channels.events import File, Why
from saphan.voice.channels.meta import graph
from saphan.voice.channels.meta.graph import Codes

CODES: Codes = {
    (10, 2018278): Why.WINDOW,
    (10, 2018065): Why.WINDOW,  # the day is over, and the permission to write later is not there
    (10, 2018108): Why.GONE,  # she does not receive messages from us
    (10, 2018300): Why.TERMINAL,  # another app answers in this chat
    (10, 1893063): Why.ACCOUNT,  # the page is shut for a while
    (200, 1545041): Why.GONE,
    (551, 1545041): Why.GONE,
    551: Why.GONE,
    (100, 2018001): Why.GONE,  # nobody is there
    100: Why.TERMINAL,
    (2, 2018344): Why.ACCOUNT,  # terms that the page has not accepted
    1200: Why.RETRY,  # they failed to send it
    80006: Why.RETRY,
}
GONE_FILE = (403, 404, 410)  # its address is over


def sent(response: Response) -> Sent | Failed:
    ref = response.json().get("message_id")
    if response.ok and isinstance(ref, str) and ref:
        return Sent(ref)
    return graph.failed(response, CODES)


def fetched(response: Response, file: File, account: Account) -> Request | Content | Failed:
    if response.status in GONE_FILE:
        return Failed(Why.TERMINAL, str(response.status))
    if not response.ok:
        return by_status(response)
    return Content(response.body, response.headers.get("content-type", ""))
