"""`/in/<channel>/<account>/`: the one door for providers. Bytes are verified, kept sealed, and acknowledged.

No cookie, no session, no page. What was asked stands in no log, and an answer repeats nothing of it.
"""

import logging
from collections.abc import Mapping
from urllib.parse import parse_qsl
from uuid import UUID

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from saphan.store import clock
from saphan.voice.channels.accounts.accounts import Opened
from saphan.voice.channels.accounts.door import opened_at_the_door
from saphan.voice.channels.arriving import inbox
from saphan.voice.channels.contract import Answer, Cut, NotRead, Received
from saphan.voice.channels.inside import AtTheDesk

NO_SUCH = Answer(404)
NOT_THIS_WAY = Answer(405)
NOT_SIGNED = Answer(403)
TOO_LARGE = Answer(413)
CUT_OFF = Answer(400)
AWAY = Answer(503)
KEPT = Answer(200)

log = logging.getLogger("saphan.channels")


class _Refused(Exception):
    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.status)
        self.answer = answer


@csrf_exempt
def webhook(request: HttpRequest, channel: str, account: UUID) -> HttpResponse:
    """200 only after commit; 503 when nothing could be kept, and the provider sends it again."""
    try:
        return _said(_answer(request, channel, account))
    except _Refused as refused:
        return _said(refused.answer)
    except DatabaseError:
        return _said(AWAY)


def _answer(request: HttpRequest, channel: str, account_id: UUID) -> Answer:
    if request.method not in ("GET", "POST"):
        raise _Refused(NOT_THIS_WAY)
    found = opened_at_the_door(account_id, channel)
    if found is None:
        raise _Refused(NO_SUCH)
    received = _received(request, found)
    if request.method == "GET":
        challenge = found.channel.challenge
        return (challenge(received, found.account) or NOT_SIGNED) if challenge is not None else NOT_THIS_WAY
    refused = taken(received, found)
    if refused is not None:
        return refused
    return (found.channel.answer(received, found.account, AtTheDesk(found)) if found.channel.answer else None) or KEPT


def taken(received: Received, found: Opened) -> Answer | None:
    """Look at the proof, and keep what came; None when it is kept, else why not. Raises DatabaseError."""
    if not _is_signed(received, found):
        return NOT_SIGNED
    return _keep(received, found)


def _is_signed(received: Received, found: Opened) -> bool:
    """Closed when a secret is not set, whatever the channel would say."""
    if not all(found.account[name] for name in found.declaration.secrets):
        return False
    return found.channel.verify(received, found.account)


def _keep(received: Received, found: Opened) -> Answer | None:
    try:
        events = found.channel.parse(received, found.account)
        if events:
            inbox.keep(found, events, received.query)
    except Cut:
        return CUT_OFF
    except NotRead:
        inbox.keep_unread(found, received)
    except DatabaseError:
        raise
    except Exception as error:  # a fault of ours: what she said is kept all the same
        log.error("a webhook was not read: %s", type(error).__name__)
        inbox.keep_unread(found, received)
    return None


def _received(request: HttpRequest, found: Opened) -> Received:
    query = request.META.get("QUERY_STRING", "")
    return Received(
        method=request.method or "",
        address=settings.SAPHAN_ADDRESS + request.path + (f"?{query}" if query else ""),
        query=tuple(parse_qsl(query, keep_blank_values=True)),
        headers=_headers(request),
        body=_body(request, found.declaration.largest),
        at=clock.now(),
    )


def brought_by_hand(found: Opened, headers: Mapping[str, str], body: bytes) -> Received:
    """What did not come over the web: an e-mail that the mail server on this machine hands over."""
    address = f"{settings.SAPHAN_ADDRESS}/in/{found.declaration.name}/{found.id}/"
    return Received("POST", address, (), headers, body, clock.now())


def _headers(request: HttpRequest) -> Mapping[str, str]:
    return {name.lower(): value for name, value in request.headers.items()}


def _body(request: HttpRequest, largest: int) -> bytes:
    """The bytes as they came. Raises a refusal when there are too many, or fewer than were announced."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isascii() or not length.isdigit():
        raise _Refused(CUT_OFF)
    if int(length) > largest:
        raise _Refused(TOO_LARGE)
    try:
        body = request.body
    except RequestDataTooBig:
        raise _Refused(TOO_LARGE) from None
    except UnreadablePostError:
        raise _Refused(CUT_OFF) from None
    if len(body) < int(length):
        raise _Refused(CUT_OFF)
    return body


def _said(answer: Answer) -> HttpResponse:
    return HttpResponse(answer.body, status=answer.status, content_type=answer.content_type)
