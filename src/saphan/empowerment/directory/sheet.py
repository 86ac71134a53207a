"""One row of a sheet of organisations, read and checked before anything is looked up or written.

Columns, by the names in the first row: kind, name, country, place, other_names (with ; between), languages (codes),
phone, website, address, email, sector (of standards/data/sectors.toml), list_name, number, status, source, seen_on
(YYYY-MM-DD). Others are left alone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from saphan.empowerment.directory.models import LicenceStatus, WayKind
from saphan.empowerment.reviews.criteria import KINDS
from saphan.standards.sectors import is_sector

LONGEST = {"name": 200, "place": 120, "list_name": 160, "number": 60, "source": 300}
WAYS = tuple(WayKind.values)
NEEDED = ("kind", "name", "country")
COLUMNS = (
    *NEEDED,
    "place",
    "other_names",
    "languages",
    *WAYS,
    "sector",
    "list_name",
    "number",
    "status",
    "source",
    "seen_on",
)


@dataclass(frozen=True, slots=True)
class Look:
    """What one list said on one day."""

    list_name: str
    number: str
    status: str
    source: str
    seen_on: date

    @property
    def place(self) -> tuple[str, str, date]:
        """Two looks of the same place cannot say different things."""
        return self.list_name, self.number, self.seen_on


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that can be taken. look: None where it says nothing of a list."""

    kind: str
    name: str
    country: str
    place: str = ""
    other_names: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    ways: tuple[tuple[str, str], ...] = ()
    sector: str = ""
    look: Look | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What makes two rows of one sheet the same organisation."""
        return self.name.lower(), self.country


def read_row(cells: Mapping[str, str], today: date) -> Wanted:
    """Raises ValueError that names the column."""
    said = {name: " ".join(cell.split()) for name, cell in cells.items()}
    for name, most in LONGEST.items():
        if len(said.get(name, "")) > most:
            raise ValueError(name)
    if said.get("kind") not in KINDS:
        raise ValueError("kind")
    if not said.get("name"):
        raise ValueError("name")
    if not re.fullmatch("[A-Za-z]{2}", said.get("country", "")):
        raise ValueError("country")
    if not is_sector(said.get("sector", "")):
        raise ValueError("sector")
    return Wanted(
        kind=said["kind"],
        name=said["name"],
        country=said["country"].upper(),
        place=said.get("place", ""),
        other_names=_names(said.get("other_names", "")),
        languages=_languages(said.get("languages", "")),
        ways=tuple((kind, said[kind][:200]) for kind in WAYS if said.get(kind)),
        sector=said.get("sector", ""),
        look=_look(said, today),
    )


def _names(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name.strip()[:200] for name in cell.split(";") if name.strip()))


def _languages(cell: str) -> tuple[str, ...]:
    codes = re.split(r"[\s,;]+", cell)
    if any(len(code) > 12 for code in codes):
        raise ValueError("languages")
    return tuple(dict.fromkeys(code for code in codes if code))


def _look(said: Mapping[str, str], today: date) -> Look | None:
    if not said.get("list_name"):
        return None
    if said.get("status") not in LicenceStatus.values:
        raise ValueError("status")
    if not said.get("source"):
        raise ValueError("source")
    return Look(said["list_name"], said.get("number", ""), said["status"], said["source"], _day(said, today))


def _day(said: Mapping[str, str], today: date) -> date:
    """A workbook writes a day with midnight behind it."""
    try:
        seen_on = date.fromisoformat(said.get("seen_on", "").removesuffix("T00:00:00"))
    except ValueError:
        raise ValueError("seen_on") from None
    if seen_on > today:
        raise ValueError("seen_on")
    return seen_on
