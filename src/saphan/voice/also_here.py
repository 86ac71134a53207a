"""Lines on her first page and on her story that lead to pages of an upper room; none is there to begin with."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class AlsoHere:
    """words: one line, in her language. icon: the name of a drawing."""

    address: str
    words: str | Promise
    icon: str


Leads = Callable[[str], AlsoHere | None]
_leads: list[Leads] = []


def leads_to(leads: Leads) -> None:
    """Say it in AppConfig.ready(). `leads(language)` gives nothing where there are no such pages in her language."""
    if leads not in _leads:
        _leads.append(leads)


def also_here(language: str) -> tuple[AlsoHere, ...]:
    return tuple(found for leads in _leads if (found := leads(language)))
