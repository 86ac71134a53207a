"""Bad input and lost things, through every middleware: always a page, never a bare 500, never a word too much."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

pytestmark = pytest.mark.urls("tests.web.breaking_pages")

# No database mark in this file: any query would raise.
SAID = "လစာ <b>မရ</b> & nothing since March \u202e😀"


@pytest.fixture
def phone() -> Client:
    return Client(raise_request_exception=False)


def page_of(response: object, status: int) -> str:
    page = response.content.decode()  # type: ignore[attr-defined]
    assert response.status_code == status  # type: ignore[attr-defined]
    assert "</html>" in page
    assert response.headers["Cache-Control"] == "no-store"  # type: ignore[attr-defined]
    assert "my boss" not in page
    return str(page)


def test_a_database_lost_in_the_middle_keeps_her_words_in_her_language(phone: Client) -> None:
    page = page_of(phone.post("/my/lost/", {"said": SAID, "icon": "pay"}), 503)

    assert '<html lang="my"' in page
    assert "အခု မသိမ်းနိုင်သေးပါ။" in page
    assert "လစာ &lt;b&gt;မရ&lt;/b&gt; &amp; nothing since March" in page
    assert 'name="icon" value="pay"' in page


def test_her_words_sent_again_are_the_very_same(phone: Client) -> None:
    # Given a long story with empty lines, given back once
    said = "\n\nfirst line\n\n" + "x" * 100_000
    page = page_of(phone.post("/en/lost/", {"said": said}), 503)

    # Then a browser, which drops one line end after <textarea>, still holds all of it
    held = re.search(r"<textarea[^>]*>\n?(.*?)</textarea>", page, re.S)
    assert held
    assert held[1] == said


def test_a_desk_page_keeps_its_look(phone: Client) -> None:
    page = page_of(phone.post("/desk/lost/", {"reply": "We are with you"}), 503)

    assert "saphan/staff" in page
    assert 'name="reply"' in page


def test_the_unforeseen_is_a_page(phone: Client) -> None:
    assert "again" in page_of(phone.post("/unforeseen/", {"said": SAID}), 500)


def test_who_may_not_enter_reads_why(phone: Client) -> None:
    page_of(phone.get("/refused/"), 403)


def test_an_expired_form_can_be_sent_again() -> None:
    # Given a form whose token is gone
    desk = Client(enforce_csrf_checks=True)
    page = page_of(desk.post("/desk/guarded/", {"reply": "We are with you"}), 403)

    # When what the page gives back is sent
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    again = desk.post("/desk/guarded/", {"reply": "We are with you", "csrfmiddlewaretoken": token[1]})

    # Then it is kept
    assert again.content == b"kept"


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"said=" + b"x" * 4_000_000, "application/x-www-form-urlencoded"),
        (b"&".join(b"f%d=1" % number for number in range(200)), "application/x-www-form-urlencoded"),
        (b"--x\r\nbroken", "multipart/form-data"),
        (b"\x00\xff", "multipart/form-data; boundary=\xff"),
    ],
    ids=["4 MB of text", "200 fields", "no boundary", "odd boundary"],
)
def test_what_cannot_be_read_is_a_page(phone: Client, body: bytes, kind: str) -> None:
    page_of(phone.generic("POST", "/reads/", body, content_type=kind), 400)


def test_too_many_files_is_a_page(phone: Client) -> None:
    files = {f"file{number}": SimpleUploadedFile("a.jpg", b"x") for number in range(5)}

    page_of(phone.post("/reads/", files), 400)


def test_odd_signs_are_no_reason_to_break(phone: Client) -> None:
    assert phone.post("/reads/", {"said": "\x00\x07\ud7ff \ufeff"}).content == b"1 0"


def test_an_address_of_odd_bytes_is_a_page(phone: Client) -> None:
    page_of(phone.get("/%00/%ff/%E1%80"), 404)
