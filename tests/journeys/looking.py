"""What every page of every portal must hold, in a real browser."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


def check(page: Page) -> None:
    """One heading, no WCAG 2.2 AA violation by day or night with everything unfolded, and no sideways scrolling."""
    assert page.locator("h1").count() == 1, page.url
    for folded in page.locator("main details").all():
        folded.evaluate("element => element.open = true")
    for look in ("dark", "light"):
        page.emulate_media(color_scheme=look)  # type: ignore[arg-type]
        found = Axe().run(page, options=RULES)
        assert found.violations_count == 0, (page.url, look, found.generate_report())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
