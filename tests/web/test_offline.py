"""Given pages that rooms named: a phone is handed them with what they load, as a stranger would read them."""

import gzip
import json
from collections.abc import Iterator

import pytest
from django.test import Client

from saphan.web import offline

LIKE = {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "wsgi.url_scheme": "http"}


@pytest.fixture
def named(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, offline.Addresses]]:
    rooms: dict[str, offline.Addresses] = {}
    monkeypatch.setattr(offline, "_named", rooms)
    yield rooms


def test_a_page_comes_with_what_it_loads_and_how_it_must_be_read(named: dict[str, offline.Addresses]) -> None:
    offline.add_pages("rest", lambda language: ["/bridges/", "/bridges/"])
    pack = offline.make("en", LIKE)
    page, *parts = pack.items
    assert (page.address, page.title) == ("/bridges/", "Bridges")
    assert "script-src 'self'" in page.headers["Content-Security-Policy"]
    assert "Set-Cookie" not in page.headers
    assert {part.headers["Content-Type"].split(";")[0] for part in parts} >= {"text/css"}
    assert pack.size == sum(len(item.content) for item in pack.items)
    assert not pack.left_out and [item.title for item in pack.pages] == ["Bridges"]

    written = json.loads(gzip.decompress(pack.packed))
    assert written["version"] == pack.version and written["items"][0]["b"].startswith("<!doctype html>")


@pytest.mark.django_db
def test_what_counts_once_is_missing_or_too_large_stays_out(
    named: dict[str, offline.Addresses], monkeypatch: pytest.MonkeyPatch
) -> None:
    offline.add_pages("personal", lambda language: ["/en/story/", "/en/nowhere/", "/desk/", "/bridges/"])
    pack = offline.make("en", LIKE)
    assert [item.address for item in pack.pages] == ["/bridges/"]
    assert pack.left_out == ("/en/story/", "/en/nowhere/", "/desk/")

    monkeypatch.setattr(offline, "LARGEST", 1000)
    assert offline.make("en", LIKE).left_out[-1] == "/bridges/"


def test_other_content_is_another_version(named: dict[str, offline.Addresses]) -> None:
    offline.add_pages("one", lambda language: ["/bridges/"])
    one = offline.make("en", LIKE)
    assert one.version == offline.make("en", LIKE).version
    offline.add_pages("two", lambda language: ["/en/"])
    assert offline.pack_of("en", LIKE) is offline.pack_of("en", LIKE)


def test_the_worker_and_the_manifest_say_nothing_of_what_it_is_for(client: Client) -> None:
    script = client.get("/sw.js")
    assert script.headers["Content-Type"] == "text/javascript" and b"self.kept" in script.content
    written = client.get("/my.webmanifest")
    assert written.headers["Content-Type"] == "application/manifest+json"
    assert written.json()["start_url"] == "/my/offline/"
    assert {icon["sizes"] for icon in written.json()["icons"]} == {"192x192", "512x512"}
    assert "saphan" not in client.get("/en.webmanifest").json()["name"].lower()
    assert client.get("/xx.webmanifest").status_code == client.get("/xx.pack").status_code == 404


def test_a_phone_that_has_the_pack_is_sent_nothing(client: Client, named: dict[str, offline.Addresses]) -> None:
    offline._made.clear()
    offline.add_pages("rest", lambda language: ["/bridges/"])
    answer = client.get("/en.pack")
    assert answer.headers["Content-Encoding"] == "gzip" and "Set-Cookie" not in answer.headers
    version = json.loads(gzip.decompress(answer.content))["version"]
    again = client.get(f"/en.pack?have={version}")
    assert (again.status_code, again.content) == (204, b"")
    offline._made.clear()
