"""Codes that stand in every edition, shown or not, so that a row that is there says nothing of anybody. Pure."""

from saphan.impact.indicators.catalogue import Catalogue, Indicator
from saphan.languages.catalogue import worker_languages
from saphan.standards import concern_kinds


def always_named(one: Indicator, catalogue: Catalogue) -> tuple[str, ...]:
    """Of what is kept apart by a list of ours; where there is none, only what is shown is named."""
    split = next((each.split for each in catalogue.marks if each.id == one.by and each.split), "")
    if split == "language":
        return tuple(each.code for each in worker_languages())
    if split == "family":
        return tuple(dict.fromkeys(each.family for each in concern_kinds.all_kinds().values() if each.is_a_concern))
    if split == "stage":
        return tuple(dict.fromkeys(each.stage for each in concern_kinds.all_kinds().values() if each.is_a_concern))
    return ()
