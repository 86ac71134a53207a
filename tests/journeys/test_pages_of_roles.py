"""Pages of the roles that open no story, and broken glass, in a real browser: in order at 768 px and at 1440 px."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.conftest import DESKTOP
from tests.journeys.looking import check, whole

pytestmark = pytest.mark.journey

TABLET = {"width": 768, "height": 1024}
SIZES = pytest.mark.parametrize("size", [TABLET, DESKTOP], ids=["tablet", "desktop"])


@SIZES
def test_pages_of_roles(served: str, monday: object, browser: Browser, size: dict[str, int]) -> None:
    from django.test import Client

    from saphan.casework import looking
    from saphan.casework.understanding import interpreting
    from saphan.casework.understanding.texts import in_words
    from saphan.network.models import Staff
    from saphan.store.acting import acting_as
    from saphan.store.callers import Staff as Caller
    from saphan.voice import services as voice
    from tests.signed_in import desk_person, sign_in
    from tests.verification.world import make

    # Given a story with a number and one look of each kind, and facts of four voices
    world = make()
    world.corroborated()
    story = world.story()
    voice.set_details(conversation_id=story, phone="0812345678")
    nok, ann = world.member("caseworker"), world.member("lead")
    rows: dict[str, Staff] = {
        role: world.people.get(f"{role} {world.bridge}") or desk_person(world.bridge, role, name=role.title())
        for role in ("lead", "caseworker", "analyst", "administrator", "custodian", "interpreter", "editor")
    }
    admin = Caller(rows["administrator"].id, world.bridge, frozenset({"administrator"}))
    opened, asked = (looking.ask_to_break_glass(about=story, reason=why, by=admin) for why in ("fault", "order"))
    looking.decide_glass(look_id=opened, opens=True, by=ann)
    looking.ask_for_identity(conversation_id=story, reason="safety", by=nok)
    with acting_as(nok):
        message_id = in_words(story)[0].id
    handed = interpreting.ask_interpreter(
        conversation_id=story,
        message_id=message_id,
        interpreter_id=rows["interpreter"].id,
        by=nok,
    )

    def walk(role: str, *addresses: str) -> Page:
        context = browser.new_context(viewport=size, base_url=served)  # type: ignore[arg-type]
        session = sign_in(Client(), rows[role]).cookies["sessionid"].value
        context.add_cookies([{"name": "sessionid", "value": session, "url": served}])
        page = context.new_page()
        for address in addresses:
            page.goto(address)
            check(page)
        return page

    # Then each page is in order, and a press leads on
    for role, addresses in {
        "analyst": ("/in/", "/desk/facts/?language=my"),
        "administrator": ("/in/", "/desk/glass/", f"/desk/glass/{opened}/", "/desk/network/desk/"),
        "custodian": ("/in/",),
        "editor": ("/in/",),
        "caseworker": (f"/desk/story/{story}/",),
    }.items():
        walk(role, *addresses).context.close()
    page = walk("lead", "/desk/glass/")
    page.get_by_role("button", name="Open it with her").click()
    expect(whole(page).get_by_role("button", name="Open it with her")).to_have_count(0)
    page.context.close()
    page = walk("interpreter", "/in/", f"/desk/interpreting/{handed}/")
    page.get_by_role("button", name="No, I know nobody there").click()
    check(page)
    expect(page.get_by_text("They did not pay us")).to_be_visible()
    page.get_by_label("Your translation").fill("They did not pay us.")
    page.get_by_role("button", name="Give it to the caseworker").click()
    expect(page.get_by_text("translated by a person")).to_be_visible()
    page.context.close()
    page = walk("custodian", "/desk/identity/")
    page.get_by_role("button", name="Show me the number once").click()
    check(page)
    expect(page.get_by_text("+66812345678")).to_be_visible()
    page.context.close()
