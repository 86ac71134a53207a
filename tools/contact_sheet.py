"""Put the pictures of the twenty acts on one sheet, to be looked at. Usage: contact_sheet.py FOLDER OUT.png"""

import sys
from pathlib import Path

from PIL import Image

CELL = (480, 400)
COLUMNS = 5


def main(folder: Path, out: Path) -> None:
    pictures = sorted(folder.glob("act-*.png"))
    rows = -(-len(pictures) // COLUMNS)
    sheet = Image.new("RGB", (CELL[0] * COLUMNS, CELL[1] * rows), "#8a8f94")
    for number, file in enumerate(pictures):
        picture = Image.open(file).convert("RGB")
        picture = picture.crop((0, 0, picture.width, min(picture.height, picture.width * 2)))
        picture.thumbnail((CELL[0] - 12, CELL[1] - 12))
        column, row = number % COLUMNS, number // COLUMNS
        sheet.paste(picture, (column * CELL[0] + 6, row * CELL[1] + 6))
    sheet.save(out, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
