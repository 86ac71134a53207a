"""Every pair of text and ground can be read, in light and in dark."""

import re
from pathlib import Path

import pytest

import saphan.web

LOOK = Path(saphan.web.__file__).parent / "static" / "saphan"
TOKENS = (LOOK / "tokens.css").read_text(encoding="utf-8")
TEXT_PAIRS = [
    *((text, ground) for text in ("ink", "quiet", "river", "danger") for ground in ("paper", "card")),
    *(("ink", f"{tone}-soft") for tone in ("river", "saffron", "danger", "ok")),
    *((tone, f"{tone}-soft") for tone in ("river", "saffron", "danger", "ok")),
    *((("quiet", "river-soft"), ("saffron", "card"), ("saffron", "paper"), ("ok", "card"), ("paper", "saffron"))),
    *((("on-river", "river"), ("on-danger", "danger"), ("river", "danger-soft"), ("river", "saffron-soft"))),
]
EDGE_PAIRS = [(edge, ground) for edge in ("edge", "river", "saffron", "danger", "ok") for ground in ("paper", "card")]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", block))


LIGHT, DARK, DARK_CHOSEN = (colours(part) for part in re.split(r"\bcolor-scheme: (?:light|dark);", TOKENS)[1:])


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_yardstick_is_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_text_can_be_read(look: dict[str, str], text: str, ground: str) -> None:
    assert contrast(look[text], look[ground]) >= 4.5


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_edges_of_fields_and_the_focus_ring_can_be_seen(look: dict[str, str], edge: str, ground: str) -> None:
    assert contrast(look[edge], look[ground]) >= 3


def test_dark_is_the_same_whether_the_phone_or_a_person_chose_it() -> None:
    assert DARK == DARK_CHOSEN
    assert LIGHT.keys() == DARK.keys()


@pytest.mark.parametrize("sheet", ["worker.css", "staff.css", "public.css"])
def test_colours_come_from_the_tokens_only(sheet: str) -> None:
    # White under a language picture and black on paper are the two exceptions
    found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", (LOOK / sheet).read_text(encoding="utf-8")))

    assert found <= {"#fff", "#000"}


@pytest.mark.parametrize("sheet", ["worker.css", "staff.css", "public.css"])
def test_every_token_that_is_used_exists(sheet: str) -> None:
    used = set(re.findall(r"var\(--([a-z-]+)\)", (LOOK / sheet).read_text(encoding="utf-8")))

    assert used <= {*LIGHT, "radius", "font"}
