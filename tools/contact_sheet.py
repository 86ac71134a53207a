"""Put pictures of a walk on one sheet, to be looked at.

Usage: contact_sheet.py FOLDER OUT.png [BEGINNING]

BEGINNING: of the names of the pictures, `act-` (the twenty acts) unless told; `my-` for the pages in Burmese.
"""

import sys
from pathlib import Path

from PIL import Image

WIDE, TALL = (480, 400), (250, 560)  # cells for a desk's screen and for a phone's page
COLUMNS = {WIDE: 5, TALL: 9}
LONGEST = 2.3  # of a phone's page, in widths; what is below is cut off here


def main(folder: Path, out: Path, beginning: str = "act-") -> None:
    pictures = sorted(folder.glob(f"{beginning}*.png"))
    cell = WIDE if beginning == "act-" else TALL
    columns = COLUMNS[cell]
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (cell[0] * columns, cell[1] * rows), "#8a8f94")
    for number, file in enumerate(pictures):
        picture = Image.open(file).convert("RGB")
        picture = picture.crop((0, 0, picture.width, min(picture.height, round(picture.width * LONGEST))))
        picture.thumbnail((cell[0] - 12, cell[1] - 12))
        column, row = number % columns, number // columns
        sheet.paste(picture, (column * cell[0] + 6, row * cell[1] + 6))
    sheet.save(out, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:4])
