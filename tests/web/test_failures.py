"""What people see when something broke: kind words, their own text, no query, nothing secret."""

from collections.abc import Callable
from html import escape

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from saphan.web import failures
from saphan.web.middleware import answer_kindly

# No database mark in this file: any query would raise.
FACTORY = RequestFactory()
ALL = (failures.try_again, failures.form_expired, failures.not_found, failures.not_allowed, failures.bad_request)
TYPED = '<script>alert("ငွေ")</script> & pay 😀 السلام'


@pytest.mark.parametrize("fail", ALL)
@pytest.mark.parametrize("path", ["/say/", "/desk/inbox/", "/partner/", "/public/", "/account/login/"])
def test_a_failure_page_needs_no_database(fail: Callable[[HttpRequest], HttpResponse], path: str) -> None:
    # Given a page of any portal, and no database at all
    # When it fails
    response = fail(FACTORY.get(path))

    # Then a whole page is answered, in the look of that portal
    page = response.content.decode()
    assert response.status_code in {400, 403, 404, 503}
    assert "</html>" in page
    assert ("saphan/worker" in page) == (path == "/say/")


@pytest.mark.parametrize("fail", ALL)
def test_what_she_typed_is_given_back_escaped(fail: Callable[[HttpRequest], HttpResponse]) -> None:
    response = fail(FACTORY.post("/say/?language=en", {"said": TYPED, "icon": "pay", "once": "k1"}))

    page = response.content.decode()
    assert escape(TYPED).replace("&#x27;", "&#39;") in page
    assert "<script>alert" not in page
    assert 'action="/say/?language=en"' in page
    assert '<input type="hidden" name="icon" value="pay">' in page
    assert '<input type="hidden" name="once" value="k1">' in page


def test_a_secret_is_never_echoed() -> None:
    response = failures.form_expired(
        FACTORY.post("/story/", {"said": "hello", "password": "hunter22", "code": "1234567890123456", "word": "mango"})
    )

    page = response.content.decode()
    assert all(secret not in page for secret in ("hunter22", "1234567890123456", "mango"))


def test_an_unreadable_form_is_a_page_too() -> None:
    # Given a multipart body without its boundary
    request = FACTORY.generic("POST", "/say/", b"--x\r\nbroken", content_type="multipart/form-data")

    response = failures.bad_request(request)

    assert response.status_code == 400
    assert "textarea" not in response.content.decode()


def test_a_lost_database_gives_her_words_back() -> None:
    # Given a view whose database is gone
    kindly = answer_kindly(lambda request: HttpResponse())

    # When it raises in the middle of keeping what she wrote
    request = FACTORY.post("/say/", {"said": "No pay for two months"})
    response = kindly.process_exception(request, OperationalError("secret detail"))  # type: ignore[attr-defined]

    # Then she may send it again, and no detail of ours is shown
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"
    assert "No pay for two months" in response.content.decode()
    assert "secret detail" not in response.content.decode()


def test_other_errors_are_left_to_the_last_handler() -> None:
    kindly = answer_kindly(lambda request: HttpResponse())

    assert kindly.process_exception(FACTORY.get("/"), ValueError()) is None  # type: ignore[attr-defined]


def test_broken_answers_without_its_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.template import TemplateDoesNotExist

    def gone(*args: object, **kwargs: object) -> HttpResponse:
        raise TemplateDoesNotExist("web/failure.html")

    monkeypatch.setattr(failures, "render", gone)

    response = failures.broken(FACTORY.get("/"))

    assert response.status_code == 500
    assert b"try again" in response.content


def test_broken_by_the_database_says_when_to_come_back() -> None:
    try:
        raise OperationalError
    except OperationalError:
        response = failures.broken(FACTORY.get("/say/"))

    assert response.status_code == 503


@pytest.mark.parametrize(
    ("language", "words"), [("my", "အခု မသိမ်းနိုင်သေးပါ။"), ("th", "ตอนนี้ยังบันทึกไม่ได้"), ("en", "We could not keep that")]
)
def test_a_failure_speaks_her_language(language: str, words: str) -> None:
    with translation.override(language):
        page = failures.try_again(FACTORY.get("/say/")).content.decode()

    assert words in page
