"""The interface for other systems, version 1: one route that takes a voice, and its own description.

Bytes in, one shape, `voice.intake.accept`, a small answer out. No cookie, no session, no page.
"""

import hashlib
import json
import logging
import re
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError
from ninja.security import HttpBearer
from pydantic import ValidationError

from saphan.languages.identify import identify
from saphan.network import selectors as network
from saphan.network.integrations import IntegrationCard, integration_with
from saphan.voice import described, numbers, problems, services
from saphan.voice.inbound import Accepted, Agreed, Handle, Inbound
from saphan.voice.input_class import of_a_line
from saphan.voice.intake import NothingSaid
from saphan.voice.problems import Wrong
from saphan.voice.refusals import SentDifferently, WasDeleted
from saphan.voice.reports import FieldProblem, Problem, Report, Taken, Way
from saphan.voice.speaking import is_spoken
from saphan.voice.wrong_keys import WRONG_KEYS

LARGEST = 128 * 1024  # bytes
IDEMPOTENCY_KEY = re.compile(r"[\x21-\x7e]{16,200}")
NUMBERS = frozenset({"phone", "whatsapp", "viber"})
COME_BACK = "Keep the 16 digits. With them you find our answer, from any phone."
RECIPIENT = "Give an organisation that this installation knows, once for each purpose."
WRITE_AGAIN = "Write to us yourself at the address below. Then we can answer you."

log = logging.getLogger("saphan.api")


class Key(HttpBearer):
    """The key of one system. Wrong ones are counted, never by address: a dormitory shares one."""

    def authenticate(self, request: HttpRequest, token: str) -> IntegrationCard:
        card = integration_with(token)
        if card is None:
            raise Wrong(problems.WRONG_KEY if WRONG_KEYS.may_be_told() else problems.TOO_MANY_WRONG_KEYS)
        if card.revoked:
            raise Wrong(problems.REVOKED_KEY)
        return card


class Described(NinjaAPI):
    """Adds the shape of a report, which is read from bytes and so not seen by the framework, and how problems come."""

    def get_openapi_schema(self, **options: Any) -> Any:
        schema = super().get_openapi_schema(**options)
        found = Report.model_json_schema(ref_template="#/components/schemas/{model}")
        schema["components"]["schemas"].update({**found.pop("$defs", {}), Report.__name__: found})
        for status, response in schema["paths"]["/api/v1/voice"]["post"]["responses"].items():
            if int(status) >= 400:
                response["content"] = {problems.PROBLEM_JSON: described.A_PROBLEM}
        return schema


api = Described(
    title="Saphan",
    version="1",
    description="Send what a worker said to a desk. It is answered only when it is on disk.",
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api",
    auth=Key(),
)


@api.exception_handler(Wrong)
def wrong(request: HttpRequest, error: Wrong) -> HttpResponse:
    return problems.answer(error.kind, error.errors)


