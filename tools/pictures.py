"""Take the README's pictures from a running demo: each portal at 1440 and 360 px, side by side.

Usage: pictures.py ADDRESS DEMO_HOME (the folder that `saphan run --demo` names when it starts)
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

OUT = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 780}
TALL = {"width": 360, "height": 1560}
PASSWORD = "walk across the bridge"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
GAP, GROUND = 24, "#8b8f93"


class Visit:
    """One person's browser, wide and narrow."""

    def __init__(self, browser: Browser, address: str, email: str = "") -> None:
        self.context = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
        self.page = self.context.new_page()
        self.address = address
        if email:
            sign_in(self.page, address, email)

    def shot(self, folder: Path, name: str, size: dict[str, int]) -> Path:
        self.page.set_viewport_size(size)  # type: ignore[arg-type]
        self.page.wait_for_timeout(300)
        file = folder / f"{name}-{size['width']}.png"
        self.page.screenshot(path=file)
        return file

    def both(self, folder: Path, name: str) -> None:
        side_by_side([self.shot(folder, name, WIDE), self.shot(folder, name, PHONE)], OUT / f"{name}.png")


def sign_in(page: Page, address: str, email: str) -> None:
    page.goto(f"{address}/in/?as={email}")
    page.fill("input[name=login]", email)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button")
    page.fill("input[name=code]", page.locator(".note .code").inner_text().strip())
    page.click("main form button")
    page.wait_for_url(lambda url: "/account/" not in url)


def side_by_side(files: list[Path], out: Path) -> None:
    pictures = [Image.open(file).convert("RGB") for file in files]
    height = max(picture.height for picture in pictures)
    width = sum(picture.width for picture in pictures) + GAP * (len(pictures) - 1)
    sheet = Image.new("RGB", (width, height), GROUND)
    left = 0
    for picture in pictures:
        sheet.paste(picture, (left, 0))
        left += picture.width + GAP
    out.parent.mkdir(parents=True, exist_ok=True)
    sheet.quantize(96).save(out, optimize=True)


def worker(browser: Browser, address: str, code: str, folder: Path) -> None:
    visit = Visit(browser, address)
    shots = []
    for name, path in (("first", "/"), ("say", "/my/"), ("danger", "/my/danger/")):
        visit.page.goto(address + path)
        shots.append(visit.shot(folder, name, PHONE))
    visit.page.goto(f"{address}/my/story/")
    visit.page.fill("main input[name=code]", code)
    visit.page.click("main form .button")
    shots.append(visit.shot(folder, "story", PHONE))
    side_by_side(shots, OUT / "worker.png")
    visit.page.goto(f"{address}/my/")
    visit.both(folder, "worker-wide")


def job_seeker(browser: Browser, address: str, folder: Path) -> None:
    """In Nepali: the ways on, an offer of four lakh to Malaysia and why it is red, a lesson, an agency."""
    visit = Visit(browser, address)
    page = visit.page
    page.goto(f"{address}/ne/before/")
    shots = [visit.shot(folder, "before", PHONE)]
    page.goto(f"{address}/ne/offer/")
    page.select_option("[name=origin]", "NP")
    page.select_option("[name=destination]", "MY")
    page.click("main button.button >> nth=0")
    page.goto(f"{address}/ne/offer/charge/")
    page.fill("[name=typed]", "४ लाख")
    page.click("main button.button >> nth=0")
    page.goto(f"{address}/ne/offer/answer/")
    shots.append(visit.shot(folder, "answer", PHONE))
    page.goto(f"{address}/ne/learn/fees/")
    shots.append(visit.shot(folder, "lesson", PHONE))
    page.goto(f"{address}/ne/who/")
    page.fill("[name=name]", "open gate")
    page.click("main button.button")
    page.click("ul.found a >> nth=0")
    shots.append(visit.shot(folder, "agency", PHONE))
    side_by_side(shots, OUT / "job-seeker.png")


def figures(browser: Browser, address: str, folder: Path) -> None:
    """In Burmese and in Khmer, on a phone: the dashboard, and how things change; each as long as two screens."""
    shots = []
    for code in ("my", "km"):
        visit = Visit(browser, address)
        for name, path in (("dashboard", "/public/"), ("bridge", "/public/change/")):
            visit.page.goto(f"{address}{path}?language={code}")
            shots.append(visit.shot(folder, f"{name}-{code}", TALL))
    side_by_side(shots, OUT / "figures.png")


def staff(browser: Browser, address: str, folder: Path) -> None:
    ann = Visit(browser, address, "ann@saphan.example")
    ann.page.locator("a.row-link").first.click()
    ann.page.wait_for_selector("#reply")
    ann.both(folder, "desk")
    ann.page.goto(f"{address}/desk/issues/")
    ann.page.locator("main tr", has_text="Corroborated").locator("a").first.click()
    ann.page.wait_for_selector(".bridge")
    ann.both(folder, "issue")
    for name, email in (("supplier", "malee"), ("brand", "jonas")):
        Visit(browser, address, f"{email}@saphan.example").both(folder, name)


def main(address: str, home: Path) -> None:
    codes = json.loads((home / "demo-claim-codes.json").read_text())
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as made:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        folder = Path(made)
        worker(browser, address, codes["Ma Thiri"], folder)
        job_seeker(browser, address, folder)
        staff(browser, address, folder)
        public = Visit(browser, address)
        public.page.goto(f"{address}/public/")
        public.both(folder, "public")
        public.page.goto(f"{address}/public/change/")
        whole = [public.shot(folder, "bridge", size) for size in ({"width": 1280, "height": 1400}, TALL)]
        side_by_side(whole, OUT / "bridge.png")
        figures(browser, address, folder)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
