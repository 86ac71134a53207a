"""Every part of the look in a real browser: readable aloud, never too wide, and keys do what they say."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys.looking import faults

pytestmark = pytest.mark.journey

PARTS = {"desk": "/style/", "worker": "/style/?part=worker"}


@pytest.fixture
def demo(served: str, settings: object) -> str:
    settings.SAPHAN_DEMO = True  # type: ignore[attr-defined]
    return served


@pytest.fixture
def desk(demo: str, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(demo + PARTS["desk"])
    yield page
    context.close()


@pytest.mark.parametrize("width", [360, 1440])
def test_axe_finds_nothing_in_light_and_dark(demo: str, browser: Browser, width: int) -> None:
    for look in ("light", "dark"):
        for part in PARTS.values():
            context = browser.new_context(viewport={"width": width, "height": 800})
            page = context.new_page()
            page.emulate_media(color_scheme=look)  # type: ignore[arg-type]
            page.goto(demo + part)

            assert faults(page) == []
            context.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1440])
def test_no_part_is_wider_than_the_screen(demo: str, browser: Browser, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    for part in PARTS.values():
        page.goto(demo + part)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), part
    page.close()


def test_a_worker_page_has_large_targets_and_no_script(demo: str, phone: Page) -> None:
    phone.goto(demo + PARTS["worker"])

    # Then what a thumb must hit is at least 48 px high, whatever it is
    for target in phone.locator("button, .choice, .name, .button, .danger-way, .back, summary").all():
        box = target.bounding_box()
        assert box is None or box["height"] >= 48, target.inner_text()
    assert phone.locator("script").count() == 0


def test_the_policy_blocks_nothing_of_ours(demo: str, browser: Browser) -> None:
    page = browser.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))

    for part in PARTS.values():
        page.goto(demo + part)
        page.wait_for_load_state("networkidle")

    assert said == []
    page.close()


def test_j_and_k_walk_the_list(desk: Page) -> None:
    # Given the second row is open
    desk.keyboard.press("j")
    assert "Question" in desk.evaluate("document.activeElement.innerText")

    desk.keyboard.press("k")
    desk.keyboard.press("k")
    desk.keyboard.press("k")
    assert "Confinement" in desk.evaluate("document.activeElement.innerText")


def test_a_key_focuses_a_field_and_is_then_only_a_letter(desk: Page) -> None:
    desk.keyboard.press("r")
    desk.keyboard.type("jar? /")

    assert desk.input_value("#answer") == "jar? /"
    assert not desk.locator("#keys").is_visible()

    # When she leaves the field, keys are keys again
    desk.keyboard.press("Escape")
    desk.keyboard.press("/")
    assert desk.evaluate("document.activeElement.id") == "look-for"


def test_a_key_clicks_its_button_once(desk: Page) -> None:
    desk.evaluate("document.querySelector('[data-key=a]').addEventListener('click', () => { document.title += '+' })")

    desk.keyboard.press("a")
    desk.keyboard.press("Control+a")

    assert desk.title().count("+") == 1
    assert desk.get_attribute("[data-key=a]", "aria-keyshortcuts") == "a"


def test_the_list_of_keys_opens_and_closes(desk: Page) -> None:
    desk.keyboard.press("?")
    assert desk.locator("#keys").is_visible()
    assert "assign to me" in desk.locator("#keys").inner_text()

    desk.keyboard.press("Escape")
    assert not desk.locator("#keys").is_visible()


def test_the_alarm_rings_on_a_page_that_stays_open(desk: Page) -> None:
    # Given a quiet page with a bell, and a reply half written
    desk.clock.install()
    desk.reload()
    desk.evaluate(
        """() => {
          document.querySelector("#alarm").replaceChildren();
          document.body.insertAdjacentHTML("beforeend", '<a class="bell" href="/style/">bell</a>');
        }"""
    )
    desk.fill("#answer", "half a sentence")

    # When something urgent comes in, and half a minute passes
    desk.clock.fast_forward(31_000)
    desk.wait_for_selector("#alarm .alarm")

    # Then the page and its title say so, and what was being written is still there
    desk.wait_for_function("document.title.startsWith('(!) ')")
    assert desk.input_value("#answer") == "half a sentence"


def test_a_session_that_ended_takes_nothing_away(desk: Page, demo: str) -> None:
    desk.clock.install()
    desk.reload()
    desk.evaluate("document.body.insertAdjacentHTML('beforeend', '<a class=bell href=/desk/>bell</a>')")
    desk.fill("#answer", "half a sentence")

    desk.clock.fast_forward(31_000)
    desk.wait_for_timeout(300)

    assert desk.url == demo + PARTS["desk"]
    assert desk.input_value("#answer") == "half a sentence"
