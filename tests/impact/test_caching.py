"""A public page is made once for everybody, asked for again cheaply, and dropped when something else is let out."""

import gzip
from datetime import date

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from saphan.impact import caching
from tests.impact.publishing.given import counters, edition

pytestmark = pytest.mark.django_db


def publish(month: date) -> None:
    edition(counters(contacts=250), month)


class Counting:
    """A view that says how often it was asked, and what it was asked with."""

    def __init__(self, **headers: str) -> None:
        self.times, self.cookies = 0, [{"none": "yet"}]
        self.headers = headers

    def __call__(self, request: HttpRequest) -> HttpResponse:
        self.times += 1
        self.cookies.append(dict(request.COOKIES))
        return HttpResponse(f"{self.times} {request.GET.get('year', '')}", headers=self.headers)


def test_it_is_made_once_for_a_path_and_the_names_that_it_reads() -> None:
    view, ask = Counting(), RequestFactory()
    shown = caching.same_for_all("year")(view)
    for address, made in (("/p/", 1), ("/p/?x=1", 1), ("/p/?year=2026", 2), ("/p/?year=2026&x=2", 2), ("/q/", 3)):
        shown(ask.get(address))
        assert view.times == made, address


def test_another_release_drops_it_at_once() -> None:
    view = Counting()
    shown, ask = caching.same_for_all()(view), RequestFactory().get("/p/")
    shown(ask)
    publish(date(2026, 3, 1))
    assert shown(ask).content == b"2 "
    assert view.times == 2


def test_who_asks_is_not_known_to_what_is_kept() -> None:
    view, ask = Counting(), RequestFactory()
    ask.cookies["sessionid"] = "hers"
    request = ask.get("/p/")
    caching.same_for_all()(view)(request)
    assert view.cookies[-1] == {}
    assert request.COOKIES == {"sessionid": "hers"}


def test_an_answer_with_a_cookie_or_another_status_is_never_kept() -> None:
    def with_cookie(request: HttpRequest) -> HttpResponse:
        answer = HttpResponse("hers")
        answer.set_cookie("who", "she")
        return answer

    def gone(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=404)

    for view in (with_cookie, gone):
        assert "ETag" not in caching.same_for_all()(view)(RequestFactory().get("/p/"))


def test_who_has_it_already_is_told_so(client: Client) -> None:
    first = client.get("/public/", headers={"accept-encoding": "gzip"})
    assert first["Cache-Control"] == "public, max-age=300"
    assert first["Content-Encoding"] == "gzip"
    assert int(first["Content-Length"]) == len(first.content)
    again = client.get("/public/", headers={"if-none-match": first["ETag"]})
    since = client.get("/public/", headers={"if-modified-since": first["Last-Modified"]})
    assert (again.status_code, since.status_code, again.content) == (304, 304, b"")
    publish(date(2026, 3, 1))
    assert client.get("/public/", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_each_language_has_its_own_and_the_same_words_packed_or_not(client: Client) -> None:
    assert client.get("/public/?language=th").content != client.get("/public/?language=en").content
    packed = client.get("/public/?language=en", headers={"accept-encoding": "gzip"})
    assert gzip.decompress(packed.content) == client.get("/public/?language=en").content
    assert {"Accept-Language", "Cookie", "Accept-Encoding"} <= set(packed["Vary"].split(", "))
