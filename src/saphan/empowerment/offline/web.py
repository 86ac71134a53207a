"""The page that switches it on and wipes it, the page that seals her words, and the door for what it sends."""

import base64
import binascii
import json
import math
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from saphan.empowerment.offline.keys import OPENS, key_to_seal_to
from saphan.empowerment.offline.taking import LARGEST, Unreadable, take
from saphan.empowerment.speaking import learner_languages
from saphan.network import selectors as network
from saphan.network.refusals import NoDeskYet
from saphan.voice.drafts import new_token
from saphan.voice.machines import machines_elsewhere
from saphan.voice.pages.visits import BROWSER
from saphan.voice.reports import LONGEST_TEXT
from saphan.voice.speaking import worker_languages
from saphan.voice.traces.arriving import REMEMBERED
from saphan.voice.vocabulary import ICONS
from saphan.voice.wrong_keys import Budget
from saphan.web import failures
from saphan.web.offline import is_for_pack, pack_for

ENVELOPES = Budget(120)
"""Envelopes that one process opens a minute. It belongs to no address: a dormitory shares one."""
LARGEST_BODY = LARGEST * 4 // 3 + 1024


def pages(language: str) -> list[str]:
    """Ours in the pack: where one begins, what there is, the page to tell us, and what "leave" shows."""
    if language not in learner_languages():
        return []
    return [reverse(f"empowerment:{name}", args=[language]) for name in ("before", "offline", "offline_say")] + [
        "/bridges/"
    ]


@require_safe
def offline(request: HttpRequest, language: str) -> HttpResponse:
    """What is kept, what a finder could see, on, and gone in one tap. In the pack itself it says no size."""
    size = 0 if is_for_pack(request) else math.ceil(len(pack_for(request, language).packed) / 1000)
    return _show(request, language, "offline", {"size": size})


@require_safe
def say(request: HttpRequest, language: str) -> HttpResponse:
    """The same page for everybody; her words are sealed in it to this desk's key, and it sends nothing by itself."""
    try:
        desk_id = network.desk_for(language)
    except NoDeskYet:
        return failures.try_again(request)
    key = key_to_seal_to(desk_id)
    context = {
        "key_id": key.id,
        "public_key": base64.b64encode(key.point).decode(),
        "days": OPENS.days,
        "icons": ICONS,
        "longest": LONGEST_TEXT,
        "emergency": network.emergency_words(desk_id, language),
        "machines": machines_elsewhere(desk_id),
    }
    return _show(request, language, "say", context)


@csrf_exempt
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """One envelope, answered when it is on disk. It needs no cookie, so no other site gains anything by sending one.

    Whatever cannot be read is answered alike, and nothing is told of why. When too many come at once the answer is
    "later": it says neither that one was kept nor that it was not, so the phone keeps it sealed and sends it again.
    """
    if not ENVELOPES.may_be_told():
        return JsonResponse({"later": True}, status=429, headers={"Retry-After": "60"})
    browser = request.COOKIES.get(BROWSER, "")
    browser = browser if 20 <= len(browser) <= 64 else new_token()
    try:
        entry_id, key_id, sealed = _sent(request)
        right_code = take(entry_id=entry_id, key_id=key_id, sealed=sealed, browser=browser)
    except Unreadable:
        return JsonResponse({"kept": False}, status=400)
    response = JsonResponse({"kept": True, "code": right_code})
    if request.COOKIES.get(BROWSER) != browser:
        response.set_cookie(
            BROWSER, browser, max_age=REMEMBERED, httponly=True, samesite="Lax", secure=settings.SECURE_COOKIES
        )
    return response


def _sent(request: HttpRequest) -> tuple[UUID, UUID, bytes]:
    """Raises Unreadable."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not length.isdecimal() or int(length) > LARGEST_BODY:
        raise Unreadable
    try:
        body = json.loads(request.body)
        return UUID(body["id"]), UUID(body["key"]), base64.b64decode(body["sealed"], validate=True)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error):
        raise Unreadable from None


def _show(request: HttpRequest, language: str, template: str, context: dict[str, Any]) -> HttpResponse:
    rest = request.path.removeprefix(f"/{language}/")
    frame = {
        "lang": language,
        "other_languages": [
            (code, name, f"/{code}/{rest}") for code, name in worker_languages() if code in learner_languages()
        ],
    }
    with translation.override(language):
        return render(request, f"empowerment/offline/{template}.html", {**frame, **context})
