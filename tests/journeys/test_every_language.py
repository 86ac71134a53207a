"""Given a narrow phone and each language that is switched on, a worker walks through all of her pages: nothing is cut
off, nothing lies on anything else, no letter is an empty box, nothing scrolls sideways, and the first load is small.

`SAPHAN_LANGUAGE_PICTURES=folder` keeps a picture of every page, `my-03-code.png`, for people to look at;
`tools/contact_sheet.py` puts those of a language on one sheet.
"""

import os
import re
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page, Response
from pytest_django import DjangoDbBlocker

from tests.journeys.looking import clipped, overlapping, tofu, whole

pytestmark = pytest.mark.journey
NARROW = {"width": 320, "height": 640}
FIRST_LOAD = 14_000  # bytes on the line
SAID = "They keep our passports"
BEFORE = ("danger", "ways", "story", "story/lost")
AFTER = (
    *(f"more/{step}" for step in ("about", "what", "where", "answer", "tell", "word")),
    *("done", "called", "story/mine", "story/kept", "story/shared", "story/tell", "story/word", "story/claim"),
    *("story/speak", "story/who", "story/together", "story/sometimes", "story/delete"),
)
PUBLIC = ("/public/", "/public/languages/")


@pytest.fixture
def desk(served: str, monday: datetime, django_db_blocker: DjangoDbBlocker) -> str:
    """The address of a desk that somebody looks after on this day."""
    from saphan.network import services as network
    from tests.voice.given import open_desk

    with django_db_blocker.unblock():
        desk = open_desk()
        network.set_duty(desk_id=desk.id, staff_id=desk.lead_id, weekday=0, opens=time(9), closes=time(18))
        network.set_emergency_words(desk_id=desk.id, language="en", text="Police 191")
    return served


@pytest.fixture
def phone(desk: str, browser: Browser, language: str) -> Iterator[Page]:
    """A phone of 320 px that asks for this language."""
    context = browser.new_context(viewport=NARROW, base_url=desk, locale=language)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", dict(settings.LANGUAGES))
def test_every_page_of_hers_fits_a_narrow_phone(phone: Page, language: str, django_db_blocker: DjangoDbBlocker) -> None:
    look = Look(phone, language)
    weighed = Weighed(phone)
    look.at("/")
    assert weighed.bytes <= FIRST_LOAD, weighed.bytes
    look.at(f"/{language}/")
    phone.locator("details.speech > summary").click()
    look.here("languages")
    for page in BEFORE:
        look.at(f"/{language}/{page}/")
    code = look.say(SAID)
    with django_db_blocker.unblock():
        consent, enough = ask_her(code, language)
    for page in (*AFTER, f"story/ask/{consent}", f"story/ask/{enough}"):
        look.at(f"/{language}/{page}/")
    for address in PUBLIC:
        look.at(f"{address}?language={language}")
    assert look.faults == []


def ask_her(code: str, language: str) -> tuple[UUID, UUID]:
    """She is asked for her consent, and whether a plan is enough."""
    from saphan.store import System, acting_as
    from saphan.voice.selectors import open_story
    from saphan.voice.services import Reader, ask

    story = open_story(code)
    words = "Overtime of two months is unpaid. Please pay it."
    reader = Reader(uuid4(), "supplier", "Blue Prawn Foods")
    with acting_as(System("test")):
        return (
            ask(conversation_id=story, question="consent", ref=uuid4(), words=words, language=language, reader=reader),
            ask(conversation_id=story, question="enough", ref=uuid4(), words=words, language=language),
        )


class Weighed:
    """What came over the line until the first page was whole."""

    def __init__(self, page: Page) -> None:
        self.answers: list[Response] = []
        page.on("response", self._one_more)

    def _one_more(self, answer: Response) -> None:
        self.answers.append(answer)

    @property
    def bytes(self) -> int:
        return sum(answer.request.sizes()["responseBodySize"] for answer in self.answers)


class Look:
    """Opens page after page as she would, keeps what is wrong with each, and a picture where one is wanted."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.language, self.number = page, language, 0
        self.faults: list[str] = []

    def at(self, address: str) -> None:
        answer = self.page.goto(address)
        assert answer is not None and answer.ok, address
        self.here(address)

    def say(self, words: str) -> str:
        """Her first sentence; returns her code, in digits that every program reads."""
        self.page.goto(f"/{self.language}/")
        self.page.fill("#said", words)
        with self.page.expect_navigation():
            self.page.click("main button.button")
        self.here("code")
        return "".join(re.findall(r"\d{4}", whole(self.page).inner_text(".code")))

    def here(self, name: str) -> None:
        page = whole(self.page)
        page.evaluate("document.querySelectorAll('main details').forEach((each) => (each.open = true))")
        found = {
            "an empty box for": tofu(page),
            "cut off": clipped(page),
            "one on another": overlapping(page),
            "wider than the phone": page.evaluate("document.documentElement.scrollWidth > innerWidth") and [name] or [],
            "a way out below the first line": self._way_out_is_far() and [name] or [],
        }
        self.faults += [f"{self.language} {name}: {what} {seen}" for what, seen in found.items() if seen]
        self._keep(name)

    def _way_out_is_far(self) -> bool:
        leave = self.page.locator(".leave button")
        box = leave.bounding_box() if leave.count() else None
        return box is not None and box["y"] >= 48

    def _keep(self, name: str) -> None:
        self.number += 1
        folder = os.environ.get("SAPHAN_LANGUAGE_PICTURES")
        if folder:
            plain = re.sub(r"[^a-z]+", "-", re.sub(r"[0-9a-f]{8}-[0-9a-f-]+|\?.*", "", name)).strip("-")
            file = f"{self.language}-{self.number:02}-{plain.removeprefix(self.language + '-')}.png"
            self.page.screenshot(path=Path(folder) / file, full_page=True)
