"""What a worker's phone must fetch is small, and nothing is fetched from anywhere else."""

import gzip
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string

import saphan.web
from saphan.web.icons import DRAWINGS
from saphan.web.language_names import NAMES

LOOK = Path(saphan.web.__file__).parent / "static" / "saphan"
FIRST_LOAD = 14_000  # bytes, compressed: what a server may send before the phone has answered once


def packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9))


def test_the_sheets_of_a_worker_page_are_tiny() -> None:
    assert packed(LOOK / "tokens.css") + packed(LOOK / "worker.css") <= 4_500


def test_desk_pages_stay_light() -> None:
    assert packed(LOOK / "staff.css") <= 6_000
    assert packed(LOOK / "desk.js") <= 1_900


def test_a_page_with_every_language_and_every_tile_fits_one_round_trip() -> None:
    page = render_to_string("web/worker.html", {"language": "my", "page_name": "first", "languages": NAMES.items()})
    tiles = "".join(DRAWINGS.values())

    weight = len(gzip.compress((page + tiles).encode(), 9))
    weight += packed(LOOK / "tokens.css") + packed(LOOK / "worker.css")
    weight += sum((LOOK / "names" / f"{code}.png").stat().st_size for code in NAMES)

    assert weight <= FIRST_LOAD


@pytest.mark.parametrize("code", NAMES)
def test_a_language_has_a_small_picture(code: str) -> None:
    from PIL import Image

    file = LOOK / "names" / f"{code}.png"

    assert file.stat().st_size <= 1_500
    with Image.open(file) as picture:
        assert picture.height == 80
        assert len(set(picture.convert("L").tobytes())) > 1, "an empty picture"


@pytest.mark.parametrize("file", [*LOOK.glob("*.css"), *LOOK.glob("*.js")], ids=lambda file: file.name)
def test_nothing_is_fetched_from_elsewhere(file: Path) -> None:
    text = file.read_text(encoding="utf-8")

    assert not re.search(r"https?://|@import|url\(|//[a-z]+\.[a-z]", text)


@pytest.mark.parametrize(
    "template", sorted((LOOK.parents[1] / "templates").rglob("*.html")), ids=lambda file: file.name
)
def test_no_inline_style_or_script(template: Path) -> None:
    text = template.read_text(encoding="utf-8")

    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", text)
    assert all(" src=" in script for script in re.findall(r"<script[^>]*>", text))


def test_every_class_is_documented() -> None:
    # Given every class that the sheets style
    sheets = "".join(sheet.read_text(encoding="utf-8") for sheet in LOOK.glob("*.css"))
    styled = set(re.findall(r"\.([a-z][a-z-]+)", re.sub(r"/\*.*?\*/|\{[^}]*\}", " ", sheets, flags=re.S)))

    # Then the README names it, or it is a part of the base templates that nobody writes by hand
    readme = (LOOK / "README.md").read_text(encoding="utf-8")
    templates = "".join(
        file.read_text(encoding="utf-8") for file in (LOOK.parents[1] / "templates" / "web").rglob("*.html")
    )
    unknown = {name for name in styled if f".{name}" not in readme and name not in templates}
    assert unknown <= {"tall", "htmx-request", "errorlist", "css", "bridge-done", "bridge-now"}
