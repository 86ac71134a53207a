"""A phone without net: what it keeps, what it sends when the net is back, and that one tap leaves nothing."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from saphan.empowerment.directory.services import list_organisation
from saphan.network import services as network
from saphan.store import System, acting_as
from saphan.voice.models import Conversation
from saphan.voice.reading import lines
from saphan.voice.selectors import open_story
from saphan.web import offline
from tests.journeys.conftest import PHONE
from tests.journeys.looking import check, clipped, overlapping
from tests.voice.given import open_desk

pytestmark = pytest.mark.journey
SAID = "zzz they took my passport"
SYSTEM = System("test")

WAITING = """async () => (await kept.all("waiting"))"""
LEFT = """async () => ({
  caches: await caches.keys(),
  stores: (await indexedDB.databases()).map((each) => each.name),
  workers: (await navigator.serviceWorker.getRegistrations()).map((each) => each.scope),
  more: [Object.keys(localStorage), Object.keys(sessionStorage)].flat(),
})"""
NOTHING = {"caches": [], "stores": [], "workers": [], "more": []}


@pytest.fixture
def hers(browser: Browser, served: str, monday: object, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    """A cheap phone with script, and lessons that a demo shows."""
    monkeypatch.setattr("saphan.network.demo_log_ins.are_allowed", lambda: True)
    offline._made.clear()
    desk = open_desk()
    recruiter = network.create_organisation(kind="recruiter", name="Golden Path Overseas", country="MM")
    list_organisation(organisation_id=recruiter)
    network.set_emergency_words(desk_id=desk.id, language="en", text="Police: 191")
    context: BrowserContext = browser.new_context(base_url=served, viewport=PHONE)  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_a_report_without_net_arrives_once_and_one_tap_leaves_nothing(hers: Page, served: str) -> None:
    # Given a phone that looked at our pages and switched nothing on
    hers.goto("/en/offline/say/")
    expect(hers.get_by_text("This page works after you switch it on.")).to_be_visible()
    expect(hers.locator("#say")).to_be_hidden()
    check(hers)
    hers.goto("/en/")
    hers.goto("/en/offline/")
    expect(hers.get_by_role("button", name="Keep it on this phone")).to_be_visible()
    assert hers.evaluate(LEFT) == NOTHING
    check(hers)

    # When she switches it on
    hers.get_by_role("button", name="Keep it on this phone").click()
    expect(hers.get_by_text("It works without internet now.")).to_be_visible()
    check(hers)
    held = hers.evaluate(LEFT)
    assert held["workers"] == [f"{served}/"] and len(held["caches"]) == 1

    # Then "leave" takes nothing of it away, and nothing of a story is ever kept
    hers.locator("form.leave button").click()
    expect(hers.get_by_role("button", name="Empty this page")).to_be_visible()
    hers.go_back()
    expect(hers).to_have_url(f"{served}/bridges/")
    hers.get_by_role("link", name="Start page").click()
    hers.goto("/en/story/")
    hers.goto("/my/")
    assert hers.evaluate(HELD) == hers.evaluate(LISTED)

    # And without net the page to tell us opens, also from the poster on the wall, and seals what she writes
    hers.context.set_offline(True)
    answer = hers.goto("/en/offline/")
    assert answer and answer.from_service_worker
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    expect(hers.get_by_role("button", name="Wipe everything now")).to_be_visible()
    hers.goto("/en/before/")
    expect(hers.get_by_role("link", name="Use without internet")).to_be_visible()
    hers.goto("/en/learn/fees/")
    expect(hers.get_by_role("heading", name="Do you know it now?")).to_be_visible()
    hers.locator("main form.actions button").click()
    expect(hers).to_have_url(f"{served}/en/learn/")
    hers.goto("/en/who/")
    expect(hers).to_have_url(f"{served}/en/who/list/recruiter/")
    expect(hers.get_by_role("heading", name="Golden Path Overseas")).to_be_visible()
    check(hers)
    hers.goto("/p/0123456789/")
    expect(hers).to_have_url(f"{served}/en/offline/say/?p=0123456789")
    hers.locator("#said").fill(SAID)
    hers.locator("[name=icon][value=papers]").check()
    hers.get_by_role("button", name="Seal it").click()
    expect(hers.locator("#done")).to_be_visible()
    code = "".join(hers.locator("#code span").all_inner_texts())
    expect(hers.locator("#said")).to_have_value("")
    expect(hers.locator("#waiting li")).to_have_text("Sealed. It goes when there is internet.")
    check(hers)
    assert (clipped(hers), overlapping(hers)) == ([], [])
    hers.get_by_role("button", name="I wrote it down").click()

    # And nothing that lies on the phone shows a word or a digit of it
    [waiting] = hers.evaluate(WAITING)
    lying = json.dumps([waiting, hers.content(), hers.evaluate(TEXTS)])
    assert sorted(waiting) == ["id", "key", "sealed"]
    assert SAID not in lying and code not in lying and code[:4] not in hers.content()

    # When the net is back, it arrives; and once more, as from a phone whose answer was lost, it is still one story
    hers.context.set_offline(False)
    hers.evaluate("dispatchEvent(new Event('online'))")
    expect(hers.locator("#state")).to_have_text("Your words have reached our team.")
    assert hers.evaluate(WAITING) == []
    # (by the browser itself this time, as it does when every page of ours is closed)
    hers.evaluate("(entry) => kept.put('waiting', entry)", waiting)
    hers.evaluate("document.getElementById('state').replaceChildren()")
    _sync(hers, served)
    expect(hers.locator("#state")).to_have_text("Your words have reached our team.")
    assert hers.evaluate(WAITING) == []
    with acting_as(SYSTEM):
        assert Conversation.objects.count() == 1
        assert [line.text for line in lines(open_story(code), why="test") if line.part == "said"] == [SAID]

    # When she leaves without net, Back shows bridges; and what was spoilt is said and lost by nobody but her
    hers.evaluate("(entry) => kept.put('waiting', { ...entry, id: crypto.randomUUID() })", waiting)
    hers.reload()
    expect(hers.locator("#waiting li")).to_contain_text("We could not read what you wrote.")
    hers.context.set_offline(True)
    hers.locator("form.leave button").click()
    expect(hers.get_by_role("heading", name="Bridges", exact=True)).to_be_visible()
    hers.go_back()
    expect(hers.get_by_role("heading", name="Bridges", exact=True)).to_be_visible()
    hers.context.set_offline(False)

    # Then one tap there wipes all of it
    hers.get_by_role("button", name="Empty this page").click()
    expect(hers.get_by_role("button", name="Empty this page")).to_be_hidden()
    hers.goto("/bridges/")
    assert hers.evaluate(LEFT) == NOTHING
    assert _cookies_left(hers) <= {"rest"}  # for a quarter of an hour Back shows bridges


def _sync(page: Page, served: str) -> None:
    """The event of Background Sync, as the browser sends it to the service worker when there is net."""
    devtools = page.context.new_cdp_session(page)
    found: list[str] = []
    devtools.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: found.extend(each["registrationId"] for each in told["registrations"] if not each["isDeleted"]),
    )
    devtools.send("ServiceWorker.enable")
    while not found:
        page.wait_for_timeout(20)
    event = {"origin": served, "registrationId": found[0], "tag": "send", "lastChance": True}
    devtools.send("ServiceWorker.dispatchSyncEvent", event)
    devtools.detach()


def _cookies_left(page: Page) -> set[str]:
    """The answer that takes them away may come after the page of bridges."""
    for _ in range(50):
        if (left := {each["name"] for each in page.context.cookies()}) <= {"rest"}:
            break
        page.wait_for_timeout(100)
    return left


HELD = """async () => {
  const found = [];
  for (const name of await caches.keys()) {
    for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
  }
  return found.filter((each) => !each.startsWith("/static/")).sort();
}"""
LISTED = """async () => {
  const held = indexedDB.open("pack");
  await new Promise((done) => (held.onsuccess = done));
  const asked = held.result.transaction("packs").objectStore("packs").getAll();
  await new Promise((done) => (asked.onsuccess = done));
  held.result.close();
  return asked.result.flatMap(({ pages }) => pages.map(({ address }) => address)).sort();
}"""
TEXTS = """async () => {
  let found = "";
  for (const name of await caches.keys()) {
    const held = await caches.open(name);
    for (const request of await held.keys()) found += await (await held.match(request)).text();
  }
  return found;
}"""
