"""What every page of every portal must hold, in a real browser."""

from collections.abc import Mapping

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

ONLY_FAULTS = {"resultTypes": ["violations"]}  # what passes is not described, which halves the time
ALL_RULES = {**ONLY_FAULTS, "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = {**ONLY_FAULTS, "runOnly": {"type": "rule", "values": ["color-contrast"]}}  # all that a look can change


def check(page: Page) -> None:
    """One heading, no WCAG 2.2 AA violation by day or night with everything unfolded, and no sideways scrolling."""
    expect(whole(page).locator("h1")).to_have_count(1)
    for folded in page.locator("main details").all():
        folded.evaluate("element => element.open = true")
    page.emulate_media(color_scheme="dark")
    assert faults(page, COLOURS) == [], "dark"
    page.emulate_media(color_scheme="light")
    assert faults(page) == [], "light"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url


def whole(page: Page) -> Page:
    """The page when all of it is there: after a click Playwright goes on as soon as the next page begins to arrive."""
    page.wait_for_load_state("load")
    return page


def faults(page: Page, options: Mapping[str, object] = ALL_RULES) -> list[str]:
    """What axe finds wrong by WCAG 2.2, levels A and AA: each rule that is broken, with the first place."""
    found = Axe().run(whole(page), options=dict(options)).response["violations"]
    return [f"{page.url} {fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found]


def tofu(page: Page) -> list[str]:
    """Letters of the page for which this machine draws the same empty box as for a code point that nobody uses."""
    return list(page.evaluate(TOFU))


def clipped(page: Page) -> list[str]:
    """Words that are cut off by the part they stand in."""
    return list(page.evaluate(CLIPPED))


def overlapping(page: Page) -> list[str]:
    """Words that stand on other words, and things to tap that lie on one another."""
    return list(page.evaluate(OVERLAPPING))


TOFU = """() => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 48, height: 64 });
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const drawn = (sign) => {
    pen.clearRect(0, 0, 48, 64);
    pen.font = "32px " + getComputedStyle(document.body).fontFamily;
    pen.fillText(sign, 8, 44);
    return pen.getImageData(0, 0, 48, 64).data.join();
  };
  const box = drawn(String.fromCodePoint(0x10fffd));
  return [...new Set(document.body.innerText)].filter((sign) => sign.trim() && drawn(sign) === box);
}"""
CLIPPED = """() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter((part) => !part.closest(".unseen, svg, textarea, input, details:not([open])"))
  .filter((part) => !part.matches(".scroll[tabindex]"))  // a table that finger and keys push sideways
  .filter((part) => getComputedStyle(part).overflow !== "visible" && part.innerText && part.innerText.trim())
  .filter((part) => part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 1)
  .map((part) => part.className + ": " + part.innerText.slice(0, 40))"""
OVERLAPPING = """() => {
  const seen = (part) => part.checkVisibility({ visibilityProperty: true, opacityProperty: true })
    && !part.closest(".unseen, .skip, svg, details:not([open]) > :not(summary)")
    && (!document.querySelector(".speech[open]") || part.closest(".top"));  // an open menu lies on the page
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 2;
  const words = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    if (!node.data.trim() || !seen(node.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      const air = box.height * 0.3;  // a tall script's line reaches into the next one's air, not its letters
      const high = { top: box.top + air, bottom: box.bottom - air };
      words.push({ left: box.left, right: box.right, ...high, said: node.data.trim(), node });
    }
  }
  const taps = [...document.querySelectorAll("a, button, summary, input:not([type=hidden]), textarea, select")]
    .filter(seen).filter((part) => !part.closest("label.choice"))
    .flatMap((part) => [...part.getClientRects()].map((box) => ({ left: box.left, right: box.right,
      top: box.top + 4, bottom: box.bottom - 4, said: (part.innerText || part.name || "").trim(), node: part })));
  const found = (boxes) => boxes.flatMap((a, at) => boxes.slice(at + 1)
    .filter((b) => a.node !== b.node && !a.node.contains(b.node) && !b.node.contains(a.node) && over(a, b))
    .map((b) => a.said.slice(0, 24) + " / " + b.said.slice(0, 24)));
  return [...new Set([...found(words), ...found(taps)])];
}"""