@api.exception_handler(AuthenticationError)
def no_key(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problems.answer(problems.WRONG_KEY)


@api.exception_handler(DatabaseError)
def database_away(request: HttpRequest, error: DatabaseError) -> HttpResponse:
    return problems.answer(problems.DATABASE_AWAY)


@api.exception_handler(Exception)
def broken(request: HttpRequest, error: Exception) -> HttpResponse:
    log.error("api: %s", type(error).__name__)
    return problems.answer(problems.BROKEN)


@api.post(
    "/voice",
    response={202: Taken, **dict.fromkeys(sorted({kind.status for kind in problems.ALL} - {404, 405}), Problem)},
    operation_id="send_voice",
    summary="Send one worker's first message",
    openapi_extra=described.SEND_VOICE,
)
def send_voice(request: HttpRequest) -> HttpResponse:
    """202 only after commit. The same request with the same Idempotency-Key is one voice, and the same answer."""
    once = _once(request)
    report = _report(request)
    taken_from: IntegrationCard = request.auth  # type: ignore[attr-defined]
    try:
        accepted = services.accept(_inbound(report, taken_from, once))
    except NothingSaid:
        raise Wrong(problems.NOTHING_SAID) from None
    except SentDifferently:
        raise Wrong(problems.SENT_DIFFERENTLY) from None
    except WasDeleted:
        raise Wrong(problems.WAS_DELETED) from None
    return HttpResponse(_taken(report, taken_from, accepted), content_type="application/json", status=202)


def _once(request: HttpRequest) -> str:
    """The client's key as the token of this send; another system's same key is another one."""
    key = request.headers.get("Idempotency-Key", "")
    if not IDEMPOTENCY_KEY.fullmatch(key):
        raise Wrong(problems.NO_IDEMPOTENCY_KEY)
    taken_from: IntegrationCard = request.auth  # type: ignore[attr-defined]
    return f"{taken_from.id}:{key}"


def _report(request: HttpRequest) -> Report:
    if request.content_type != "application/json" or (request.encoding or "utf-8").lower() not in {"utf-8", "utf8"}:
        raise Wrong(problems.NOT_JSON)
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isascii() or not length.isdigit():
        raise Wrong(problems.NO_LENGTH)
    if int(length) > LARGEST:
        raise Wrong(problems.TOO_LARGE)
    try:
        return Report.model_validate_json(request.body)
    except ValidationError as error:
        raise problems.from_validation(error) from None


def _inbound(report: Report, taken_from: IntegrationCard, once: str) -> Inbound:
    return Inbound(
        desk_id=taken_from.desk_id,
        channel=report.channel,
        language=report.language or identify(report.text, taken_from.country).language or "en",
        once=once,
        text=report.text,
        icon=report.icon or "",
        handle=_handle(report.handle, taken_from.country),
        danger=report.danger,
        place=report.place,
        happened_on=report.happened_on,
        rule=of_a_line(independent=taken_from.independent),
        consents=_consents(report),
        door=f"system {taken_from.id}",
        fingerprint=hashlib.sha256(report.model_dump_json().encode("utf-8", "surrogatepass")).hexdigest(),
    )


def _handle(way: Way | None, country: str) -> Handle | None:
    if way is None:
        return None
    if way.kind not in NUMBERS:
        return Handle(way.kind, way.value.strip())
    try:
        return Handle(way.kind, numbers.read_number(way.value, country))
    except numbers.NotRead:
        number = FieldProblem(pointer="/handle/value", detail="Give a number with + and the country's code.")
        raise Wrong(problems.WRONG_FIELDS, number) from None


def _consents(report: Report) -> tuple[Agreed, ...]:
    """Each once for a purpose and a recipient, and only for a recipient that we know."""
    known = network.organisations([one.recipient for one in report.consents]) if report.consents else {}
    agreed: dict[tuple[str, UUID], Agreed] = {}
    for place, one in enumerate(report.consents):
        if one.recipient not in known or (one.purpose, one.recipient) in agreed:
            said = FieldProblem(pointer=f"/consents/{place}/recipient", detail=RECIPIENT)
            raise Wrong(problems.WRONG_FIELDS, said)
        agreed[one.purpose, one.recipient] = Agreed(
            one.purpose, one.recipient, one.words_version, one.language, one.given_on
        )
    return tuple(agreed.values())


def _taken(report: Report, taken_from: IntegrationCard, accepted: Accepted) -> str:
    """The code only where nobody who may be spoken about could read our answers with it."""
    language = report.language if report.language and is_spoken(report.language) else "en"
    address = settings.SAPHAN_ADDRESS
    return json.dumps(
        {
            "id": str(accepted.conversation_id),
            "claim_code": accepted.claim_code if taken_from.independent else None,
            "received_on": str(accepted.on),
            "come_back": COME_BACK if taken_from.independent else WRITE_AGAIN,
            "links": {"story": f"{address}/{language}/story/", "documentation": f"{address}/api/"},
        }
    )
