"""Given a demo, its bar lets days pass for every process; elsewhere the bar does not exist."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from saphan.demo.middleware import follow_the_clock
from saphan.store import System, acting_as, clock, tasks
from saphan.store.models import Deployment

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: Settings) -> Iterator[None]:
    settings.SAPHAN_DEMO = True
    Deployment.objects.update(ever_demo=True)
    yield
    clock.shift_to(0)


def test_fourteen_days_pass_and_each_is_lived_through(
    client: Client, demo: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    lived: list[object] = []
    monkeypatch.setitem(tasks._sweeps, "test.sweep", lambda: lived.append(clock.today()))
    before = clock.now()
    answer = client.post("/demo/pass/", {"days": "14", "back": "/public/"})
    assert (answer.status_code, answer["Location"]) == (302, "/public/")
    with acting_as(System("test")) as moment:
        assert timedelta(days=14) <= moment.now - before < timedelta(days=14, minutes=1)
    assert len(set(lived)) == 14


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""])
def test_it_sends_nobody_elsewhere(client: Client, demo: None, back: str) -> None:
    assert client.post("/demo/pass/", {"days": "1", "back": back})["Location"] == "/"


@pytest.mark.parametrize("days", ["2", "-30", "3650", "many", ""])
def test_other_spans_are_refused(client: Client, demo: None, days: str) -> None:
    assert client.post("/demo/pass/", {"days": days}).status_code == 404
    assert not Deployment.objects.get().clock_offset


def test_reading_the_address_moves_nothing(client: Client, demo: None) -> None:
    assert client.get("/demo/pass/?days=30").status_code == 405
    assert not Deployment.objects.get().clock_offset


def test_a_real_deployment_has_no_bar(client: Client) -> None:
    assert client.post("/demo/pass/", {"days": "30"}).status_code == 404
    assert not Deployment.objects.get().clock_offset


def test_a_demo_process_on_a_real_database_has_no_bar(client: Client, settings: Settings) -> None:
    settings.SAPHAN_DEMO = True
    assert client.post("/demo/pass/", {"days": "30"}).status_code == 404
    assert not Deployment.objects.get().clock_offset


def test_every_page_follows_the_clock_of_the_database(demo: None, rf: RequestFactory) -> None:
    # Given another process let a month pass
    Deployment.objects.update(clock_offset=timedelta(days=30))
    before = clock.now()
    # When any page is asked for here
    answer = follow_the_clock(lambda request: HttpResponse(clock.today().isoformat()))(rf.get("/"))
    # Then it is that day
    assert answer.content.decode() == (before + timedelta(days=30)).date().isoformat()
