import pytest

from tests.voice.given import Browser, Desk

pytestmark = pytest.mark.django_db


def test_smoke(phone: Browser, desk: Desk) -> None:
    for l in ("en", "my"):
        for a in ("/", f"/{l}/", f"/{l}/danger/", f"/{l}/story/", f"/{l}/story/lost/", "/bridges/"):
            p = Browser()
            r = p.get(a)
            assert r.status_code == 200, a
    code = phone.say()
    assert len(code) == 16
    for a in (
        "/en/",
        "/en/more/about/",
        "/en/more/what/",
        "/en/more/where/",
        "/en/more/answer/",
        "/en/more/tell/",
        "/en/more/word/",
        "/en/done/",
        "/en/story/mine/",
        "/en/danger/",
        "/en/called/",
        "/en/story/shared/",
        "/en/story/tell/",
        "/en/story/word/",
        "/en/story/delete/",
    ):
        r = phone.get(a)
        assert r.status_code == 200, a
