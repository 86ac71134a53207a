"""Draw the names of languages as small pictures: readable on a phone without the letters, or with Zawgyi's.

Usage: .venv/bin/python tools/language_pictures.py    (needs the Noto fonts: apt-get install fonts-noto-core)

For whoever adds a language; the pictures are committed. Four greys, no metadata, at most 1.5 kB each.
"""

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from saphan.languages.catalogue import by_code
from saphan.web.language_names import NAMES

FONTS = Path("/usr/share/fonts/truetype/noto")
PICTURES = Path(__file__).resolve().parent.parent / "src" / "saphan" / "web" / "static" / "saphan" / "names"
FILES = {"Mymr": "Myanmar", "Thai": "Thai", "Khmr": "Khmer", "Laoo": "Lao", "Deva": "Devanagari", "Beng": "Bengali"}
HEIGHT, SIZE, MARGIN = 80, 44, 4  # pixels; shown at half the height
INK, PAPER = (0x1D, 0x27, 0x33), (0xFF, 0xFF, 0xFF)
GREYS = 4
LARGEST = 1500  # bytes


def main() -> None:
    if not features.check("raqm"):
        sys.exit("This Pillow cannot shape Burmese or Khmer (no raqm). Install the wheel of the lock file.")
    PICTURES.mkdir(exist_ok=True)
    for code, name in NAMES.items():
        font = FONTS / f"NotoSans{FILES[by_code()[code].scripts[0]]}-Regular.ttf"
        target = PICTURES / f"{code}.png"
        drawn(name, font).save(target, optimize=True, bits=2)
        if target.stat().st_size > LARGEST:
            sys.exit(f"{target.name} has {target.stat().st_size} bytes; {LARGEST} is the limit.")
        print(f"{target.name}: {target.stat().st_size} bytes")


def drawn(name: str, font_file: Path) -> Image.Image:
    """One name in dark ink on white, cut to its width, in the middle of the height."""
    font = ImageFont.truetype(font_file, SIZE, layout_engine=ImageFont.Layout.RAQM)
    left, top, right, bottom = font.getbbox(name)
    picture = Image.new("L", (round(right - left) + 2 * MARGIN, HEIGHT), 0)
    place = (MARGIN - left, (HEIGHT - (bottom - top)) / 2 - top)
    ImageDraw.Draw(picture).text(place, name, fill=255, font=font)
    levels = picture.point(lambda light: round(light / 255 * (GREYS - 1)))
    palette = Image.frombytes("P", levels.size, levels.tobytes())
    palette.putpalette([sign for step in range(GREYS) for sign in shade(step / (GREYS - 1))])
    return palette


def shade(share: float) -> tuple[int, ...]:
    return tuple(round(paper + (ink - paper) * share) for ink, paper in zip(INK, PAPER, strict=True))


if __name__ == "__main__":
    main()
