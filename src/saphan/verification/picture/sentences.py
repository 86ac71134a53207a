"""Sentences about independent voices: why several accounts are one, what a voice weighs, and whom to ask next."""

from collections.abc import Iterable, Sequence
from typing import Final

from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from saphan.languages import cldr
from saphan.verification.picture.bundles import Bundle
from saphan.verification.picture.contrary import Contrary
from saphan.verification.picture.to_ask import ToAsk
from saphan.verification.words import TIES, Words, word

GROUNDS: Final[Words] = {
    "first_hand": _("saw it herself"),
    "heard": _("heard it from others"),
    "shown": _("showed something"),
    "called_back": _("called back"),
    "met": _("met in person"),
    "spoken_for": _("speaks for others, mandate checked"),
    "channel": _("different ways in"),
    "language": _("different languages"),
    "month": _("different months"),
    "desk": _("different desks"),
    "document": _("a document"),
    "visit": _("a visit"),
    "second_organisation": _("a second organisation"),
}
WHY_HER: Final[Words] = {
    "ring": _("we may ring her at her safe times"),
    "write": _("we may write to her in her chat"),
    "code": _("she reads our question when she comes back"),
    "another_desk": _("by another desk"),
    "first_hand": GROUNDS["first_hand"],
    "heard": GROUNDS["heard"],
    "no_danger": _("no danger known"),
    "careful": _("she may be in danger: go with care"),
    "tells_nobody": _("she wants nobody told"),
}


def name(bundle: Bundle) -> str:
    """How an independent voice is called on the page."""
    language = get_language() or "en"
    number = cldr.number(bundle.number, language)
    if bundle.is_one:
        return gettext("Voice %(number)s") % {"number": number}
    return gettext("Voice %(number)s: %(accounts)s as one") % {
        "number": number,
        "accounts": cldr.number(bundle.accounts, language),
    }


def why_one(counted: Bundle | Contrary) -> str:
    """The reasons, the strongest first, each with how often it was found."""
    language = get_language() or "en"
    return _joined(f"{word(TIES, each.reason)} ({cldr.number(each.ties, language)})" for each in counted.why)


def leans_on(bundle: Bundle) -> str:
    """Why something is taken off."""
    if not bundle.leanings:
        return gettext("no voice weighs more")
    reasons = dict.fromkeys(reason for each in bundle.leanings for reason in each.reasons)
    numbers = [cldr.number(each.on, get_language() or "en") for each in bundle.leanings]
    like = ngettext("like voice %(others)s", "like voices %(others)s", len(numbers)) % {"others": _joined(numbers)}
    return f"{like}: {_joined(word(TIES, reason) for reason in reasons)}"


def begin_with(asked: Sequence[ToAsk]) -> str:
    """Whom to ask next."""
    language = get_language() or "en"
    said = ngettext("Begin with voice %(numbers)s.", "Begin with voices %(numbers)s.", len(asked))
    return said % {"numbers": _joined(cldr.number(each.chosen.number, language) for each in asked)}


def which(asked: ToAsk) -> str:
    """The voice, and where several are counted as one, which of them."""
    language, chosen = get_language() or "en", asked.chosen
    number = cldr.number(chosen.number, language)
    if chosen.of == 1:
        return gettext("Voice %(number)s") % {"number": number}
    return gettext("Voice %(number)s, account %(place)s of %(accounts)s") % {
        "number": number,
        "place": cldr.number(chosen.place, language),
        "accounts": cldr.number(chosen.of, language),
    }


def why_her(asked: ToAsk) -> str:
    """What speaks for asking her, and what to mind."""
    return _joined(word(WHY_HER, reason) for reason in asked.chosen.reasons)


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(parts)
