"""What every page of every portal must hold, in a real browser."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],  # what passes is not described, which halves the time
}


def check(page: Page) -> None:
    """One heading, no WCAG 2.2 AA violation by day or night with everything unfolded, and no sideways scrolling."""
    assert page.locator("h1").count() == 1, page.url
    for folded in page.locator("main details").all():
        folded.evaluate("element => element.open = true")
    for look in ("dark", "light"):
        page.emulate_media(color_scheme=look)  # type: ignore[arg-type]
        assert faults(page) == [], look
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def faults(page: Page) -> list[str]:
    """What axe finds wrong by WCAG 2.2, levels A and AA: each rule that is broken, with the first place."""
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{page.url} {fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found]
