"""Given every page that rooms named: all of them fit on a phone, and none is anybody's."""

import pytest

from saphan.empowerment.offline.web import pages
from saphan.empowerment.speaking import learner_languages
from saphan.web import offline
from tests.voice.given import open_desk

pytestmark = pytest.mark.django_db
LIKE = {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "wsgi.url_scheme": "http"}


@pytest.mark.parametrize("demo", [False, True], ids=["in earnest", "demo"])
@pytest.mark.parametrize("language", sorted(learner_languages()))
def test_the_pack_of_a_language_is_whole_and_small(
    day_one: object, settings: object, monkeypatch: pytest.MonkeyPatch, language: str, demo: bool
) -> None:
    settings.SAPHAN_DEMO = demo  # type: ignore[attr-defined]
    monkeypatch.setattr("saphan.network.demo_log_ins.are_allowed", lambda: demo)
    open_desk()
    pack = offline.make(language, LIKE)
    assert pack.left_out == ()
    assert pack.size <= offline.LARGEST
    assert {item.address for item in pack.pages} >= set(pages(language))
    assert any(item.address.startswith(f"/{language}/learn/") for item in pack.pages) == demo
    assert all(item.headers["Content-Security-Policy"] for item in pack.pages)


def test_another_look_is_the_same_pack(day_one: object) -> None:
    open_desk()
    assert offline.make("en", LIKE).version == offline.make("en", LIKE).version


def test_a_language_in_which_this_room_says_nothing_has_no_pages_of_ours() -> None:
    assert pages("xx") == []
