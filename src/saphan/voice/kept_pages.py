"""What pages of an upper room keep for one browser: sealed as a visit is, under a cookie of its own, gone after a day.

It stands apart from the visit, so that going on with it never makes a visit with a story fresh again: on a phone that
was left lying another person may come next.
"""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from saphan.store import clock
from saphan.store.acting import acting_as
from saphan.store.callers import Lookup
from saphan.vault import hashing, sealing
from saphan.vault.hashing import Token
from saphan.vault.sealing import CannotOpen
from saphan.voice.drafts import drop, new_token
from saphan.voice.models import PageDraft

KEPT = timedelta(hours=24)
LABEL = "kept-pages"

_cookies: list[str] = []


def keeps_pages(cookie: str) -> None:
    """Say, in AppConfig.ready(), the name of a cookie: leaving takes it away, with what it opens."""
    if cookie not in _cookies:
        _cookies.append(cookie)


def read(request: HttpRequest, cookie: str) -> str | None:
    """What was kept, or None: no cookie, nothing behind it, or its time is over."""
    if not (token := _token(request, cookie)):
        return None
    tokens = {each.hash: each for each in hashing.tokens("draft", token)}
    newest, *older = tokens
    with acting_as(Lookup(newest, tuple(older))) as moment:
        rows = PageDraft.objects.filter(token_hash__in=list(tokens), until__gt=moment.now)
        row = rows.order_by("-key_version").first()
    if row is None:
        return None
    try:
        return sealing.open_under_secret(row.sealed, tokens[bytes(row.token_hash)].secret, LABEL).decode()
    except CannotOpen:
        return None


def keep(request: HttpRequest, response: HttpResponse, cookie: str, content: str) -> HttpResponse:
    """Write it instead of what was there, under the cookie that this browser has, else a new one."""
    token = _token(request, cookie) or new_token()
    newest, *older = hashing.tokens("draft", token)
    row = _row(newest, content)
    with acting_as(Lookup(newest.hash, tuple(each.hash for each in older))):
        PageDraft.objects.filter(token_hash__in=[newest.hash, *(each.hash for each in older)]).delete()
        row.save(force_insert=True)
    response.set_cookie(cookie, token, httponly=True, samesite="Lax", secure=settings.SECURE_COOKIES)
    return response


def forget(request: HttpRequest, response: HttpResponse, cookie: str) -> HttpResponse:
    """Nothing of it stays."""
    if token := _token(request, cookie):
        drop(token)
    response.delete_cookie(cookie, samesite="Lax")
    return response


def forget_all(request: HttpRequest, response: HttpResponse) -> None:
    """She leaves."""
    for cookie in _cookies:
        forget(request, response, cookie)


def _row(token: Token, content: str) -> PageDraft:
    return PageDraft(
        token_hash=token.hash,
        key_version=token.version,
        sealed=sealing.seal_under_secret(content.encode("utf-8", "surrogatepass"), token.secret, LABEL),
        until=clock.now() + KEPT,
    )


def _token(request: HttpRequest, cookie: str) -> str:
    token = request.COOKIES.get(cookie, "")
    return token if 20 <= len(token) <= 64 else ""
