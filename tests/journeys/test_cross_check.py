"""Nine workers over four weeks become a signal, and then a verified issue; twenty accounts of one hand stay one voice.

The nine speak Burmese, Khmer and Nepali by four ways to two desks, about one recruiter. In the same weeks somebody
writes twenty times from one browser, in other words each time; and some write that it is not so. The crowd writes and
the verifier works in a real browser; the caseworkers are played by services. Set SAPHAN_PICTURES to a folder to keep
the pages.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP, PHONE, pass_days, settle
from tests.journeys.looking import check, whole
from tests.journeys.moves import press_main, send

if TYPE_CHECKING:
    from tests.verification.signals.around import Around

pytestmark = pytest.mark.journey

# Week, desk, channel, language, words. None are alike.
NINE = (
    (0, "bridge", "web", "my", "အေဂျင့်က ငွေကိုးသိန်း ယူပြီး ဖြတ်ပိုင်းမပေးဘူး။"),
    (0, "bridge", "telegram", "km", "ភ្នាក់ងារយកលុយបីរយដុល្លារពីខ្ញុំ ហើយមិនឱ្យវិក្កយបត្រទេ។"),
    (1, "river", "web", "ne", "म्यानपावरले म सँग दुई लाख रुपैयाँ लियो, रसिद दिएन।"),
    (1, "bridge", "sms", "my", "ပွဲစားခ နှစ်ခါ ပေးခဲ့ရတယ်၊ ရွာကလူတိုင်း ပေးရတာပဲ။"),
    (2, "river", "phone", "ne", "हामीलाई मेडिकलको पैसा पनि छुट्टै तिर्न भनियो।"),
    (2, "bridge", "web", "km", "ពួកគេកាត់ប្រាក់ខែខ្ញុំរៀងរាល់ខែ ដើម្បីសងថ្លៃឈ្មួញកណ្ដាល។"),
    (2, "bridge", "phone", "my", "လုပ်ငန်းခွင် မရောက်ခင် အကြွေး တင်နေပြီ။"),
    (3, "river", "telegram", "ne", "घर बेचेर शुल्क तिरेँ, काम भने अर्कै निस्कियो।"),
    (3, "bridge", "web", "my", "စာချုပ်မှာ အခမဲ့လို့ ရေးထားပေမဲ့ တကယ်တော့ ပေးရတယ်။"),
)
FIVE_A_WEEK = 5
NOT_SO = ("I paid nothing at this agency.", "Nobody took money from me there, all is as promised.", "It is all lies.")


@dataclass
class Crossing:
    """The two desks, the recruiter, and every concern that a caseworker wrote down."""

    around: "Around"
    address: str
    concerns: list[UUID] = field(default_factory=list)
    by_one_hand: list[UUID] = field(default_factory=list)

    def staff(self, role: str, desk_id: UUID) -> object:
        return self.around.world.people[f"{role} {desk_id}"]

    def write_down(self, story: UUID, desk_id: UUID, kind: str = "fee_overcharge") -> None:
        from saphan.casework.services import record_from_talk
        from saphan.store.clock import today

        self.concerns.append(
            record_from_talk(
                conversation_id=story,
                case_id=None,
                respondent=self.around.recruiter,
                by=self.around.world.member("caseworker", desk_id),
                kind=kind,
                stage="origin",
                period_from=today(),
            )
        )
        settle()


@pytest.fixture
def crossing(served: str, monday: datetime) -> Crossing:
    from saphan.config.gathering import gather
    from tests.verification.signals.around import make
    from tests.verification.world import make as make_world

    gather()
    return Crossing(make(make_world()), served)


@pytest.fixture
def hand(browser: Browser, served: str) -> Iterator[Page]:
    """One phone behind twenty accounts: whoever holds it lets go of each story and begins another."""
    context = browser.new_context(viewport=PHONE, base_url=served, java_script_enabled=False)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.fixture
def preecha(browser: Browser, crossing: Crossing) -> Iterator[Page]:
    """The verifier of the lead desk."""
    from django.test import Client

    from tests.signed_in import sign_in

    world = crossing.around.world
    context = browser.new_context(viewport=DESKTOP, base_url=crossing.address)  # type: ignore[arg-type]
    session = sign_in(Client(), world.people[f"verifier {world.bridge}"]).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": crossing.address}])
    yield context.new_page()
    context.close()


def test_nine_voices_are_found_called_back_and_verified_and_a_crowd_of_one_hand_is_one(
    crossing: Crossing, hand: Page, preecha: Page
) -> None:
    for week in range(4):
        for place, (said_in, *said) in enumerate(NINE):
            if said_in == week:
                one_of_the_nine(crossing, place, *said)
        one_hand_writes(crossing, hand, week)
        some_say_it_is_not_so(crossing, week)
        pass_days(7)
    a_signal_names_the_recruiter(crossing, preecha)
    ten_voices_stand_behind_it(crossing, preecha)
    call_back_then_verify(crossing, preecha)


def one_of_the_nine(crossing: Crossing, place: int, desk: str, channel: str, language: str, words: str) -> None:
    """She says it from her own phone, and a caseworker of her desk writes it down a little later."""
    from datetime import timedelta

    from saphan.store import clock
    from saphan.voice import intake
    from saphan.voice.inbound import Handle, Inbound

    clock.pass_time(timedelta(hours=5))
    desk_id = getattr(crossing.around.world, desk)
    handle = None if channel == "web" else Handle("phone", f"+6680000{place:04}")
    said = Inbound(desk_id, channel, language, f"nine-{place}", text=words, handle=handle, browser=f"phone {place}")
    story = intake.accept(said).conversation_id
    settle()
    crossing.write_down(story, desk_id)


def one_hand_writes(crossing: Crossing, hand: Page, week: int) -> None:
    """Five times in a week, each as if it were another person."""
    from datetime import timedelta

    from saphan.store import clock
    from saphan.store.acting import acting_as
    from saphan.store.callers import System
    from saphan.voice.models import Conversation

    for number in range(FIVE_A_WEEK):
        clock.pass_time(timedelta(hours=7))
        let_go_of_the_story(hand)
        hand.goto("/en/")
        hand.fill(
            "textarea[name=said]", f"They took {week + 2}{number}00 baht from me at the agency, says number {number}."
        )
        press_main(hand)
        expect(whole(hand).locator(".code")).to_be_visible()
        settle()
        with acting_as(System("test.crossing")):
            story = Conversation.objects.latest("opened_at").id
        assert story not in crossing.by_one_hand
        crossing.by_one_hand.append(story)
        crossing.write_down(story, crossing.around.world.bridge)


def let_go_of_the_story(hand: Page) -> None:
    """Her page's cookie goes; the number by which a browser is known again stays."""
    from saphan.voice.pages.visits import BROWSER, COOKIE

    hand.context.clear_cookies(name=COOKIE)
    left = {cookie["name"] for cookie in hand.context.cookies()}
    assert COOKIE not in left
    assert BROWSER in left or not left


