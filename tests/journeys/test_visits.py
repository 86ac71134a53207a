"""An outreach worker enters three people on a tablet without network; with network again all three arrive, once."""

import json

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from saphan.store import acting_as
from saphan.voice.models import Conversation, VisitEntry
from saphan.voice.reading import lines
from saphan.voice.returning import open_story
from tests.journeys.looking import check, clipped, overlapping
from tests.journeys.test_network_and_public_pages import open_browser
from tests.signed_in import desk_person, open_desk, sign_in
from tests.voice.visits.given import SYSTEM, Tablet, a_visit

pytestmark = pytest.mark.journey

TABLET, PHONE = {"width": 800, "height": 1280}, {"width": 360, "height": 740}
SAID = {"my": "zzz ပတ်စပို့ယူထားတယ်", "ne": "zzz तलब दिएनन्", "th": "zzz ยึดพาสปอร์ต"}
NUMBER = "0815550123"
DUMP = """() => new Promise((resolve) => {
  const asked = indexedDB.open("saphan-visits", 1);
  asked.onsuccess = () => {
    const all = asked.result.transaction("entries").objectStore("entries").getAll();
    all.onsuccess = () => resolve(all.result
      .map((each) => ({ ...each, sealed: [...each.sealed] }))
      .sort((a, b) => a.number - b.number));
  };
})"""
CACHED = """async () => {
  let found = "";
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found += await (await cache.match(request)).text();
  }
  return found;
}"""


def _open(browser: Browser, served: str, tablet: Tablet, size: dict[str, int] = TABLET) -> Page:
    page = open_browser(browser, served, size, tablet.client.cookies["sessionid"].value)
    page.goto(tablet.address)
    expect(page.get_by_text("This page works without network now.")).to_be_visible()
    return page


def _enter(page: Page, language: str, said: str, phone: str = "") -> str:
    """Write one worker down; returns the code that she is shown."""
    page.locator("#language").select_option(language)
    page.locator("[name=keep]").check()
    page.locator("[name=icon][value=papers]").check()
    page.locator("#said").fill(said)
    if phone:
        page.locator("details.more summary").click()
        page.locator("#phone").fill(phone)
        page.locator("[name=times][value=evening]").check()
        page.locator("[name=ring]").check()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#done")).to_be_visible()
    code = "".join(page.locator("#code span").all_inner_texts())
    page.get_by_role("button", name="She has it. Next worker").click()
    expect(page.locator("#said")).to_have_value("")
    return code


def test_three_workers_without_network_arrive_once(served: str, monday: object, browser: Browser) -> None:
    # Given a tablet on which a visit was opened while there was network
    tablet = a_visit(open_desk())
    page = _open(browser, served, tablet)
    check(page)

    # When the network is gone, the page is opened anew, and three workers are entered
    page.context.set_offline(True)
    page.reload()
    codes = [_enter(page, language, said, NUMBER if language == "my" else "") for language, said in SAID.items()]
    expect(page.locator("#waiting li")).to_have_text([f"Worker {n}: waiting to be sent" for n in (1, 2, 3)])
    check(page)

    # Then nothing that lies on the tablet shows a word, a number or a code of theirs
    held = page.evaluate(DUMP)
    assert [each["number"] for each in held] == [1, 2, 3]
    lying = b"".join(bytes(each["sealed"]) for each in held) + json.dumps(held, ensure_ascii=False).encode()
    lying += (page.evaluate(CACHED) + page.content() + json.dumps(page.evaluate("({...localStorage})"))).encode()
    for hers in (*SAID.values(), "zzz", NUMBER, NUMBER[1:], *codes):
        assert hers.encode() not in lying
    assert {len(each["sealed"]) for each in held} == {len(held[0]["sealed"])}, "its length tells nothing"

    # And with network all three arrive, each with her own code; the tablet holds nothing any more
    page.context.set_offline(False)
    _network_is_back(page)
    expect(page.get_by_text("Everything is sent.")).to_be_visible()
    assert page.evaluate(DUMP) == []
    assert [_said(code) for code in codes] == list(SAID.values())

    # And sent a second time, as a tablet would whose answer was lost, they are still three
    for each in held:
        assert tablet.send(each["id"], bytes(each["sealed"])).json() == {"kept": True, "line": ""}
    with acting_as(SYSTEM):
        assert Conversation.objects.count() == VisitEntry.objects.count() == 3
        assert VisitEntry.objects.values("visit_id").distinct().count() == 1
    page.context.close()


