"""How a call ended. Source: https://www.twilio.com/docs/voice/api/call-resource#call-status-values"""

from collections.abc import Mapping

MISSED = 15  # seconds: nobody has heard the menu to its end by then
NOT_TAKEN = frozenset({"busy", "no-answer", "failed", "canceled"})
TAKEN = frozenset({"completed", "answered"})


def was_missed(form: Mapping[str, str]) -> bool:
    """Ended before anything could be said: most often because a call costs her, and a missed call does not."""
    state, seconds = form.get("CallStatus", ""), form.get("CallDuration", "")
    if state == "completed":
        return seconds.isascii() and seconds.isdecimal() and int(seconds) <= MISSED
    return state in NOT_TAKEN


def was_taken(form: Mapping[str, str]) -> bool:
    """Whether the person to whom she was put through answered."""
    return form.get("DialCallStatus") in TAKEN
