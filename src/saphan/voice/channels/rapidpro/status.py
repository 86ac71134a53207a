"""What RapidPro's and TextIt's answers mean. Source: https://textit.com/api/v2/messages

Nothing is told afterwards: that a message was taken is all that is known.
"""

from saphan.voice.channels.contract import Account, Content, Failed, Request, Response, Sent, by_status
from saphan.voice.channels.events import File, State, Why

FAILED = "failed"


def sent(response: Response) -> Sent | Failed:
    """A contact that is gone, blocked or stopped is told with the field; everything else with the status."""
    answer = response.json()
    if response.ok:
        if answer.get("status") == FAILED:  # `errored` is tried again there
            return Failed(Why.TERMINAL, FAILED)
        return Sent(str(answer.get("uuid") or answer.get("id") or "")[:120], State.SENT)
    if response.status == 400 and "contact" in answer:
        return Failed(Why.GONE, "contact")
    if response.status in (404, 405):  # a wrong address, or one that is too old to send to one person
        return Failed(Why.ACCOUNT, str(response.status))
    return by_status(response)


def fetched(response: Response, file: File, account: Account) -> Request | Content | Failed:
    return Content(response.body, file.media_type) if response.ok else by_status(response)
