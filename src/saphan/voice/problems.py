"""Answers to other systems when something is wrong: problem+json (RFC 9457), what to do, never what was sent."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import HttpResponse
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from saphan.voice.reports import FieldProblem

PROBLEM_JSON = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Kind:
    """One sort of problem; code is its anchor on the documentation page."""

    code: str
    status: int
    title: str
    detail: str
    headers: dict[str, str] = field(default_factory=dict)


WRONG_KEY = Kind(
    *("wrong_key", 401, "The key is missing or wrong"),
    "Send Authorization: Bearer and the key that the desk's lead made for this system.",
    {"WWW-Authenticate": 'Bearer realm="saphan"'},
)
REVOKED_KEY = Kind(
    *("revoked_key", 401, "The key was revoked"),
    "Ask the desk's lead for a new one. Nothing was kept.",
    {"WWW-Authenticate": 'Bearer realm="saphan"'},
)
TOO_MANY_WRONG_KEYS = Kind(
    *("too_many_wrong_keys", 429, "Too many wrong keys"),
    "Wait a minute and check your key. Right keys are answered all the while.",
    {"Retry-After": "60"},
)
NO_IDEMPOTENCY_KEY = Kind(
    *("no_idempotency_key", 400, "The header Idempotency-Key is missing or not usable"),
    "Send 16 to 200 visible ASCII signs that are new for every report, for instance a UUID.",
)
SENT_DIFFERENTLY = Kind(
    *("sent_differently", 409, "This Idempotency-Key came before with another report"),
    "The first one is kept. If this is another report, send it with a new Idempotency-Key.",
)
WAS_DELETED = Kind(
    *("was_deleted", 410, "She deleted this story"),
    "It came with this Idempotency-Key and is gone for good. Do not send it again.",
)
NO_LENGTH = Kind(
    *("no_length", 411, "The length is missing"), "Send a Content-Length header; bodies in chunks are not read."
)
TOO_LARGE = Kind(
    *("too_large", 413, "The report is too large"), "Send at most 128 KiB, and at most 10,000 signs of text."
)
NOT_JSON = Kind(*("not_json", 415, "This is not JSON"), "Send Content-Type: application/json, in UTF-8.")
BROKEN_JSON = Kind(*("broken_json", 400, "The JSON cannot be read"), "Send one JSON object in UTF-8.")
WRONG_FIELDS = Kind(
    *("wrong_fields", 422, "Some fields are not right"), "Correct the fields that errors names. Nothing was kept."
)
NOTHING_SAID = Kind(
    *("nothing_said", 422, "There is nothing in it"), "Send words, an icon, or danger. Nothing was kept."
)
NO_SUCH_ADDRESS = Kind(*("no_such_address", 404, "There is nothing here"), "Look at /api/ for what there is.")
NOT_THIS_WAY = Kind(*("not_this_way", 405, "This address does not take that method"), "See /api/ for what it takes.")
DATABASE_AWAY = Kind(
    *("database_away", 503, "We cannot keep anything just now"),
    "Nothing was acknowledged. Send the same request with the same Idempotency-Key again; it will count once.",
    {"Retry-After": "5"},
)
BROKEN = Kind(
    *("broken", 500, "Something broke on our side"),
    "Nothing was acknowledged. Send the same request with the same Idempotency-Key again; it will count once.",
    {"Retry-After": "60"},
)
ALL = (
    *(WRONG_KEY, REVOKED_KEY, TOO_MANY_WRONG_KEYS, NO_IDEMPOTENCY_KEY, SENT_DIFFERENTLY, WAS_DELETED, NO_LENGTH),
    *(TOO_LARGE, NOT_JSON, BROKEN_JSON, WRONG_FIELDS, NOTHING_SAID, NO_SUCH_ADDRESS, NOT_THIS_WAY, DATABASE_AWAY),
    BROKEN,
)

# What pydantic calls it → what to do. Its own sentences may name what was sent, so they are not passed on.
WHAT_TO_DO = {
    "missing": "This field is needed.",
    "extra_forbidden": "There is a field here that we do not know. Leave it out.",
    "string_type": "Give a string.",
    "string_too_long": "This is too long.",
    "string_too_short": "This is too short.",
    "string_pattern_mismatch": "Give a language tag of BCP 47, at most 12 signs, for instance my.",
    "literal_error": "Give one of the values in the documentation.",
    "bool_parsing": "Give true or false.",
    "bool_type": "Give true or false.",
    "uuid_parsing": "Give a UUID.",
    "uuid_type": "Give a UUID.",
    "too_long": "There are too many.",
    "value_error": "Give a day that is not in the future.",
}


class Wrong(Exception):
    """Nothing was kept; answered as a problem."""

    def __init__(self, kind: Kind, *errors: FieldProblem) -> None:
        super().__init__(kind.code)
        self.kind = kind
        self.errors = errors


def answer(kind: Kind, errors: tuple[FieldProblem, ...] = ()) -> HttpResponse:
    """The problem as the response."""
    content = {
        "type": f"/api/#{kind.code}",
        "title": kind.title,
        "status": kind.status,
        "detail": kind.detail,
        **({"errors": [one.model_dump() for one in errors]} if errors else {}),
    }
    return HttpResponse(json.dumps(content), content_type=PROBLEM_JSON, status=kind.status, headers=kind.headers)


def from_validation(error: ValidationError) -> Wrong:
    """What pydantic found, said in our words."""
    found = error.errors(include_url=False, include_context=False, include_input=False)
    if any(one["type"] == "json_invalid" for one in found):
        return Wrong(BROKEN_JSON)
    return Wrong(WRONG_FIELDS, *_fields(found))


def _fields(found: list[ErrorDetails]) -> Iterator[FieldProblem]:
    for one in found:
        unknown = one["type"] == "extra_forbidden"  # its name is something that was sent
        path = one["loc"][:-1] if unknown else one["loc"]
        said = WHAT_TO_DO.get(one["type"], "This is not in the form that the documentation names.")
        yield FieldProblem(pointer="".join(f"/{part}" for part in path), detail=said)
