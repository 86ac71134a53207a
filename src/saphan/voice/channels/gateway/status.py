"""What the app's answers mean. Source: https://docs.sms-gate.app/integration/api"""

from saphan.voice.channels.contract import Failed, Response, Sent, by_status
from saphan.voice.channels.events import Why


def sent(response: Response) -> Sent | Failed:
    """It took the message; the phone sends it as soon as it can. 409: it has one of this name already."""
    if response.status == 409:
        return Failed(Why.UNKNOWN, "409")
    if response.status == 404:  # a wrong address: of ours, not of hers
        return Failed(Why.ACCOUNT, "404")
    if not response.ok:
        return by_status(response)
    answer = response.json()
    if answer.get("state") == "Failed":
        return Failed(Why.TERMINAL, "Failed")
    name = next((answer[key] for key in ("id", "messageId", "message_id") if answer.get(key)), "")
    return Sent(str(name)[:120])
