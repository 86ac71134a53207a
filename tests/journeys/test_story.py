"""The walk: one worker's voice, in twenty acts, from a phone without JavaScript to a remedy that she confirms.

Ma Thiri is walked in Burmese at 360 px; the desk, the supplier and the brand at 1440 px. Ko Zaw and Sunita are played
by services. After each act the state is asserted, not only the page. Set SAPHAN_PICTURES to a folder to keep a
screenshot of each act.
"""

from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.record import count
from saphan.remedy.models import Draft, Evidence, RoundAnswer
from saphan.store.acting import acting_as
from saphan.store.callers import System
from saphan.voice.models import Ask, Consent, Conversation
from tests.journeys import cast
from tests.journeys.cast import Story
from tests.journeys.conftest import pass_days, settle
from tests.journeys.looking import whole
from tests.journeys.moves import (
    PagesSeen,
    ask_the_workers,
    come_back,
    conversation,
    day,
    issue_of,
    keep_picture,
    open_issue,
    open_row,
    open_shown,
    press_main,
    promise,
    send,
)

pytestmark = pytest.mark.journey

SAID = "လကုန်ပေမဲ့ အချိန်ပိုကြေး မပေးဘူး။"
WORDS_FOR_THE_PLANT = {
    "en": "Overtime on the night line has not been paid since January.",
    "my": "ညဆိုင်းမှာ ဇန်နဝါရီလကစပြီး အချိန်ပိုကြေး မရသေးပါ။",
    "th": "สายการผลิตกะกลางคืนยังไม่ได้รับค่าล่วงเวลาตั้งแต่เดือนมกราคม",
}
WORDS_FOR_THE_BRAND = {
    "en": "At a plant that packs for you, overtime has not been paid since January.",
    "my": "သင်တို့အတွက် ထုပ်ပိုးတဲ့ စက်ရုံတစ်ခုမှာ အချိန်ပိုကြေး မရသေးပါ။",
}
PLAN = {"en": "The company pays the overtime by 16 April.", "my": "ကုမ္ပဏီက ဧပြီ ၁၆ ရက်နောက်ဆုံး အချိန်ပိုကြေး ပေးမယ်။"}
PAID = {"en": "Were you paid your overtime?", "my": "သင့်အချိန်ပိုကြေး ရပြီလား။"}
MORE = "နှစ်လရှိပြီ၊ အချိန်ပိုကြေး မရသေးဘူး။"


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
    act_6_two_more_voices(story, story.page(browser, "Preecha"))
    preecha = story.page(browser, "Preecha")
    act_7_verified(story, preecha)
    act_8_the_very_words(story, preecha)
    act_9_she_agrees_to_words(story, browser)
    pass_days(7)
    act_10_disclosed(story, preecha, browser)
    pass_days(1)
    somchai, ellen = story.page(browser, "Somchai"), story.page(browser, "Ellen")
    act_11_the_three_promises(story, somchai)
    pass_days(4)
    act_12_a_plan(story, somchai, ellen)
    pass_days(1)
    act_13_is_it_enough(story, preecha, browser)
    pass_days(7)
    act_14_agreed(story, preecha)
    pass_days(15)
    act_15_delivered(story, somchai)
    pass_days(1)
    act_16_the_desk_asks(story, preecha)
    pass_days(1)
    act_17_she_confirms(story, browser, somchai)
    pass_days(13)
    act_18_they_ask_who_talked(story, story.page(browser, "Nok"), somchai)
    pass_days(2)
    act_19_it_stopped(story, story.page(browser, "Ann"))
    act_20_the_public(story, phone)


def act_1_one_sentence(story: Story, phone: Page) -> None:
    phone.goto(story.address)
    phone.click("a[href*='/my/']")
    phone.check("input[name=icon][value=pay]", force=True)
    phone.fill("textarea[name=said]", SAID)
    press_main(phone)
    settle()
    code = "".join(sign for sign in whole(phone).locator(".code").inner_text() if sign.isdecimal())
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
    expect(nok.locator("main")).to_contain_text(SAID)
    nok.keyboard.press("3")
    nok.wait_for_selector("input[name=approved]:not([value=''])", state="attached")
    keep_picture(nok, 3)
    send(nok, "form.reply button.button")
    settle()
    assert conversation(story.conversations["Ma Thiri"]).status == "answered"


def act_4_she_writes_on(story: Story, phone: Page) -> None:
    expect(phone.locator(".said.ours")).to_have_count(1)
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
    nok.click("#concern-form form button[data-key=s]")
    nok.wait_for_selector("#reply")
    settle()
    assert issue_of(story).stage == "understood"


def act_6_two_more_voices(story: Story, preecha: Page) -> None:
    pass_days(2)
    cast.joins(story, "Ko Zaw", language="my", channel="phone", text="အချိန်ပိုကြေး မရဘူး။")
    pass_days(6)
    cast.joins(story, "Sunita", language="en", channel="web", text="My overtime pay did not come.")
    settle()
    assert issue_of(story).stage == "corroborated"
    preecha.goto(f"{story.address}/desk/issues/")
    assert preecha.locator("main tr", has_text="Blue Prawn").locator(".mark.now").count() == 1  # may be verified
    keep_picture(preecha, 6)


