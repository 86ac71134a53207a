"""What the bell says about each kind of notice, and where it leads: each room adds its kinds in AppConfig.ready()."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

UNKNOWN = gettext_lazy("Something needs you.")


@dataclass(frozen=True, slots=True)
class Kind:
    words: str | Promise
    url_name: str
    takes_id: bool


_kinds: dict[str, Kind] = {}


def say(kind: str, words: str | Promise, url_name: str, *, takes_id: bool = True) -> None:
    """Say `words` for notices of this kind and lead to `url_name`, with the id of the thing unless it takes none."""
    _kinds[kind] = Kind(words, url_name, takes_id)


def words_for(kind: str) -> str:
    found = _kinds.get(kind)
    return str(found.words if found else UNKNOWN)


def address_for(kind: str, object_id: object) -> str:
    """Where the notice leads; empty when its room has no page for it."""
    found = _kinds.get(kind)
    if found is None or (found.takes_id and object_id is None):
        return ""
    try:
        return reverse(found.url_name, args=[object_id] if found.takes_id else [])
    except NoReverseMatch:
        return ""
