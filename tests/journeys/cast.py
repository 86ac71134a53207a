"""Who is in the story: the desk and its people, the plant and its night line, the buyer. All invented.

Two of the three workers are played by services here; the browser walks Ma Thiri.
"""

import time
from dataclasses import dataclass, field
from datetime import date
from datetime import time as clock_time
from uuid import UUID, uuid4

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Browser, Page

from saphan.casework import services as casework
from saphan.network import one_time, people
from saphan.network import services as network
from saphan.network.models import Staff
from saphan.network.selectors import caller_of
from saphan.store import callers
from saphan.store.acting import acting_as
from saphan.voice import services as voice
from saphan.voice.inbound import Inbound
from saphan.voice.models import Ask
from tests.journeys.conftest import DESKTOP
from tests.signed_in import SECRET, give_second_factor

PASSWORD = "over the long bridge"


@dataclass
class Story:
    """Ids and signed-in pages of everyone, by name."""

    address: str
    desk_id: UUID
    plant: UUID
    brand: UUID
    staff: dict[str, UUID]
    pages: dict[str, Page] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    conversations: dict[str, UUID] = field(default_factory=dict)
    drafts: list[str] = field(default_factory=list)
    pages_to_disclosure: int = 0

    def caller(self, name: str) -> callers.Staff:
        caller = caller_of(Staff.objects.get(id=self.staff[name]))
        assert isinstance(caller, callers.Staff)
        return caller

    def partner(self, name: str) -> callers.Partner:
        caller = caller_of(Staff.objects.get(id=self.staff[name]))
        assert isinstance(caller, callers.Partner)
        return caller

    def page(self, browser: Browser, name: str) -> Page:
        """Her or his own browser, signed in with password and second factor the first time."""
        if name not in self.pages:
            self.pages[name] = sign_in(browser, self.address, Staff.objects.get(id=self.staff[name]).email)
        return self.pages[name]


def set_up(address: str) -> Story:
    """One desk on duty by day, one plant of 240 with a night line of 60, one buyer."""
    bridge = network.create_organisation(kind="service", name="Bridge Thailand", country="TH")
    desk_id = network.open_desk(
        organisation_id=bridge,
        name="Bridge Thailand",
        country="TH",
        languages=["my", "th", "ne", "en"],
        time_zone="Asia/Bangkok",
    )
    plant = network.create_organisation(
        kind="supplier", name="Blue Prawn Foods", country="TH", place="Samut Sakhon", language="th"
    )
    brand = network.create_organisation(kind="retailer", name="Northsea Retail", country="NL")
    network.relate(source_id=brand, kind="buys_from", target_id=plant, since=date(2025, 1, 1))
    for line, headcount in (("", 240), ("Night line", 60)):
        network.add_workforce_group(
            organisation_id=plant, line=line, headcount=headcount, counted_on=date(2026, 1, 15), source="HR poster"
        )
    staff = {
        "Nok": person(bridge, "Nok", desk_id, ["caseworker"], "en"),
        "Preecha": person(bridge, "Preecha", desk_id, ["verifier"], "en"),
        "Ann": person(bridge, "Ann", desk_id, ["lead", "caseworker"], "en"),
        "Somchai": person(plant, "Somchai", None, ["partner"], "th"),
        "Ellen": person(brand, "Ellen", None, ["partner"], "en"),
    }
    network.set_emergency_words(desk_id=desk_id, language="my", text="အရေးပေါ် 000-1")
    network.set_emergency_words(desk_id=desk_id, language="en", text="Emergency: 000-1")
    for weekday in range(7):
        network.set_duty(
            desk_id=desk_id, staff_id=staff["Nok"], weekday=weekday, opens=clock_time(8), closes=clock_time(20)
        )
    return Story(address, desk_id, plant, brand, staff)


def person(organisation_id: UUID, name: str, desk_id: UUID | None, roles: list[str], language: str) -> UUID:
    invited = people.invite_staff(
        email=f"{name.lower()}@example.org",
        name=name,
        organisation_id=organisation_id,
        desk_id=desk_id,
        roles=roles,
        language=language,
        languages=["my", "th", "en"],
    )
    one_time.start(token=invited.token, password=PASSWORD)
    give_second_factor(Staff.objects.get(id=invited.staff_id))
    return invited.staff_id


def second_factor() -> str:
    return str(format_hotp_value(hotp_value(SECRET, int(time.time()) // 30)))


def sign_in(browser: Browser, address: str, email: str) -> Page:
    page = browser.new_context(viewport=DESKTOP).new_page()  # type: ignore[arg-type]
    page.goto(f"{address}/in/")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    page.fill("input[name=code]", second_factor())
    page.click("main form button")
    page.wait_for_url(lambda url: "/account/" not in url)
    return page


def writes(story: Story, name: str, *, text: str, language: str, channel: str) -> None:
    """Somebody whom the browser does not walk says the first sentence."""
    accepted = voice.accept(Inbound(story.desk_id, channel, language, once=str(uuid4()), text=text, icon="pay"))
    story.conversations[name], story.codes[name] = accepted.conversation_id, accepted.claim_code


def joins(story: Story, name: str, *, text: str, language: str, channel: str) -> None:
    """Another worker of the night line writes; Nok opens a case and records the same concern."""
    writes(story, name, text=text, language=language, channel=channel)
    nok = story.caller("Nok")
    case_id = casework.open_case(conversation_id=story.conversations[name], by=nok)
    casework.record_concern(
        case_id=case_id,
        conversation_id=story.conversations[name],
        kind="unpaid_overtime",
        respondent_id=story.plant,
        stage="employment",
        period_from=date(2026, 1, 1),
        first_hand=True,
        line="Night line",
        by=nok,
    )


def answers(story: Story, name: str, question: str, code: str) -> None:
    """A worker whom the browser does not walk answers every question of this kind that stands open for her or him."""
    conversation_id = story.conversations[name]
    with acting_as(callers.System("test.story")):
        asks = list(Ask.objects.filter(conversation_id=conversation_id, question=question).values_list("id", flat=True))
    for ask_id in asks:
        voice.answer(ask_id=ask_id, code=code, by=callers.Story(conversation_id))
