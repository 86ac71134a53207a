"""Asking the Graph API, and what its errors mean. Source: https://developers.facebook.com/docs/graph-api/guides/error-handling

Of an error only its numbers are read: its words may name her.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeGuard

from saphan.voice.channels.contract import Account, Choice, Failed, Response, by_status
from saphan.voice.channels.events import Why

API = "https://graph.facebook.com/v25.0"
Codes = Mapping[int | tuple[int, int], Why]

# What holds for every product: https://developers.facebook.com/docs/graph-api/guides/error-handling#errorcodes
COMMON: Codes = {
    1: Why.UNKNOWN,  # also answered to messages that were sent
    2: Why.RETRY,
    4: Why.RETRY,
    17: Why.RETRY,
    32: Why.RETRY,
    613: Why.RETRY,
    0: Why.ACCOUNT,
    3: Why.ACCOUNT,
    10: Why.ACCOUNT,
    33: Why.ACCOUNT,
    102: Why.ACCOUNT,
    190: Why.ACCOUNT,
    368: Why.ACCOUNT,
    **dict.fromkeys(range(200, 300), Why.ACCOUNT),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """code, subcode: 0 where none was given."""

    code: int
    subcode: int = 0

    @property
    def name(self) -> str:
        return f"{self.code}/{self.subcode}" if self.subcode else str(self.code)


def bearer(account: Account) -> dict[str, str]:
    """In a header: what stands in an address ends up in logs."""
    return {"Authorization": f"Bearer {account['token']}"}


def as_app(account: Account) -> dict[str, str]:
    """For what concerns the app itself, such as where it brings messages."""
    return {"Authorization": f"Bearer {account['app']}|{account['app_secret']}"}


def refusal_in(response: Response) -> Refusal | None:
    """None where the answer is no error of the Graph API."""
    error = response.json().get("error")
    if not isinstance(error, dict) or not _is_number(error.get("code")):
        return None
    subcode = error.get("error_subcode")
    return Refusal(error["code"], subcode if _is_number(subcode) else 0)


def why(refusal: Refusal, own: Codes) -> Why | None:
    """The channel's own meaning first, the narrower before the wider; None for a code that no page names."""
    for codes in (own, COMMON):
        found = codes.get((refusal.code, refusal.subcode)) or codes.get(refusal.code)
        if found is not None:
            return found
    return None


def failed(response: Response, own: Codes) -> Failed:
    """What a refused request means. A code that no page names means what its HTTP status means."""
    refusal = refusal_in(response)
    if refusal is None:
        return Failed(Why.UNKNOWN, str(response.status)) if response.ok else by_status(response)
    by_http = by_status(response)
    return Failed(why(refusal, own) or by_http.why, refusal.name, by_http.after)


def with_numbers(text: str, choices: tuple[Choice, ...]) -> tuple[str, tuple[Choice, ...]]:
    """Choices whose words are too long for a button stand in the text, and the buttons carry their numbers."""
    lines = [f"{number} {choice.label}" for number, choice in enumerate(choices, 1)]
    numbers = tuple(Choice(choice.code, str(number)) for number, choice in enumerate(choices, 1))
    return "\n".join([text, *lines]), numbers


def rows(response: Response) -> list[dict[str, Any]]:
    """`data` of an answer that is a list."""
    data = response.json().get("data")
    return [each for each in data if isinstance(each, dict)] if isinstance(data, list) else []


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)
