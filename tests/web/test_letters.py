"""Given a phone without the letters of her language, a font is sent when she says so, and not before."""

from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from django.test import Client, RequestFactory
from django.utils import translation

from saphan.languages.catalogue import worker_languages
from saphan.web import context, letters


@pytest.fixture(params=["installed", "missing"])
def wheel(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    """The wheel with the fonts, or a machine without it."""
    for name in letters.FILES.values():
        (tmp_path / name).write_bytes(b"letters")
    found = ModuleSpec(letters.WHEEL, None, origin=str(tmp_path / "__init__.py"))
    is_there = request.param == "installed"
    monkeypatch.setattr(letters, "find_spec", lambda name: found if is_there else None)
    return is_there


def offered(language: str, address: str = "/", **cookies: str) -> tuple[bool, bool]:
    """Whether the link is shown, and whether the font is sent."""
    request = RequestFactory().get(address)
    request.COOKIES.update(cookies)
    with translation.override(language):
        page = context.page(request)
    return page["may_want_letters"], page["letters"]


def test_the_link_then_the_font(wheel: bool) -> None:
    assert offered("my") == (wheel, False)
    assert offered("my", "/?letters=1") == (False, wheel)
    assert offered("my", letters="1") == (False, wheel)
    # Every phone has Latin letters
    assert offered("vi") == offered("en", "/?letters=1") == (False, False)


def test_every_script_of_workers_has_its_letters(wheel: bool) -> None:
    assert {one.code for one in worker_languages() if one.scripts[0] != "Latn"} == letters.OF_LANGUAGE.keys()
    finder = letters.LettersOfTheWheel()
    assert [name for name, _ in finder.list([])] == (sorted(letters.FILES.values()) if wheel else [])
    assert bool(finder.find("letters/NotoSansLao[wght].ttf")) == wheel
    assert finder.find("letters/NotoEmoji[wght].ttf") == finder.find("NotoSansLao[wght].ttf") == []


@pytest.mark.django_db
def test_she_says_it_once(wheel: bool) -> None:
    phone = Client()
    first = phone.get("/my/").content.decode()
    assert ('href="?letters=1"' in first) == wheel and "/letters/my.css" not in first
    assert ('href="?p=poster1&amp;letters=1"' in phone.get("/my/?p=poster1").content.decode()) == wheel
    assert phone.get("/my/?letters=1").cookies["letters"].value == "1"
    assert ("/letters/my.css" in phone.get("/my/danger/").content.decode()) == wheel
    sheet = phone.get("/letters/my.css")
    assert sheet.status_code == (200 if wheel else 404)
    assert not wheel or "NotoSansMyanmar" in sheet.content.decode()
    assert phone.get("/letters/en.css").status_code == phone.get("/letters/xx.css").status_code == 404
