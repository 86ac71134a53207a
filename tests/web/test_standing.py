"""What stands on every answer: headers, language, quiet logs."""

import logging
import sys

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils import translation

from saphan.languages.catalogue import worker_languages
from saphan.web import context
from saphan.web.logs import QuietFormatter
from saphan.web.middleware import answer_kindly, pack_worker_pages, speak_the_language

FACTORY = RequestFactory()
NOWHERE = "/public/there-is-no-such-page/"


def language_of(request: HttpRequest) -> str | None:
    heard: list[str | None] = []

    def view(request: HttpRequest) -> HttpResponse:
        heard.append(translation.get_language())
        return HttpResponse()

    speak_the_language(view)(request)
    return heard[0]


def test_nothing_is_kept_by_browsers_and_no_one_may_frame_a_page() -> None:
    response = Client().get(NOWHERE)

    assert response.status_code == 404
    assert response.headers["Cache-Control"] == "no-store"
    assert response.headers["Referrer-Policy"] in {"no-referrer", "same-origin"}
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    assert response.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in response.headers["Permissions-Policy"]
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("path", "packed"),
    [("/en/", True), ("/public/", True), ("/desk/", False), ("/account/x/", False), ("/static/a.png", False)],
)
def test_pages_for_thin_lines_are_compressed_and_those_with_secrets_are_not(path: str, packed: bool) -> None:
    pack = pack_worker_pages(lambda request: HttpResponse("word " * 500))

    response = pack(FACTORY.get(path, headers={"accept-encoding": "gzip"}))

    assert response.has_header("Content-Encoding") == packed
    assert (len(response.content) < 500) == packed


def test_a_view_may_say_otherwise() -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "max-age=60"})

    assert answer_kindly(view)(FACTORY.get("/")).headers["Cache-Control"] == "max-age=60"


def test_her_choice_comes_first_and_is_remembered() -> None:
    request = FACTORY.get("/?language=my", headers={"accept-language": "th"})
    request.COOKIES["language"] = "en"

    response = speak_the_language(lambda request: HttpResponse())(request)

    assert language_of(request) == "my"
    cookie = response.cookies["language"]
    assert cookie.value == "my"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_an_address_may_begin_with_a_language() -> None:
    request = FACTORY.get("/my/say/", headers={"accept-language": "th"})
    request.COOKIES["language"] = "en"

    assert language_of(request) == "my"
    assert language_of(FACTORY.get("/xx/say/")) == "en"


def test_then_what_she_chose_before() -> None:
    request = FACTORY.get("/", headers={"accept-language": "th"})
    request.COOKIES["language"] = "my"

    assert language_of(request) == "my"


def test_then_what_her_phone_prefers() -> None:
    assert language_of(FACTORY.get("/", headers={"accept-language": "th,en;q=0.5"})) == "th"
    assert language_of(FACTORY.get("/")) == "en"


@pytest.mark.parametrize("odd", ["xx", "../../etc", "<b>", "EN", ""])
def test_a_language_that_we_do_not_speak_changes_nothing(odd: str) -> None:
    request = FACTORY.get("/", {"language": odd})
    request.COOKIES["language"] = odd

    response = speak_the_language(lambda request: HttpResponse())(request)

    assert language_of(request) == "en"
    assert "language" not in response.cookies


def test_the_language_ends_with_the_request() -> None:
    before = translation.get_language()

    language_of(FACTORY.get("/?language=my"))

    assert translation.get_language() == before


@pytest.mark.parametrize(
    ("language", "tall", "direction"),
    [("my", True, "ltr"), ("th", True, "ltr"), ("en", False, "ltr"), ("ur", False, "rtl")],
)
def test_a_page_knows_how_its_language_is_written(language: str, tall: bool, direction: str) -> None:
    with translation.override(language):
        page = context.page(FACTORY.get("/"))

    assert (page["language"], page["tall_script"], page["text_direction"]) == (language, tall, direction)


