"""What the bell says about each kind of notice, and where it leads: each room adds its kinds in AppConfig.ready()."""

from dataclasses import dataclass
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from saphan.network.models import Desk

UNKNOWN = gettext_lazy("Something needs you.")


@dataclass(frozen=True, slots=True)
class Kind:
    words: str | Promise
    url_name: str
    takes_id: bool
    names_desk: bool = False


_kinds: dict[str, Kind] = {}


def say(kind: str, words: str | Promise, url_name: str, *, takes_id: bool = True, names_desk: bool = False) -> None:
    """Say `words` for notices of this kind and lead to `url_name`, with the id of the thing unless it takes none.

    names_desk: the thing is a desk, and `%(desk)s` in the words is its name.
    """
    _kinds[kind] = Kind(words, url_name, takes_id, names_desk)


def known() -> frozenset[str]:
    """Every kind that some room has said words for."""
    return frozenset(_kinds)


def words_for(kind: str, object_id: UUID | None = None) -> str:
    found = _kinds.get(kind)
    if found is None:
        return str(UNKNOWN)
    if not found.names_desk:
        return str(found.words)
    name = Desk.objects.filter(id=object_id).values_list("name", flat=True).first() if object_id else None
    return str(found.words) % {"desk": name or ""}


def address_for(kind: str, object_id: object) -> str:
    """Where the notice leads; empty when its room has no page for it."""
    found = _kinds.get(kind)
    if found is None or (found.takes_id and object_id is None):
        return ""
    try:
        return reverse(found.url_name, args=[object_id] if found.takes_id else [])
    except NoReverseMatch:
        return ""
