"""The menus of desk and partner pages: each room adds its entries in AppConfig.ready()."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Portal = Literal["desk", "partner"]
LONG: Final = 8  # lines; a longer menu keeps what is opened now and then behind one more line
NOW_AND_THEN: Final = 50  # from this order on


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a menu. roles: who sees it; empty means everyone of that portal."""

    order: int
    label: str | Promise
    url_name: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class MenuItem:
    """A line as a page shows it."""

    label: str
    url_name: str
    url: str
    current: bool
    order: int


_entries: dict[Portal, list[Entry]] = {"desk": [], "partner": []}


def add_entry(portal: Portal, order: int, label: str | Promise, url_name: str, roles: Iterable[str] = ()) -> None:
    """Add a line to a portal's menu; lower `order` stands first. Adding the same address again changes nothing."""
    if all(entry.url_name != url_name for entry in _entries[portal]):
        _entries[portal].append(Entry(order, label, url_name, frozenset(roles)))
        _entries[portal].sort(key=lambda entry: entry.order)


def menu_for(portal: Portal, roles: frozenset[str], path: str) -> tuple[MenuItem, ...]:
    """What somebody with these roles sees; `current` is the deepest address that the path stands under."""
    shown = [entry for entry in _entries[portal] if not entry.roles or entry.roles & roles]
    lines = [(entry, url) for entry in shown if (url := _address(entry.url_name))]
    here = max((url for _, url in lines if path.startswith(url)), key=len, default="")
    return tuple(MenuItem(str(entry.label), entry.url_name, url, url == here, entry.order) for entry, url in lines)


def in_two(lines: tuple[MenuItem, ...]) -> tuple[tuple[MenuItem, ...], tuple[MenuItem, ...]]:
    """What stands in the bar, and what a long menu keeps behind "More"."""
    if len(lines) <= LONG:
        return lines, ()
    rare = tuple(line for line in lines if line.order >= NOW_AND_THEN)
    return tuple(line for line in lines if line not in rare), rare


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
