"""The menus of desk and partner pages: each room adds its entries in AppConfig.ready()."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

Portal = Literal["desk", "partner"]


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
    return tuple(MenuItem(str(entry.label), entry.url_name, url, url == here) for entry, url in lines)


def _address(url_name: str) -> str:
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
