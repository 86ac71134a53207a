"""The walk: one worker's voice, in twenty acts, from a phone without JavaScript to a remedy that she confirms.

Ma Thiri is walked in Burmese at 360 px; the desk, the supplier and the brand at 1440 px. Ko Zaw and Sunita are played
by services. After each act the state is asserted, not only the page. Set SAPHAN_PICTURES to a folder to keep a
screenshot of each act.
"""

import os
from pathlib import Path
from uuid import UUID

from playwright.sync_api import Browser, Page

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.voice.models import Conversation
from tests.journeys import cast
from tests.journeys.cast import Story
from tests.journeys.conftest import pass_days, settle

SAID = "လကုန်ပေမဲ့ အချိန်ပိုကြေး မပေးဘူး။"
MORE = "နှစ်လရှိပြီ၊ အချိန်ပိုကြေး မရသေးဘူး။"


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


def test_the_walk(served: str, monday: object, browser: Browser, phone: Page) -> None:
    story = cast.set_up(served)
    act_1_one_sentence(story, phone)
    act_2_add_more(story, phone)


def act_1_one_sentence(story: Story, phone: Page) -> None:
    phone.goto(story.address)
    phone.click('a[href*="/en/"]')
    phone.check("input[name=icon][value=pay]", force=True)
    phone.fill("textarea[name=said]", SAID)
    press_main(phone)
    settle()
    code = "".join(sign for sign in phone.locator(".code").inner_text() if sign.isdecimal())
    assert len(code) == 16
    story.codes["Ma Thiri"] = code
    with acting_as(System("test.story")):
        kept = Conversation.objects.get()
    story.conversations["Ma Thiri"] = kept.id
    assert (kept.status, kept.icon, kept.language, kept.desk_id) == ("waiting", "pay", "my", story.desk_id)
    keep_picture(phone, 1)


def act_2_add_more(story: Story, phone: Page) -> None:
    phone.locator("main .actions a, main .actions button").first.click()
    phone.click("button[name=about][value=me]")
    phone.fill("input[name=place]", "Blue Prawn, night line")
    keep_picture(phone, 2)
    press_main(phone)
    phone.check("input[name=answer][value=code]", force=True)
    press_main(phone)
    phone.check("input[name=tell][value=ask_first]", force=True)
    press_main(phone)
    settle()
    kept = conversation(story.conversations["Ma Thiri"])
    assert (kept.about_someone_else, kept.tell, kept.reply_by) == (False, "ask_first", "code")