def act_7_verified(story: Story, preecha: Page) -> None:
    pass_days(1)
    preecha.goto(f"{story.address}/desk/issues/{issue_of(story).id}/")
    for kind, voice in (("call_back", 1), ("payslip", 0)):
        preecha.click("details:has(form[action*=finding]) > summary")
        preecha.select_option("select[name=kind]", kind)
        preecha.select_option("select[name=voice_group]", index=voice)
        send(preecha, "form[action*=finding] button")
    preecha.select_option("select[name=method]", "call_back")
    preecha.check("input[name=confidence][value=high]")
    keep_picture(preecha, 7)
    send(preecha, "form[action*=verify] button")
    settle()
    assert issue_of(story).stage == "verified"


def act_8_the_very_words(story: Story, preecha: Page) -> None:
    for recipient, asked, words in (
        (story.plant, "pay_what_is_owed", WORDS_FOR_THE_PLANT),
        (story.brand, "keep_contract", WORDS_FOR_THE_BRAND),
    ):
        open_issue(story, preecha)
        seen = PagesSeen(preecha)
        preecha.click("a[href*='/drafts/new/']")
        preecha.select_option("select[name=recipient_id]", str(recipient))
        preecha.select_option("select[name=asked_action]", asked)
        for language, text in words.items():
            preecha.fill(f"textarea[name=words_{language}]", text)
        preecha.fill("input[name=crowd]", "60")
        preecha.fill("input[name=crowd_source]", "HR poster")
        if recipient == story.plant:
            keep_picture(preecha, 8)
        preecha.click("main form .actions .button")
        preecha.wait_for_url("**/desk/drafts/**")
        story.drafts.append(preecha.url)
        if recipient == story.plant:
            story.pages_to_disclosure = seen.stop()
        settle()
        with acting_as(System("test.story")):
            draft = Draft.objects.get(recipient_id=recipient)
            assert (draft.crowd, draft.version, draft.wait_days) == (60, 1, 7)
            assert Ask.objects.filter(question="consent", ref=draft.id, closed_on=None).count() == 3


def act_9_she_agrees_to_words(story: Story, browser: Browser) -> None:
    phone = come_back(story, browser)
    for words in (WORDS_FOR_THE_PLANT, WORDS_FOR_THE_BRAND):
        question = phone.locator("section.warn a.button").first
        question.click()
        shown = whole(phone).locator("main blockquote").inner_text()
        assert shown in (WORDS_FOR_THE_PLANT["my"], WORDS_FOR_THE_BRAND["my"])
        if words is WORDS_FOR_THE_PLANT:
            keep_picture(phone, 9)
        phone.click("button[name=code][value=yes]")
        settle()
    for name in ("Ko Zaw", "Sunita"):
        cast.answers(story, name, "consent", "yes")
    settle()
    with acting_as(System("test.story")):
        for draft in Draft.objects.all():
            assert Consent.objects.filter(draft_id=draft.id, given=True, ended_on=None).count() == 3


def act_10_disclosed(story: Story, preecha: Page, browser: Browser) -> None:
    for number, draft in enumerate(story.drafts):
        open_issue(story, preecha)
        seen = PagesSeen(preecha)
        preecha.click(f"a[href='{urlsplit(draft).path}']")
        if number == 0:
            keep_picture(preecha, 10)
            story.pages_to_disclosure += seen.stop()
        send(preecha, "form[action$='/disclose/'] button")
        settle()
    assert issue_of(story).stage == "disclosed"
    count("pages_from_issue_to_disclosure", story.pages_to_disclosure)
    assert story.pages_to_disclosure <= 5
    somchai, ellen = story.page(browser, "Somchai"), story.page(browser, "Ellen")
    open_shown(story, somchai)
    assert WORDS_FOR_THE_PLANT["th"] in somchai.content()
    assert WORDS_FOR_THE_BRAND["en"] not in somchai.content()
    open_shown(story, ellen)
    assert WORDS_FOR_THE_BRAND["en"] in ellen.content()
    assert WORDS_FOR_THE_PLANT["en"] not in ellen.content()


def act_11_the_three_promises(story: Story, somchai: Page) -> None:
    somchai.goto(f"{story.address}/partner/")
    keep_picture(somchai, 11)
    open_shown(story, somchai)
    send(somchai, "form[action$='/acknowledge/'] button")
    settle()
    assert issue_of(story).stage == "acknowledged"