def _said(code: str) -> str:
    story_id = open_story(code)
    with acting_as(SYSTEM):
        return next(line.text for line in lines(story_id, why="test") if line.part == "said")


def test_a_session_that_ended_loses_nothing(served: str, monday: object, browser: Browser) -> None:
    # Given an entry that waits, and a session that ended meanwhile
    tablet = a_visit(open_desk())
    page = _open(browser, served, tablet)
    page.context.set_offline(True)
    _enter(page, "my", SAID["my"])
    [cookie] = [each for each in page.context.cookies() if each["name"] == "sessionid"]
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)
    _network_is_back(page)
    expect(page.get_by_role("link", name="Sign in again, then it is sent. Nothing is lost.")).to_be_visible()
    assert len(page.evaluate(DUMP)) == 1

    # When she has signed in again, and the form's key is another one
    page.context.clear_cookies()
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.reload()

    # Then it is sent
    expect(page.get_by_text("Everything is sent.")).to_be_visible()
    with acting_as(SYSTEM):
        assert Conversation.objects.count() == 1
    page.context.close()


def test_a_spoilt_entry_holds_nobody_up_and_an_ended_visit_empties_the_tablet(
    served: str, monday: object, browser: Browser
) -> None:
    # Given two entries, the first of which was spoilt on the tablet
    desk_id = open_desk()
    tablet = a_visit(desk_id)
    page = _open(browser, served, tablet)
    page.context.set_offline(True)
    for said in ("zzz one", "zzz two"):
        _enter(page, "en", said)
    page.evaluate(SPOIL, page.evaluate(DUMP)[0]["id"])
    page.context.set_offline(False)
    _network_is_back(page)

    # Then it is said of the first, and the second is kept
    expect(page.locator("#waiting li")).to_have_count(1)
    expect(page.locator("#waiting li")).to_contain_text("Worker 1: not taken. It could not be read")
    with acting_as(SYSTEM):
        assert Conversation.objects.count() == 1

    # When the lead ends the visit with another entry on the tablet
    page.context.set_offline(True)
    _enter(page, "en", "zzz three")
    lead = sign_in(Client(), desk_person(desk_id, "lead", name="Mai"))
    assert lead.post(f"{tablet.address}end/").status_code == 302
    page.context.set_offline(False)
    _network_is_back(page)

    # Then it says so, keeps nothing, and the page is gone from the tablet
    expect(page.get_by_text("This visit has ended.")).to_be_visible()
    expect(page.locator("main form").last).to_be_hidden()  # the last that it does, when all is erased
    assert page.evaluate(DUMP) == [] and page.evaluate("caches.keys()") == []
    page.context.close()


def test_a_colleague_who_signs_in_on_the_tablet_empties_nothing(served: str, monday: object, browser: Browser) -> None:
    # Given an entry that waits
    desk_id = open_desk()
    tablet = a_visit(desk_id)
    page = _open(browser, served, tablet)
    page.context.set_offline(True)
    _enter(page, "my", SAID["my"])

    # When somebody else has signed in on the same tablet, and there is network
    [hers] = [each for each in page.context.cookies() if each["name"] == "sessionid"]
    colleague = sign_in(Client(), desk_person(desk_id, "lead", name="Mai"))
    page.context.add_cookies([{**hers, "value": colleague.cookies["sessionid"].value}])  # type: ignore[list-item]
    page.context.set_offline(False)
    _network_is_back(page)

    # Then nothing is lost, and it is sent when she has signed in again
    expect(page.get_by_role("link", name="Sign in again, then it is sent. Nothing is lost.")).to_be_visible()
    assert len(page.evaluate(DUMP)) == 1 and page.evaluate("caches.keys()") != []
    page.context.add_cookies([hers])  # type: ignore[list-item]
    _network_is_back(page)
    expect(page.get_by_text("Everything is sent.")).to_be_visible()
    page.context.close()


