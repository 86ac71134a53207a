"""Four workers, four ways, four languages: each is understood or handed to who understands, answered, and reads it.

Zawgyi by Telegram, a Thai sticker and then words by LINE, a Khmer voice message by the keypad of a telephone, and
Nepali by WhatsApp whose day is over when the desk answers. The providers are played on loopback.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

import pytest
from django.test import override_settings
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, settle
from tests.journeys.looking import check, whole
from tests.journeys.test_desk import cookie_of, picture
from tests.journeys.test_network_and_public_pages import open_browser
from tests.voice.channels.doors import door_of
from tests.voice.channels.line.provider import Line
from tests.voice.channels.phone.caller import hear
from tests.voice.channels.sms.provider import Twilio
from tests.voice.channels.stand_in import StandIn, standing_in
from tests.voice.channels.telegram.provider import Telegram
from tests.voice.channels.twilio_desk import HER as HER_PHONE
from tests.voice.channels.twilio_desk import OURS, Number
from tests.voice.channels.whatsapp.provider import ACCOUNT, HER, NUMBER, WhatsApp

if TYPE_CHECKING:
    from saphan.store.callers import Staff
    from tests.casework.given import Desk

pytestmark = pytest.mark.journey
BURMESE = "သုံးလ လစာ မရသေးဘူး။ မန်နေဂျာက ပတ်စပို့ သိမ်းထားတယ်။"
THAI = "ยังไม่ได้ค่าจ้างสองเดือน"
NEPALI = "तलब दुई महिनादेखि आएको छैन"
TO_BURMESE = "ဖတ်ပြီးပါပြီ။ မနက်ဖြန် ဆက်ပြောပါမယ်။"
TO_THAI = "เราอ่านแล้ว พรุ่งนี้จะเขียนถึงคุณ"
TO_NEPALI = "हामीले पढ्यौं। सोमबार कुरा गरौं।"
TO_KHMER = "យើងបានស្តាប់សាររបស់អ្នកហើយ។"


@dataclass
class Ways:
    """The desk, who understands whom, and the four providers."""

    desk: Desk
    dara: Staff  # Khmer
    sita: Staff  # Nepali
    there: dict[str, StandIn]
    accounts: dict[str, UUID]

    def provider(self, name: str) -> Any:
        return self.there[name].rule


@pytest.fixture
def ways(served: str, monday: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ways]:
    from saphan.network.models import Role
    from saphan.network.services import OURSELVES, set_duty
    from saphan.store import clock
    from saphan.voice.channels.accounts import accounts
    from saphan.voice.channels.leaving import sending
    from tests.casework import given
    from tests.casework.understanding.given import hire
    from tests.voice.channels.line import replay as line
    from tests.voice.channels.sms.provider import SID, TOKEN
    from tests.voice.channels.telegram import replay as telegram
    from tests.voice.channels.whatsapp.provider import ENTERED as WHATSAPP

    monkeypatch.setattr(sending, "pause", lambda seconds: clock.pass_time(timedelta(seconds=seconds)))
    desk = given.our_desk()
    dara, sita = hire(desk, Role.CASEWORKER, "Dara", "km", "en"), hire(desk, Role.CASEWORKER, "Sita", "ne", "en")
    for who in (dara, sita):
        for weekday in range(7):
            set_duty(desk_id=desk.id, staff_id=who.id, weekday=weekday, opens=given.time(9), closes=given.time(18))
    entered = {
        "telegram": telegram.ENTERED,
        "line": line.ENTERED,
        "phone": {"sid": SID, "token": TOKEN, "number": OURS, "languages": "my,km"},
        "whatsapp": WHATSAPP,
    }
    played = {"telegram": Telegram(), "line": Line(), "phone": Twilio(), "whatsapp": WhatsApp()}
    with ExitStack() as stack:
        there = {name: stack.enter_context(standing_in(rule, name)) for name, rule in played.items()}
        servers = {name: each.url for name, each in there.items()}
        stack.enter_context(override_settings(SAPHAN_CHANNEL_SERVERS=servers))
        played["whatsapp"].url = servers["whatsapp"]
        added = {
            name: accounts.add_account(desk_id=desk.id, channel=name, name=f"Our {name}", entered=fields, by=OURSELVES)
            for name, fields in entered.items()
        }
        yield Ways(desk, dara, sita, there, added)


def test_each_is_understood_answered_and_reads_it(ways: Ways, served: str, browser: Browser) -> None:
    # Given four workers who said something by four ways
    telegram = by_telegram(ways, text=in_zawgyi(BURMESE))
    line = by_line(ways, {"type": "sticker", "id": "1", "packageId": "1", "stickerId": "2", "quoteToken": "q"})
    by_line(ways, {"type": "text", "id": "2", "text": THAI, "quoteToken": "q"}, story=line)
    phone = by_phone(ways)
    whatsapp = by_whatsapp(ways, type="text", text={"body": NEPALI})

    # Then the inbox has them in their languages, and each is with somebody who speaks it
    nok = desk_page(browser, served, ways.desk.nok)
    nok.goto("/desk/")
    for language in ("Burmese", "Thai", "Khmer", "Nepali"):
        expect(nok.locator("[data-rows]")).to_contain_text(language)
    picture(nok, "four-ways-inbox")
    check(nok)

    # When Nok reads the first: Zawgyi came, she reads Unicode; her answer goes out in the letters of that phone
    nok.goto(f"/desk/story/{telegram}/")
    expect(nok.get_by_text(BURMESE)).to_be_visible()
    picture(nok, "four-ways-zawgyi")
    answered(nok, TO_BURMESE)
    assert TO_BURMESE not in texts(ways, "telegram"), "she has not said yet what may be written there"
    by_telegram(ways, data="everything", story=telegram)
    later()
    assert {TO_BURMESE, in_zawgyi(TO_BURMESE)} & set(texts(ways, "telegram"))

    # When Nok reads the second: a sticker that nobody can read, then Thai
    nok.goto(f"/desk/story/{line}/")
    expect(nok.get_by_text("A sticker")).to_be_visible()
    expect(nok.get_by_text(THAI)).to_be_visible()
    answered(nok, TO_THAI)
    by_line(ways, {"type": "text", "id": "3", "text": "1", "quoteToken": "q"}, story=line)
    later()
    assert TO_THAI in texts(ways, "line")

    # When Dara hears the third, rings her, and writes down what each of them said
    dara = desk_page(browser, served, ways.dara)
    dara.goto("/desk/")
    expect(dara.locator("[data-rows]")).to_contain_text("Khmer")
    dara.goto(f"/desk/story/{phone}/")
    expect(dara.locator("audio")).to_have_count(1)
    picture(dara, "four-ways-keypad")
    dara.get_by_role("link", name="Write down a call").click()
    dara.get_by_label("We rang her", exact=True).check()
    dara.get_by_label("What she said").fill("ថៅកែមិនឲ្យប្រាក់ខែពីរខែហើយ")
    dara.get_by_label("We rang her: give her a number").check()
    picture(dara, "four-ways-pad")
    dara.get_by_role("button", name="Add it to her story").click()
    code = whole(dara).locator(".pad-code").inner_text().replace(" ", "")
    dara.get_by_role("link", name="Open her story").click()
    answered(dara, TO_KHMER)

    # Then she hears by her number that there is an answer, and reads it on any phone
    heard = hear(rings(ways, "step=code&lang=en", Digits=code))
    assert heard.said[0].startswith("There is an answer for you.")
    hers = open_browser(browser, served, PHONE)
    hers.goto("/km/story/")
    hers.fill("main input[name=code]", code)
    hers.locator("main form button").first.click()
    expect(hers.get_by_text(TO_KHMER)).to_be_visible()
    check(hers)
    picture(hers, "four-ways-khmer-answer")

    # When Sita answers the fourth two days later: it waits, she offers the approved words, and then it goes
    by_whatsapp(
        ways,
        story=whatsapp,
        type="interactive",
        interactive={"type": "button_reply", "button_reply": {"id": "everything", "title": "1"}},
    )
    later(days=2)
    sita = desk_page(browser, served, ways.sita)
    sita.goto(f"/desk/story/{whatsapp}/")
    expect(sita.get_by_text(NEPALI)).to_be_visible()
    answered(sita, TO_NEPALI)
    sita.reload()
    assert TO_NEPALI not in texts(ways, "whatsapp")
    picture(sita, "four-ways-window")
    with sita.expect_navigation():
        sita.get_by_role("button", name="Send the approved words: there is news").click()
    later(minutes=1)
    assert ways.provider("whatsapp").taken[-1]["type"] == "template"
    by_whatsapp(ways, story=whatsapp, type="text", text={"body": "?"})
    later(minutes=1)
    assert TO_NEPALI in texts(ways, "whatsapp")
    check(sita)


def in_zawgyi(text: str) -> str:
    from saphan.languages.zawgyi import to_zawgyi

    return to_zawgyi(text)


def later(**span: float) -> None:
    from tests.voice.channels.given import let_pass

    let_pass(**(span or {"minutes": 2}))


def answered(page: Page, text: str) -> None:
    page.locator("textarea[name=reply]").fill(text)
    page.get_by_role("button", name="Send", exact=False).first.click()
    expect(page.locator("#talk").get_by_text(text).first).to_be_visible()
    settle()


def desk_page(browser: Browser, served: str, who: Staff) -> Page:
    return open_browser(browser, served, DESKTOP, cookie_of(who.id, served)["value"])


def texts(ways: Ways, name: str) -> list[str]:
    taken = ways.provider(name).taken
    found = {
        "telegram": lambda each: each["text"],
        "line": lambda each: each["messages"][0].get("text", ""),
        "whatsapp": lambda each: each["text"]["body"] if each["type"] == "text" else "",
    }[name]
    return [found(each) for each in taken]


def newest_story() -> UUID:
    from tests.voice.channels.given import stories

    return stories()[-1]


def by_telegram(ways: Ways, *, text: str = "", data: str = "", story: UUID | None = None) -> UUID:
    """She writes, or presses a button of ours."""
    from tests.voice.channels.given import Bot

    bot = Bot(ways.desk, ways.accounts["telegram"], last_update=2000 if data else 1000)  # type: ignore[arg-type]
    if data:
        bot.presses(data)
    else:
        bot.says(text)
    return story or newest_story()


def by_line(ways: Ways, message: dict[str, Any], *, story: UUID | None = None) -> UUID:
    from tests.voice.channels.line.provider import HER as HER_THERE
    from tests.voice.channels.line.replay import ENTERED
    from tests.voice.channels.line.test_through_the_house import now

    event = {"type": "message", "mode": "active", "source": {"type": "user", "userId": HER_THERE}, "message": message}
    event |= {"webhookEventId": f"01KJFOURWAYS{message['id']:>014}", "deliveryContext": {"isRedelivery": False}}
    door = door_of(ways.desk, "line", ways.accounts["line"], ENTERED)  # type: ignore[arg-type]
    door.bring({"destination": "Ub0", "events": [now(event | {"replyToken": f"r{message['id']}"})]})
    return story or newest_story()


def rings(ways: Ways, query: str = "", **more: str) -> bytes:
    form = {"CallSid": f"CA{1:032x}", "From": HER_PHONE, "To": OURS, "CallStatus": "in-progress", **more}
    answer = Number(ways.accounts["phone"], "phone").post(form, query)
    assert answer.status_code == 200
    settle()
    return answer.content


def by_phone(ways: Ways) -> UUID:
    """She presses the key of Khmer, then 1, and speaks."""
    from tests.voice.channels.phone.spoken import RECORDING, spoken

    ways.provider("phone").files = {RECORDING + ".mp3": (spoken(), "audio/mpeg")}
    assert hear(rings(ways, CallStatus="ringing")).step == "language"
    menu = hear(rings(ways, "step=language", Digits="2"))
    record = hear(rings(ways, menu.query, Digits="1"))
    recorded = {"RecordingUrl": ways.there["phone"].url + RECORDING, "RecordingDuration": "12", "Digits": "hangup"}
    rings(ways, record.query, **recorded)
    return newest_story()


def by_whatsapp(ways: Ways, *, story: UUID | None = None, **message: Any) -> UUID:
    from saphan.store import clock
    from tests.voice.channels.whatsapp.provider import ENTERED

    door = door_of(ways.desk, "whatsapp", ways.accounts["whatsapp"], ENTERED)  # type: ignore[arg-type]
    about = {"messaging_product": "whatsapp", "metadata": {"phone_number_id": NUMBER}}
    at = int(clock.now().timestamp())
    said = {"from_user_id": HER, "id": f"wamid.{at}.{message['type']}", "timestamp": str(at), **message}
    change = {"field": "messages", "value": {**about, "messages": [said]}}
    door.bring({"object": "whatsapp_business_account", "entry": [{"id": ACCOUNT, "changes": [change]}]})
    return story or newest_story()
