"""Public pages of released numbers are the same for everybody who reads one language: made once, kept, and dropped.

They are kept in the memory of each server process, under what was let out until now. A new edition, a correction or a
name that is taken back gives another key, so from that moment nobody is handed the old page. Browsers and what stands
between may keep them for some minutes, and ask with `If-None-Match` whether they still hold.
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from hashlib import sha256
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import BaseCache, caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language
from psycopg import sql

from saphan.store import clock

SHOWN = (
    "impact_release",
    "impact_edition",
    "impact_annual_report",
    "impact_naming",
    "impact_named_promises",
)  # tables from which public pages read; their rows never change
FOR_BROWSERS = "public, max-age=300"
LONGEST = 3600  # seconds, for what is no row: the review of a translation

View = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer. packed: its body, gzipped. headers: its own, without those of the house."""

    packed: bytes
    headers: dict[str, str]
    etag: str
    made_at: datetime


def same_for_all(*names: str) -> Callable[[View], View]:
    """A view whose answer follows from its path, these names of its query, the language and what was let out.

    It is called without cookies, so nothing personal gets into what is kept. Only whole answers with 200 are kept, and
    none in a demo, where each page carries a form of its own. `@same_for_all("year")` stands above `@require_safe`.
    """

    def door(view: View) -> View:
        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if settings.SAPHAN_DEMO or request.method not in {"GET", "HEAD"}:
                return view(request, *args, **kwargs)
            key = _key(request, names)
            kept: Kept | None = _cache().get(key)
            if kept is None:
                answer = _as_a_stranger(request, lambda: view(request, *args, **kwargs))
                if not _may_be_kept(request, answer):
                    return answer
                kept = _kept(answer)
                _cache().set(key, kept, LONGEST)
            return _answer(request, kept)

        return shown

    return door


def let_out_so_far() -> str:
    """Another one from the moment on which something else may be read."""
    with connection.cursor() as cursor:
        cursor.execute(_LET_OUT)
        return "-".join(str(number) for number in cursor.fetchone() or ())


_LET_OUT = sql.SQL("SELECT {}").format(
    sql.SQL(", ").join(
        sql.SQL("(SELECT concat(count(*), '.', sum(hashtext(id::text))) FROM {})").format(sql.Identifier(table))
        for table in SHOWN
    )
)


def forget_all() -> None:
    """For tests that hand a page other numbers than the database has."""
    _cache().clear()


def _cache() -> BaseCache:
    return caches["public"]


def _key(request: HttpRequest, names: tuple[str, ...]) -> str:
    """Other names of the query change nothing, so they make no other page."""
    asked = urlencode([(name, value) for name in sorted(names) for value in request.GET.getlist(name)])
    what = f"{request.path}?{asked} {get_language()} {let_out_so_far()}"
    return sha256(what.encode()).hexdigest()


def _as_a_stranger(request: HttpRequest, view: Callable[[], HttpResponse]) -> HttpResponse:
    cookies, request.COOKIES = request.COOKIES, {}
    try:
        return view()
    finally:
        request.COOKIES = cookies


def _may_be_kept(request: HttpRequest, answer: HttpResponse) -> bool:
    session = getattr(request, "session", None)
    touched = session is not None and (session.accessed or session.modified)
    return answer.status_code == 200 and not answer.streaming and not answer.cookies and not touched


def _kept(answer: HttpResponse) -> Kept:
    etag = f'W/"{sha256(answer.content).hexdigest()[:20]}"'
    return Kept(gzip.compress(answer.content, mtime=0), dict(answer.items()), etag, clock.now())


def _answer(request: HttpRequest, kept: Kept) -> HttpResponse:
    packed = "gzip" in request.headers.get("accept-encoding", "")
    body, made_at = kept.packed if packed else gzip.decompress(kept.packed), int(kept.made_at.timestamp())
    of_its_own = {"Content-Encoding": "gzip"} if packed else {}
    answer = HttpResponse(
        body,
        headers={
            **kept.headers,
            **of_its_own,
            "Cache-Control": FOR_BROWSERS,
            "Content-Length": str(len(body)),
            "ETag": kept.etag,
            "Last-Modified": http_date(made_at),
        },
    )
    patch_vary_headers(answer, ("Accept-Encoding",))
    return cast(HttpResponse, get_conditional_response(request, kept.etag, made_at, answer))
