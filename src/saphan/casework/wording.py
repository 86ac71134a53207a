"""Codes as staff read them: languages, waiting times, ages. No query."""

from datetime import timedelta

from django.utils.translation import get_language, gettext, ngettext

from saphan.languages import cldr
from saphan.languages.writing import own_digits


def language_name(code: str) -> str:
    """ "Burmese" for `my`, in the language of the staff who reads; the code itself when CLDR has no name."""
    return cldr.language_name(code, get_language() or "en")


def span(waited: timedelta) -> str:
    """How long somebody has waited, as short as a list needs it: minutes, hours, then days."""
    return in_own_digits(_span(max(0, int(waited.total_seconds() // 60))))


def in_own_digits(text: str) -> str:
    """A text with numbers in it as the staff who reads writes them: `၃ ရက်`."""
    return own_digits(text, get_language() or "en")


def _span(minutes: int) -> str:
    if minutes < 60:
        return gettext("%(minutes)d min") % {"minutes": minutes}
    if minutes < 24 * 60:
        return gettext("%(hours)d h %(minutes)02d") % {"hours": minutes // 60, "minutes": minutes % 60}
    days = minutes // (24 * 60)
    return ngettext("%(days)d day", "%(days)d days", days) % {"days": days}
