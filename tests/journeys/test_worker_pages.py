"""Given the worker's pages in a real browser: nothing that axe would object to, nothing wider than a phone, and after
a quick exit no word of hers behind "back"."""

import re
from collections.abc import Iterator
from datetime import datetime, time
from uuid import UUID, uuid4

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django import DjangoDbBlocker

from tests.journeys.looking import clipped, faults, overlapping, tofu, whole

pytestmark = pytest.mark.journey
STEPS = ("about", "what", "where", "answer", "tell", "word")
SECRET = "They keep our passports"


@pytest.fixture
def worker(served: str, monday: datetime, browser: Browser, django_db_blocker: DjangoDbBlocker) -> Iterator[Page]:
    """A phone at the first page of a desk that somebody looks after."""
    from saphan.network import services as network
    from tests.voice.given import open_desk

    with django_db_blocker.unblock():
        desk = open_desk()
        network.set_duty(desk_id=desk.id, staff_id=desk.lead_id, weekday=0, opens=time(9), closes=time(18))
        network.set_emergency_words(desk_id=desk.id, language="en", text="Police 191")
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=served)
    yield context.new_page()
    context.close()


def is_in_order(page: Page) -> None:
    assert faults(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360, page.url


def say(page: Page, language: str) -> str:
    page.goto(f"/{language}/")
    page.fill("#said", SECRET)
    page.click("main button.button")
    return "".join(re.findall(r"\d{4}", page.inner_text(".code")))


def ask_her(conversation_id: UUID, language: str) -> UUID:
    from saphan.store import System, acting_as
    from saphan.voice.services import Reader, ask

    with acting_as(System("test")):
        return ask(
            conversation_id=conversation_id,
            question="consent",
            ref=uuid4(),
            words="Overtime is unpaid. Please pay it.",
            language=language,
            reader=Reader(uuid4(), "supplier", "Blue Prawn Foods"),
        )


@pytest.mark.parametrize("language", ["en", "my"])
def test_every_page_is_in_order(worker: Page, language: str, django_db_blocker: DjangoDbBlocker) -> None:
    for address in ("/", f"/{language}/", f"/{language}/danger/", f"/{language}/story/", f"/{language}/story/lost/"):
        worker.goto(address)
        is_in_order(worker)
    code = say(worker, language)
    is_in_order(worker)
    with django_db_blocker.unblock():
        from saphan.voice.selectors import open_story

        ask_id = ask_her(open_story(code), language)
    pages = [f"more/{step}/" for step in STEPS] + ["done/", "called/", "story/mine/", f"story/ask/{ask_id}/"]
    for page in [*pages, "story/shared/", "story/tell/", "story/word/", "story/delete/"]:
        worker.goto(f"/{language}/{page}")
        is_in_order(worker)


def test_a_letter_that_nobody_can_draw_is_found(worker: Page) -> None:
    worker.set_content("<body><main><p>a \U0010fffc</p><p style='overflow:hidden;height:4px'>cut</p></main></body>")
    assert tofu(worker) == ["\U0010fffc"]
    assert clipped(worker) == [": cut"]


def test_words_over_words_are_found(worker: Page) -> None:
    over = "<p>first</p><p style='margin-top:-40px'>second</p>"
    worker.set_content(
        f"<body><main>{over}<a href='/'>one</a><a href='/' style='margin-left:-9px'>two</a></main></body>"
    )
    assert overlapping(worker) == ["first / second", "one / two"]


def test_after_quick_exit_back_and_a_reopened_tab_show_no_word_of_hers(worker: Page) -> None:
    # Given a visit with her words on the screen
    worker.goto("/")
    code = say(worker, "en")
    worker.goto("/en/story/mine/")
    assert SECRET in worker.inner_text("main")
    # When she leaves
    worker.click(".leave button")
    # Then every step back is about bridges, and so is a new tab
    assert worker.inner_text("h1") == "Bridges"
    for _ in range(4):
        if worker.go_back() is None:
            break
        shown = whole(worker).content()
        assert SECRET not in shown and code[:4] not in shown and "Saphan" not in shown
    tab = worker.context.new_page()
    for address in ("/en/story/mine/", "/en/code/", "/en/"):
        tab.goto(address)
        assert tab.inner_text("h1") == "Bridges"
    # And one tap begins anew, with nothing of the former visit
    tab.goto("/bridges/")
    tab.click("footer a")
    tab.click("a.name[lang=en]")
    expect(tab.locator("#said")).to_have_value("")
    assert SECRET not in whole(tab).content()
