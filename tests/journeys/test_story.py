"""The walk: one worker's voice, in twenty acts, from a phone without JavaScript to a remedy that she confirms.

Ma Thiri is walked in Burmese at 360 px; the desk, the supplier and the brand at 1440 px. Ko Zaw and Sunita are played
by services. After each act the state is asserted, not only the page. Set SAPHAN_PICTURES to a folder to keep a
screenshot of each act.
"""

import os
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page

from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.verification.models import Issue
from saphan.voice.models import Conversation
from tests.journeys import cast
from tests.journeys.cast import Story
from tests.journeys.conftest import PHONE, pass_days, settle

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


def test_the_walk(served: str, monday: object, browser: Browser, phone: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("saphan.release.delay.secrets", SimpleNamespace(randbelow=lambda below: 4))  # seven days' wait
    story = cast.set_up(served)
    act_1_one_sentence(story, phone)
    act_2_add_more(story, phone)
    act_3_the_desk_answers(story, story.page(browser, "Nok"))
    pass_days(1)
    another_phone = come_back(story, browser)
    act_4_she_writes_on(story, another_phone)
    act_5_the_desk_understands(story, story.page(browser, "Nok"))
    act_6_two_more_voices(story)
    act_7_verified(story, story.page(browser, "Preecha"))


def act_1_one_sentence(story: Story, phone: Page) -> None:
    phone.goto(story.address)
    phone.click("a[href*='/my/']")
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
    phone.click("button[name=tell][value=ask_first]")
    settle()
    kept = conversation(story.conversations["Ma Thiri"])
    assert (kept.about_someone_else, kept.tell, kept.reply_by) == (False, "ask_first", "code")


def act_3_the_desk_answers(story: Story, nok: Page) -> None:
    open_row(nok, story, "Ma Thiri")
    assert SAID in nok.locator("main").inner_text()
    nok.keyboard.press("3")
    nok.wait_for_selector("input[name=approved]:not([value=''])", state="attached")
    keep_picture(nok, 3)
    nok.click("form.reply button.button")
    nok.wait_for_load_state("networkidle")
    settle()
    assert conversation(story.conversations["Ma Thiri"]).status == "answered"


def act_4_she_writes_on(story: Story, phone: Page) -> None:
    assert phone.locator(".said.ours").count() == 1
    phone.fill("textarea[name=said]", MORE)
    keep_picture(phone, 4)
    phone.locator("main form:has(textarea[name=said]) .button").first.click()
    settle()
    assert conversation(story.conversations["Ma Thiri"]).status == "waiting"


def act_5_the_desk_understands(story: Story, nok: Page) -> None:
    open_row(nok, story, "Ma Thiri")
    nok.keyboard.press("c")
    nok.wait_for_selector("#concern-form")
    nok.check("input[name=kind][value=unpaid_overtime]")
    nok.fill("#respondent", "blue prawn")
    nok.wait_for_selector(f"input[name=respondent_id][value='{story.plant}']")
    nok.check(f"input[name=respondent_id][value='{story.plant}']")
    keep_picture(nok, 5)
    nok.click("#concern-form form .button >> nth=-1")
    nok.wait_for_selector("#reply")
    settle()
    assert issue_of(story).stage == "understood"


def act_6_two_more_voices(story: Story) -> None:
    pass_days(2)
    cast.joins(story, "Ko Zaw", language="my", channel="phone", text="အချိန်ပိုကြေး မရဘူး။")
    pass_days(6)
    cast.joins(story, "Sunita", language="en", channel="web", text="My overtime pay did not come.")
    settle()
    assert issue_of(story).stage == "corroborated"


def act_7_verified(story: Story, preecha: Page) -> None:
    pass_days(1)
    preecha.goto(f"{story.address}/desk/issues/{issue_of(story).id}/")
    for kind, voice in (("call_back", 1), ("payslip", 0)):
        preecha.click("details:has(form[action*=finding]) > summary")
        preecha.select_option("select[name=kind]", kind)
        preecha.select_option("select[name=voice_group]", index=voice)
        preecha.click("form[action*=finding] button")
        preecha.wait_for_load_state("networkidle")
    preecha.select_option("select[name=method]", "call_back")
    preecha.check("input[name=confidence][value=high]")
    keep_picture(preecha, 7)
    preecha.click("form[action*=verify] button")
    preecha.wait_for_load_state("networkidle")
    settle()
    assert issue_of(story).stage == "verified"