def act_12_a_plan(story: Story, somchai: Page, ellen: Page) -> None:
    open_shown(story, somchai)
    promise(somchai, "จ่ายค่าล่วงเวลาตั้งแต่เดือนมีนาคมให้ทุกคนในสายการผลิต", "line", day(story, 45))
    keep_picture(somchai, 12)
    open_shown(story, ellen)
    send(ellen, "form[action$='/acknowledge/'] button")
    promise(ellen, "We do not end the contract while this is put right.", "everyone", day(story, 180))
    keep_picture(ellen, 12, "-brand")
    settle()
    assert issue_of(story).stage == "planned"


def act_13_is_it_enough(story: Story, preecha: Page, browser: Browser) -> None:
    ask_the_workers(story, preecha, PLAN)
    assert issue_of(story).stage == "asked"
    phone = come_back(story, browser)
    phone.locator("section.warn a.button").first.click()
    expect(phone.locator("main")).to_contain_text(PLAN["my"])
    keep_picture(phone, 13)
    phone.click("button[name=code][value=enough]")
    cast.answers(story, "Ko Zaw", "enough", "enough")
    cast.answers(story, "Sunita", "enough", "advice_first")
    settle()
    with acting_as(System("test.story")):
        given = RoundAnswer.objects.filter(round__kind="plan").values_list("code", flat=True)
        assert sorted(given) == ["advice_first", "enough", "enough"]
    assert issue_of(story).stage == "asked"


def act_14_agreed(story: Story, preecha: Page) -> None:
    open_issue(story, preecha)
    preecha.click("form[action$='/agree/'] button")  # too early: one of them wants advice first
    preecha.wait_for_selector(".refusal")
    assert issue_of(story).stage == "asked"
    open_issue(story, preecha)
    send(preecha, "form[action*='/advice/'] button")
    cast.answers(story, "Sunita", "enough", "enough")
    settle()
    open_issue(story, preecha)
    preecha.locator("#asked").scroll_into_view_if_needed()
    keep_picture(preecha, 14)
    send(preecha, "form[action$='/agree/'] button")
    settle()
    assert issue_of(story).stage == "agreed"


def act_15_delivered(story: Story, somchai: Page) -> None:
    open_shown(story, somchai)
    form = somchai.locator("form[action*='/deliver/']").first
    if not form.is_visible():
        somchai.locator("details:has(form[action*='/deliver/']) > summary").first.click()
    form.locator("input[name=amount]").fill("410000")
    form.locator("input[name=file]").set_input_files(
        {"name": "pay-run.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\nThiri 12000\n%%EOF\n"}
    )
    keep_picture(somchai, 15)
    send(somchai, form.locator("button.button"))
    settle()
    assert issue_of(story).stage == "delivered"
    with acting_as(System("test.story")):
        sealed = Evidence.objects.get()
        assert b"Thiri" not in bytes(sealed.sealed)


def act_16_the_desk_asks(story: Story, preecha: Page) -> None:
    ask_the_workers(story, preecha, PAID, 16)
    assert issue_of(story).stage == "confirming"


def act_17_she_confirms(story: Story, browser: Browser, somchai: Page) -> None:
    phone = come_back(story, browser)
    phone.locator("section.warn a.button").first.click()
    keep_picture(phone, 17)
    phone.click("button[name=code][value=yes]")
    cast.answers(story, "Ko Zaw", "confirm", "yes")
    settle()
    assert issue_of(story).stage == "confirming"
    cast.answers(story, "Sunita", "confirm", "partly")
    settle()
    assert issue_of(story).stage == "remedied"
    open_shown(story, somchai)
    before = somchai.locator("main").inner_text()
    pass_days(7)
    open_shown(story, somchai)
    assert somchai.locator("main").inner_text() != before


def act_18_they_ask_who_talked(story: Story, nok: Page, somchai: Page) -> None:
    open_shown(story, somchai)
    seen = somchai.locator("main").inner_text()
    cast.answers(story, "Ko Zaw", "held", "retaliation")
    settle()
    issue = issue_of(story)
    assert (issue.stage, issue.urgent) == ("reopened", True)
    nok.goto(f"{story.address}/desk/")
    assert nok.locator(".bell .count, .notice-bell .count, .badge").count() or "!" in nok.content()
    keep_picture(nok, 18)
    open_shown(story, somchai)
    assert somchai.locator("main").inner_text() == seen


def act_19_it_stopped(story: Story, ann: Page) -> None:
    open_issue(story, ann)
    ann.locator("#retaliation").scroll_into_view_if_needed()
    keep_picture(ann, 19)
    send(ann, "form[action$='/spoke/'] button")
    pass_days(30)
    open_issue(story, ann)
    send(ann, "form[action$='/stopped/'] button")
    settle()
    assert issue_of(story).stage == "remedied"


def act_20_the_public(story: Story, phone: Page) -> None:
    phone.goto(f"{story.address}/public/")
    keep_picture(phone, 20)
    assert phone.locator("h1").count() == 1
    shown = phone.locator("main").inner_text()
    for name in ("Blue Prawn", "Northsea", "Thiri", "Samut Sakhon"):
        assert name not in shown
