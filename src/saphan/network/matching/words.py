"""Why somebody may be meant, in words: each field, how it agrees, and how much of the judgement it is."""

from django.utils.translation import gettext_lazy as _

from saphan.network.matching.judging import Candidate
from saphan.network.matching.models import MarkKind
from saphan.network.matching.weighing import Share

OF_NAMES = {
    "same_name": _("the same name"),
    "same_alias": _("another of its names"),
    "part_of_name": _("part of its name"),
    "sounds_alike": _("sounds alike"),
    "alike": _("written alike"),
}
FIELDS = {**dict(MarkKind.choices), "place": _("Place"), "country": _("Country")}
AGREES = {"same": _("the same"), "alike": _("alike"), "nearly": _("alike"), "other": _("different")}


def told(candidate: Candidate) -> str:
    """For instance `sounds alike 62 % · Place: the same 25 % · Country: different −13 %`."""
    return " · ".join(map(_share, candidate.shares))


def _share(share: Share) -> str:
    return f"{_words(share)} {share.percent}\u00a0%".replace("-", "−")


def _words(share: Share) -> str:
    if share.why in OF_NAMES:
        return str(OF_NAMES[share.why])
    field, _of, agrees = share.why.partition("_")
    return f"{FIELDS[field]}: {AGREES[agrees]}"