def test_a_worker_who_leaves_her_own_page_on_the_tablet_empties_nothing(
    served: str, monday: object, browser: Browser
) -> None:
    # Given an entry that waits, because the session ended
    tablet = a_visit(open_desk())
    page = _open(browser, served, tablet)
    page.context.set_offline(True)
    _enter(page, "my", SAID["my"])
    page.context.clear_cookies(name="sessionid")
    page.context.set_offline(False)

    # When a worker is handed the tablet, looks at our pages and leaves them
    page.goto("/en/")
    page.locator("form.leave button").click()
    expect(page).to_have_url(f"{served}/bridges/")

    # Then what waits is still there
    assert "saphan-visits" in page.evaluate("async () => (await indexedDB.databases()).map((each) => each.name)")
    assert len(page.evaluate(DUMP)) == 1
    page.context.close()


def test_without_network_nobody_is_entered_whom_the_desk_could_not_read_any_more(
    served: str, monday: object, browser: Browser
) -> None:
    # Given a tablet that was not opened for two weeks
    tablet = a_visit(open_desk())
    page = _open(browser, served, tablet)
    page.context.add_init_script("const now = Date.now; Date.now = () => now() + 14 * 86400000;")
    page.context.set_offline(True)
    page.reload()

    # When somebody is entered
    page.locator("[name=keep]").check()
    page.locator("#said").fill("zzz late")
    page.get_by_role("button", name="Save").click()

    # Then it is said, she is given no code, and what was typed stands there
    expect(page.locator("#problem")).to_have_text("This visit has ended. Ask your lead for another one.")
    expect(page.locator("#said")).to_have_value("zzz late")
    assert page.evaluate(DUMP) == []

    # But where only its clock is wrong, the desk knows better
    page.context.set_offline(False)
    _network_is_back(page)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#done")).to_be_visible()
    page.context.close()


def _network_is_back(page: Page) -> None:
    """The sheet sends by itself then; the browser may have told it before."""
    page.evaluate("dispatchEvent(new Event('online'))")


SPOIL = """(id) => new Promise((resolve) => {
  const asked = indexedDB.open("saphan-visits", 1);
  asked.onsuccess = () => {
    const store = asked.result.transaction("entries", "readwrite").objectStore("entries");
    store.get(id).onsuccess = ({ target }) => {
      target.result.sealed[90] ^= 1;
      store.put(target.result).onsuccess = () => resolve();
    };
  };
})"""


@pytest.mark.parametrize("size", [TABLET, PHONE], ids=["tablet", "phone"])
def test_the_sheet_fits_in_every_language(served: str, monday: object, browser: Browser, size: dict[str, int]) -> None:
    page = _open(browser, served, a_visit(open_desk()), size)
    for language in ("en", "my", "km", "ne", "th"):
        page.locator("#language").select_option(language)
        assert (clipped(page), overlapping(page)) == ([], []), language
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), language
    page.locator("#language").select_option("shn")  # no pages in Shan: she is asked in Burmese
    expect(page.locator("legend [data-in=my]").first).to_be_visible()
    check(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Ask for her yes first")).to_be_visible()
    page.context.close()


def test_without_script_one_worker_is_sent_at_once(served: str, monday: object, browser: Browser) -> None:
    tablet = a_visit(open_desk())
    context = browser.new_context(base_url=served, viewport=TABLET, java_script_enabled=False)  # type: ignore[arg-type]
    context.add_cookies([{"name": "sessionid", "value": tablet.client.cookies["sessionid"].value, "url": served}])
    page = context.new_page()
    page.goto(f"{tablet.address}?language=my")
    page.locator("[name=keep]").check()
    page.locator("#said").fill(SAID["my"])
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_text("It is kept. Her code:")).to_be_visible()
    assert _said("".join(page.locator("#code span").all_inner_texts())) == SAID["my"]
    context.close()
