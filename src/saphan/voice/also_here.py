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
_leads: dict[Leads, bool] = {}


def leads_to(leads: Leads, *, from_her_story_only: bool = False) -> None:
    """Say it in AppConfig.ready(). `leads(language)` gives nothing where there are no such pages in her language."""
    _leads[leads] = from_her_story_only


def also_here(language: str, *, in_her_story: bool) -> tuple[AlsoHere, ...]:
    chosen = [leads for leads, in_story_only in _leads.items() if in_her_story or not in_story_only]
    return tuple(found for leads in chosen if (found := leads(language)))
