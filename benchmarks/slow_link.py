"""A cheap phone on a thin line (250 ms, 50 kbit/s): when the text of a page is there, and how large the pack is.

Chromium slows its own network down (CDP `Network.emulateNetworkConditions`); nothing is in its cache. `text` is its
first contentful paint, counted from the tap.
"""

import json
import shutil
import sys
from collections.abc import Iterator
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from benchmarks.ground import ground
from benchmarks.page_weight import _open_a_desk, _server, _sizes
from benchmarks.record import record

LATENCY = 250  # milliseconds
BYTES = 50_000 / 8  # a second
ROUNDS = 3
PAGES = {"text_on_2g_say": "/en/", "text_on_2g_hub": "/en/before/", "text_on_2g_tell_without_net": "/en/offline/say/"}
PAINTED = """() => new Promise((resolve) => new PerformanceObserver((seen) => {
  const [first] = seen.getEntriesByName("first-contentful-paint");
  if (first) resolve(first.startTime);
}).observe({ type: "paint", buffered: true }))"""


def main() -> None:
    with ground():
        _open_a_desk()
        lesson = _first_lesson()
        pages = {**PAGES, **({"text_on_2g_lesson": lesson} if lesson else {})}
        with _server() as port:
            seconds = dict(_measured(port, pages))
            tell = _sizes(port, "/en/offline/say/")
            packs = {code: _pack(code) for code in _languages()}
    for id, found in seconds.items():
        how = "first contentful paint, cold cache, 250 ms and 50 kbit/s, median of 3 in Chromium"
        record(id, round(median(found) / 1000, 2), "s", 3, "lower", len(found), how)
    how = "with Accept-Encoding: gzip, headers included: " + ", ".join(sorted(tell))
    record("tell_without_net_weight", sum(tell.values()), "bytes", 14 * 1024, "lower", len(tell), how)
    largest = max(packs, key=lambda code: packs[code][0])
    how = f"bytes that lie on the phone, largest of {json.dumps(packs)} (kept, loaded)"
    record("offline_pack_size", packs[largest][0], "bytes", 1_500_000, "lower", len(packs), how)


def _measured(port: int, pages: dict[str, str]) -> Iterator[tuple[str, list[float]]]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        sys.exit("No Chromium found.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for id, path in pages.items():
            found = [_painted(browser, f"http://127.0.0.1:{port}{path}") for _ in range(ROUNDS)]
            times = [each for each in found if each is not None]
            if times:
                yield id, times
        browser.close()


def _painted(browser: Browser, address: str) -> float | None:
    """Milliseconds; None where there is no such page yet."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": LATENCY, "downloadThroughput": BYTES, "uploadThroughput": BYTES},
    )
    answer = page.goto(address, wait_until="commit")
    found = float(page.evaluate(PAINTED)) if answer and answer.status == 200 else None
    context.close()
    return found


def _languages() -> list[str]:
    from saphan.empowerment.speaking import learner_languages

    return sorted(learner_languages())


def _pack(language: str) -> tuple[int, int]:
    """Bytes that lie on the phone, and bytes that are loaded."""
    from saphan.web.offline import make

    pack = make(language, {"SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "wsgi.url_scheme": "http"})
    return pack.size, len(pack.packed)


def _first_lesson() -> str:
    from saphan.web.offline import addresses

    return next((address for address in addresses("en") if "/learn/" in address and address.count("/") > 3), "")


if __name__ == "__main__":
    main()