def some_say_it_is_not_so(crossing: Crossing, week: int) -> None:
    """In the last week three accounts of one phone."""
    from saphan.voice import intake
    from saphan.voice.inbound import Inbound

    for place, words in enumerate(NOT_SO if week == 3 else ()):
        said = Inbound(crossing.around.world.bridge, "web", "en", f"not-so-{place}", text=words, browser="phone of one")
        story = intake.accept(said).conversation_id
        settle()
        crossing.write_down(story, crossing.around.world.bridge, "says_not_so")


def a_signal_names_the_recruiter(crossing: Crossing, preecha: Page) -> None:
    preecha.goto("/desk/signals/")
    check(preecha)
    keep(preecha, "signals")
    preecha.locator("tr", has_text="Hill Station Overseas").get_by_role("link").click()
    expect(whole(preecha).get_by_role("heading", level=1)).to_contain_text("Hill Station Overseas")
    check(preecha)
    keep(preecha, "signal")


def ten_voices_stand_behind_it(crossing: Crossing, preecha: Page) -> None:
    with preecha.expect_navigation():
        preecha.locator("a[href*='/desk/issues/']", has_text="Hill Station Overseas").first.click()
    expect(preecha.get_by_role("heading", name="10 independent voices")).to_be_visible()
    expect(preecha.locator(".beside")).to_contain_text("Says that it is not so: 3 accounts, 1 independent voice")
    keep(preecha, "issue-before")
    expect(preecha.get_by_role("img", name="20 as one")).to_have_count(1)
    expect(preecha.locator(".as-one")).to_contain_text("one browser")
    check(preecha)
    keep(preecha, "issue")
    for width in (PHONE, DESKTOP):
        preecha.set_viewport_size(width)  # type: ignore[arg-type]
        keep(preecha, f"issue-{width['width']}")


def call_back_then_verify(crossing: Crossing, preecha: Page) -> None:
    from saphan.store.acting import acting_as
    from saphan.store.callers import System
    from saphan.verification.models import Issue

    expect(preecha.locator(".next-question")).to_contain_text("Begin with voice")
    expect(preecha.locator(".whom")).to_contain_text("no danger known")
    group = str(crossing.around.world.group_of(crossing.concerns[0]))
    preecha.select_option("select[name=kind]", "call_back")
    preecha.check("input[name=supports][value=yes]", force=True)
    preecha.select_option("select[name=voice_group]", group)
    send(preecha, "form[action$='/finding/'] button")
    preecha.select_option("form[action$='/verify/'] select[name=method]", "call_back")
    preecha.check("input[name=confidence][value=high]", force=True)
    send(preecha, "form[action$='/verify/'] button")
    settle()
    keep(preecha, "verified")
    with acting_as(System("test.crossing")):
        issue = Issue.objects.get(respondent_id=crossing.around.recruiter)
    assert (issue.stage, issue.family) == ("verified", "A")


def keep(page: Page, name: str) -> None:
    folder = os.environ.get("SAPHAN_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"cross-check-{name}.png", full_page=True)
