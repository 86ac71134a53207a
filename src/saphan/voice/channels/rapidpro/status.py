"""What RapidPro's and TextIt's answers mean. Source: https://textit.com/api/v2/messages

Nothing is told by itself: the list of messages says how far each came, and is asked for now and then.
"""

from datetime import datetime
from typing import Any

from saphan.voice.channels.contract import Account, Content, Failed, Request, Response, Sent, by_status
from saphan.voice.channels.events import File, Reached, State, Why

FAILED = "failed"
STATES = {FAILED: State.FAILED, "delivered": State.DELIVERED, "read": State.READ}
"""That it was sent we know. `errored` is tried again there, `wired` and `queued` are on their way."""


def sent(response: Response) -> Sent | Failed:
    """A contact that is gone, blocked or stopped is told with the field; everything else with the status."""
    answer = response.json()
    if response.ok:
        if answer.get("status") == FAILED:  # `errored` is tried again there
            return Failed(Why.TERMINAL, FAILED)
        return Sent(_name(answer), State.SENT)
    if response.status == 400 and "contact" in answer:
        return Failed(Why.GONE, "contact")
    if response.status in (404, 405):  # a wrong address, or one that is too old to send to one person
        return Failed(Why.ACCOUNT, str(response.status))
    return by_status(response)


def looked(response: Response, at: datetime) -> tuple[Reached, ...]:
    """Of the whole service's messages; whose they are, and what was said, is not looked at."""
    results = response.json().get("results") if response.ok else ()
    found = [each for each in results if isinstance(each, dict)] if isinstance(results, list) else []
    return tuple(_reached(each, at) for each in found if each.get("status") in STATES and _name(each))


def _reached(message: dict[str, Any], at: datetime) -> Reached:
    name, state = _name(message), STATES[message["status"]]
    return Reached(f"{name}:{state}", at, name, state, Why.TERMINAL if state == State.FAILED else None)


def _name(message: dict[str, Any]) -> str:
    return str(message.get("uuid") or message.get("id") or "")[:120]


def fetched(response: Response, file: File, account: Account) -> Request | Content | Failed:
    return Content(response.body, file.media_type) if response.ok else by_status(response)
