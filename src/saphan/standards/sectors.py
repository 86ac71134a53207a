"""In which sector an organisation works, and under which section of ISIC Rev. 4 that stands. Pure.

The table is `data/sectors.toml`. `web.sector_names` has the words; the case data standard takes the section's letter.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "sectors.toml"
UNKNOWN = ""  # nobody said


@cache
def sections() -> Mapping[str, str]:
    """By sector, the letter of its section, A to U."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {code: row["section"] for code, row in told["sectors"].items()}


def is_sector(code: str) -> bool:
    return code == UNKNOWN or code in sections()
