"""Says in translations of lessons that they were made from the English as it stands.

`python -m tools.stamp_lessons SLUG…`, or all of them. Run it after a translation was brought in line with its
English; it reads nothing of what was translated.
"""

import re
import sys
from pathlib import Path

from saphan.empowerment.lessons.library import FOLDER
from saphan.empowerment.lessons.reading import ENGLISH, read

MADE_FROM = re.compile(r'^made_from = ".*"$', re.M)


def stamp(place: Path) -> int:
    """How many files were changed."""
    digest = read((place / f"{ENGLISH}.md").read_text(encoding="utf-8")).digest
    done = 0
    for file in sorted(place.glob("*.md")):
        text = file.read_text(encoding="utf-8")
        stamped = text if file.stem == ENGLISH else MADE_FROM.sub(f'made_from = "{digest}"', text, count=1)
        if stamped != text:
            file.write_text(stamped, encoding="utf-8")
            done += 1
    return done


if __name__ == "__main__":
    for slug in sys.argv[1:] or [place.name for place in sorted(FOLDER.iterdir()) if place.is_dir()]:
        print(f"{slug}: {stamp(FOLDER / slug)} changed")
        for file in sorted((FOLDER / slug).glob("*.md")):
            print(f"  {file.stem}.{read(file.read_text(encoding='utf-8')).digest[:8]}")
