"""Write docs/pictures/report-*.png: pages of the annual report in each language, with invented numbers.

Usage: .venv/bin/python tools/report_pictures.py [FOLDER]   (with a folder: every page, and the PDF, there)
Run it again after words of the report were translated. Needs the extra `[pdf]` and the Noto letters.
"""

import io
import os
import random
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

if TYPE_CHECKING:
    from saphan.impact.publishing.reading import Edition, Figure
    from saphan.impact.selectors import FigureOverTime, PublicPage

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
YEAR = 2026
PERIODS = ("", str(YEAR), *(f"{YEAR}-Q{quarter}" for quarter in (1, 2, 3, 4)))
CODES = {"voices_by_language": ("my", "km", "th", "lo", "ne"), "money_returned": ("THB", "MYR")}
ALWAYS = ("voices_by_language", "days_to_first_answer", "confirmed_by_workers", "issues_remedied", "money_returned")
SHOWN_PAGES = (0, 1, 2, 3)
"""Of each report in the documentation: cover, counters, languages, theory of change."""


def main(folder: str = "") -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "saphan.config.settings")
    os.environ.setdefault("SAPHAN_HOME", str(Path(tempfile.gettempdir()) / "no-home-of-saphan"))
    import django

    django.setup()
    from saphan.config import words
    from saphan.impact.exports.report import typesetting
    from saphan.impact.exports.reports import LANGUAGES

    words.compile_all()
    for language in LANGUAGES:
        told = report(language)
        pages = [Image.open(io.BytesIO(page)) for page in typesetting.as_pictures(told, ppi=75)]
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            Path(folder, f"report-{language}.pdf").write_bytes(typesetting.as_pdf(told))
            for at, page in enumerate(pages, start=1):
                page.save(Path(folder, f"report-{language}-{at:02}.png"))
        else:
            sheet([pages[at] for at in SHOWN_PAGES]).save(PICTURES / f"report-{language}.png", optimize=True)
            print(f"Written: report-{language}.png")


def report(language: str) -> dict[str, Any]:
    from django.utils import translation

    from saphan.impact.exports.report import content

    with translation.override(language):
        return content.report(edition(), counters(), YEAR, language)


def edition() -> "Edition":
    """Invented, and the same each time."""
    from saphan.impact.publishing.reading import Edition

    every = {(one.indicator, one.code, one.period): one for one in figures(random.Random(7))}
    return Edition(date(YEAR, 12, 1), date(YEAR + 1, 1, 4), 14, every)


def figures(made: random.Random) -> Iterator["Figure"]:
    from saphan.impact.indicators.catalogue import catalogue
    from saphan.impact.publishing.reading import Figure

    for one in catalogue().indicators:
        for code in ("", *CODES.get(one.id, ())):
            share, days = made.uniform(0.2, 0.9), made.randint(1, 40)
            many = made.choice((40, 60, 90, 150) if one.id in ALWAYS else (0, 0, 12, 60, 90, 150))
            quarters = [max(many + made.randint(-6, 6), 0) for _ in PERIODS[2:]]
            year = sum(quarters)
            for period, n in zip(PERIODS, (year * 8 // 5, year, *quarters), strict=True):
                n = n // 5 * 5
                if n < 11:
                    yield Figure(one.id, code, period, None, None)
                elif one.shape == "count":
                    yield Figure(one.id, code, period, n * (400 if one.id == "money_returned" else 1), n)
                elif one.shape == "share":
                    value, wide = min(max(share + made.uniform(-0.1, 0.1), 0), 1), 1 / n**0.5
                    yield Figure(one.id, code, period, value, n, max(value - wide, 0), min(value + wide, 1))
                else:
                    at = max(days + made.randint(-3, 3), 1)
                    yield Figure(one.id, code, period, at, n, max(at - 2, 0), at + 3)


def counters() -> "PublicPage":
    from saphan.impact.counters import COUNTERS
    from saphan.impact.selectors import CounterOverTime, PublicPage

    grow = {"contacts": 212, "cases": 61, "issues": 24}
    shown = [
        CounterOverTime(
            one,
            [over_time(each, "THB" if each.by_currency else "", grow.get(each.code, 40)) for each in one.indicators],
        )
        for one in COUNTERS
    ]
    return PublicPage(date(YEAR, 12, 1), date(YEAR + 1, 1, 2), shown)


def over_time(indicator: Any, currency: str, step: int) -> "FigureOverTime":
    from saphan.impact import drawing
    from saphan.impact.selectors import FigureOverTime

    each = step * (700 if currency else 1)
    series = [(date(YEAR, month, 1), None if month < 2 else each * month) for month in range(1, 13)]
    return FigureOverTime(indicator, currency, each * 12, step * 12, date(YEAR, 12, 31), drawing.bars(series))


def sheet(pages: list[Image.Image]) -> Image.Image:
    """Side by side, with a thin line between them."""
    gap = 6
    wide = sum(page.width + gap for page in pages) - gap
    whole = Image.new("RGB", (wide, max(page.height for page in pages)), "#d9d4c7")
    at = 0
    for page in pages:
        whole.paste(page.convert("RGB"), (at, 0))
        at += page.width + gap
    return whole.quantize(128, method=Image.Quantize.FASTOCTREE)


if __name__ == "__main__":
    main(*sys.argv[1:2])