def test_the_look_is_shown_in_a_demo_only(settings: object) -> None:
    assert Client().get("/style/").status_code == 404

    settings.SAPHAN_DEMO = True  # type: ignore[attr-defined]
    assert Client().get("/style/").status_code == 200
    assert Client().get("/style/?part=worker&look=dark").status_code == 200
    assert Client().get("/style/?part=../secret").status_code == 404


def test_a_log_line_says_where_but_not_what() -> None:
    # Given an error whose text holds what a worker said
    try:
        raise ValueError("my boss took my passport")
    except ValueError:
        seen = logging.LogRecord("django.request", logging.ERROR, "", 1, "Failed: %s", ("/story/1234",), sys.exc_info())

    line = QuietFormatter().format(seen)

    assert "ValueError" in line
    assert "test_a_log_line_says_where_but_not_what" in line
    assert "passport" not in line
    assert "1234" not in line


def test_a_line_of_another_library_loses_what_it_was_filled_with() -> None:
    filled = logging.LogRecord("urllib", logging.WARNING, "", 1, "Asked %s", ("+66 81 234 5678",), None)
    ready = logging.LogRecord("urllib", logging.WARNING, "", 1, "Asked +66%2081 234 5678", (), None)

    assert "5678" not in QuietFormatter().format(filled)
    assert "5678" not in QuietFormatter().format(ready)


def test_our_own_lines_are_whole() -> None:
    ours = logging.LogRecord("saphan.store", logging.INFO, "", 1, "Server back after %d s", (3,), None)

    assert QuietFormatter().format(ours).endswith("INFO saphan.store Server back after 3 s")


def test_every_base_template_stands_without_a_database() -> None:
    for base in ("web/worker.html", "web/staff.html", "web/public.html"):
        page = render_to_string(base, {}, FACTORY.get("/"))
        assert page.count("<main") == 1
        assert 'href="#main"' in page
    assert settings.SAPHAN_DEMO is False


def test_a_worker_page_has_its_ways_out_and_no_script() -> None:
    page = render_to_string("web/worker.html", {"page_name": "first"}, FACTORY.get("/?language=en"))

    assert 'action="/leave/"' in page
    assert 'href="/danger/?language=en"' in page
    assert 'action="/clear/"' in page
    assert "<script" not in page
    assert "http://" not in page
    assert "https://" not in page


def test_only_a_translation_is_called_one() -> None:
    said = {}
    for language in ("en", "my"):
        with translation.override(language):
            said[language] = render_to_string("web/worker.html", {}, FACTORY.get("/"))

    assert 'class="machine' not in said["en"]
    assert 'class="machine' in said["my"]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("fr-FR,fr;q=0.9", "en"),
        ("fr,th-TH;q=0.8,en;q=0.5", "th"),
        ("fil-PH", "tl"),
        ("in-ID,km;q=0.5", "id"),
        ("", "en"),
    ],
)
def test_a_phone_is_answered_in_the_language_it_asks_for(
    asked: str, given: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where it calls a language by another or an older name."""
    monkeypatch.setattr(settings, "LANGUAGES", [(one.code, one.own_name) for one in worker_languages()])
    assert language_of(FACTORY.get("/", headers={"accept-language": asked})) == given


@pytest.mark.parametrize("address", ["/in/", "/desk/", "/partner/", "/account/mfa/"])
def test_desk_pages_speak_the_languages_they_are_written_in(address: str) -> None:
    # Given somebody whose phone and cookie ask for a language in which only workers' pages are written
    hers = next(code for code, _ in settings.LANGUAGES if code not in dict(settings.DESK_LANGUAGES))
    request = FACTORY.get(f"{address}?language={hers}", headers={"accept-language": hers})
    request.COOKIES["language"] = hers

    # Then a desk page is English and her own choice stays, while a worker's page speaks hers
    response = speak_the_language(lambda request: HttpResponse())(request)
    assert language_of(request) == "en"
    assert "language" not in response.cookies
    assert language_of(FACTORY.get(f"/?language={hers}")) == hers
    assert language_of(FACTORY.get(f"{address}?language=my")) == "my"
