"""What Twilio's codes mean. Source: https://www.twilio.com/docs/api/errors"""

from saphan.voice.channels.contract import Failed, Response, Sent, by_status
from saphan.voice.channels.events import State, Why

CODES: dict[str, Why] = {
    **dict.fromkeys(("14107", "20429", "20503", "21611", "30001", "30022"), Why.RETRY),
    **dict.fromkeys(("21211", "21214", "21217", "21610", "21614", "30004", "30005", "30006"), Why.GONE),
    **dict.fromkeys(("20003", "20005", "20404", "21603", "21606", "21608", "21659", "21660"), Why.ACCOUNT),
    **dict.fromkeys(("30002", "30010", "30034", "30044", "90010"), Why.ACCOUNT),
    **dict.fromkeys(("21408", "21602", "21605", "21612", "21617", "21619", "30003", "30007"), Why.TERMINAL),
    "30008": Why.UNKNOWN,
    "30009": Why.UNKNOWN,
}
"""What an SMS of text alone can meet. 30003: her phone is off or without a network, nobody knows for how long.
21408: to her country nothing may be sent. That is about her alone: one SMS from abroad must not hold up all others."""

FAILED = frozenset({"failed", "undelivered", "canceled"})


def sent(response: Response) -> Sent | Failed:
    answer = response.json()
    name, state = answer.get("sid"), answer.get("status")
    if not response.ok:
        code = str(answer.get("code", ""))
        why = CODES.get(code)
        return Failed(why, code, by_status(response).after) if why else by_status(response)
    if not isinstance(name, str) or not name:
        return Failed(Why.UNKNOWN, str(response.status))
    if state in FAILED:
        code = str(answer.get("error_code") or "")
        return Failed(CODES.get(code, Why.TERMINAL), code)
    return Sent(name, State.DELIVERED if state == "delivered" else State.SENT)


def refused_later(code: str) -> Why:
    """Of a report: the message was taken, and is not sent again by itself."""
    why = CODES.get(code, Why.TERMINAL)
    return Why.TERMINAL if why == Why.RETRY else why
