"""What several acts of the walk do: press and wait, keep a picture, find a row, an issue or a story again."""

import os
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Browser, Locator, Page

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.verification.models import Issue
from saphan.voice.models import Conversation
from tests.journeys.cast import Story
from tests.journeys.conftest import PHONE, settle


def keep_picture(page: Page, act: int, name: str = "") -> None:
    folder = os.environ.get("SAPHAN_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"act-{act:02}{name}.png", full_page=page.viewport_size["width"] < 700)  # type: ignore[index]


def conversation(conversation_id: UUID) -> Conversation:
    with acting_as(System("test.story")):
        return Conversation.objects.get(id=conversation_id)


def press_main(page: Page) -> None:
    """The one large button of a worker's page."""
    page.locator("main form .button").last.click()


def send(page: Page, button: str | Locator) -> None:
    """Press it and wait until the page that answers is there."""
    with page.expect_navigation():
        (page.locator(button) if isinstance(button, str) else button).click()


class PagesSeen:
    """Counts the pages that somebody looks at, the first one included, until `stop`."""

    def __init__(self, page: Page) -> None:
        self.page, self.number = page, 1
        page.on("domcontentloaded", self._one_more)

    def _one_more(self, page: Page) -> None:
        self.number += 1

    def stop(self) -> int:
        self.page.remove_listener("domcontentloaded", self._one_more)
        return self.number


def in_own_digits(code: str) -> str:
    """The code as she would type it on a Burmese keyboard."""
    return code.translate(str.maketrans("0123456789", "၀၁၂၃၄၅၆၇၈၉"))


def issue_of(story: Story) -> Issue:
    with acting_as(System("test.story")):
        return Issue.objects.get(family="C", respondent_id=story.plant)


def open_row(page: Page, story: Story, name: str) -> None:
    """The desk opens a story by its row in the inbox."""
    page.goto(f"{story.address}/desk/")
    page.click(f"a.row-link[href*='{story.conversations[name]}']")
    page.wait_for_selector("#reply")


def come_back(story: Story, browser: Browser) -> Page:
    """Ma Thiri takes another phone and types her code."""
    phone = browser.new_context(viewport=PHONE, java_script_enabled=False).new_page()  # type: ignore[arg-type]
    phone.set_default_timeout(5000)
    phone.goto(f"{story.address}/my/story/")
    phone.fill("main input[name=code]", in_own_digits(story.codes["Ma Thiri"]))
    press_main(phone)
    return phone


def open_issue(story: Story, page: Page) -> None:
    page.goto(f"{story.address}/desk/issues/{issue_of(story).id}/")


def open_shown(story: Story, page: Page) -> None:
    """A partner opens the one issue that was disclosed to it."""
    page.goto(f"{story.address}/partner/")
    page.locator("main a[href*='/partner/issues/']").first.click()
    page.wait_for_url("**/partner/issues/**")


def promise(page: Page, words: str, covers: str, due_on: date) -> None:
    form = page.locator("form[action$='/promise/']")
    if not form.is_visible():
        page.locator("details:has(form[action$='/promise/']) > summary").click()
    form.locator("textarea[name=words]").fill(words)
    form.locator("select[name=covers]").select_option(covers)
    form.locator("input[name=due_on]").fill(due_on.isoformat())
    send(page, form.locator("button.button"))


def ask_the_workers(story: Story, preecha: Page, words: dict[str, str], picture: int = 0) -> None:
    open_issue(story, preecha)
    form = preecha.locator("form[action$='/enough/'], form[action$='/confirm/']")
    for language, text in words.items():
        form.locator(f"textarea[name=words_{language}]").fill(text)
    form.scroll_into_view_if_needed()
    if picture:
        keep_picture(preecha, picture)
    send(preecha, form.locator(".button"))
    settle()


def day(story: Story, number: int) -> date:
    """Day `number` of the story; day 0 is 2 March 2026."""
    return date(2026, 3, 2) + timedelta(days=number)
