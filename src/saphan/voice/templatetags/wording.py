"""From codes to words, in templates."""

import re
from datetime import date, datetime, time
from typing import Any

from django import template
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from saphan.languages import cldr
from saphan.languages.calendars.beside import in_her_calendar
from saphan.languages.writing import own_digits
from saphan.languages.zawgyi import to_zawgyi
from saphan.voice import also_here as ways_on
from saphan.voice import wording
from saphan.voice.vocabulary import waits_for
from saphan.voice.wishes import choosing

register = template.Library()
Words = str | Promise
NUMBER = re.compile(r"(\+?[0-9][0-9 -]{1,18}[0-9])")


@register.filter
def in_zawgyi(words: str) -> str:
    """For the one line that must be readable on a phone which shows nothing else."""
    return to_zawgyi(words)


@register.inclusion_tag("voice/parts/also_here.html")
def also_here(language: str, in_her_story: bool = False) -> dict[str, Any]:
    """Lines that lead to pages of upper rooms, where they are there in her language."""
    return {"also_here": ways_on.also_here(language, in_her_story=in_her_story)}


@register.filter
def icon_words(code: str) -> Words:
    return wording.ICONS.get(code, code)


@register.filter
def step_words(code: str) -> Words:
    return wording.STEPS.get(code, code)


@register.filter
def question_words(code: str) -> Words:
    return wording.QUESTIONS.get(code, code)


@register.filter
def answer_words(code: str, question: str) -> Words:
    return wording.ANSWERS.get(question, {}).get(code, code)


@register.filter
def part_words(code: str) -> Words:
    return wording.PARTS.get(code, code)


@register.filter
def recipient_words(kind: str) -> Words:
    return wording.RECIPIENTS.get(kind, "")


@register.filter
def tell_words(code: str) -> Words:
    if number := waits_for(code):
        return gettext("Only if %(number)s say it") % {"number": own_digits(str(number), get_language() or "en")}
    return wording.TELL.get(code, code)


@register.filter
def answered_by_words(code: str) -> Words:
    return wording.ANSWERED_BY.get(code, "")


@register.filter
def own_name(code: str) -> str:
    """A language by its own name, in its own letters."""
    return choosing.own_name(code)


@register.filter
def time_words(code: str) -> Words:
    return wording.TIMES.get(code, code)


@register.filter
def picture_words(code: str) -> Words:
    return wording.PICTURES.get(code, code)


@register.filter
def kept_words(name: str) -> Words:
    return wording.KEPT.get(name, name)


@register.filter
def span_words(days: int) -> str:
    """`2 years`, `30 days`, in her digits."""
    if days % 365 == 0:
        years = days // 365
        return _in_her_digits(ngettext("%(count)d year", "%(count)d years", years) % {"count": years})
    return _in_her_digits(ngettext("%(count)d day", "%(count)d days", days) % {"count": days})


@register.filter
def remark_words(code: str) -> Words:
    return wording.REMARKS.get(code, "")


@register.filter
def is_good(code: str) -> bool:
    """Whether a remark tells of something that worked."""
    return code in wording.REMARKS_THAT_ARE_GOOD


@register.filter
def in_four(code: str) -> list[str]:
    """A claim code as its four groups."""
    return [code[start : start + 4] for start in range(0, len(code), 4)]


@register.filter(is_safe=True)
def ringable(text: str) -> SafeString:
    """Emergency words in which a number can be tapped to ring it."""
    pieces = NUMBER.split(text)
    return format_html_join(
        "", "{}", ((_tappable(piece) if number % 2 else piece,) for number, piece in enumerate(pieces))
    )


def _tappable(number: str) -> SafeString:
    digits = re.sub(r"[^0-9+]", "", number)
    return format_html('<a href="tel:{}">{}</a>', digits, conditional_escape(number))


@register.filter
def day_words(day: date | datetime) -> str:
    """`2 March`, as her language writes it."""
    return cldr.day(day, _hers())


@register.filter
def day_and_year(day: date | datetime) -> str:
    """`2 March 2028`, as her language writes it; beside it the day of her own calendar, where that is usual."""
    on = day.date() if isinstance(day, datetime) else day
    common, hers = cldr.day_and_year(on, _hers()), in_her_calendar(on, _hers())
    return f"{common} ({hers})" if hers else common


@register.filter
def time_of_day(moment: time | datetime) -> str:
    """`18:00`, in the digits of her language."""
    return _in_her_digits(f"{moment:%H:%M}")


def _in_her_digits(text: str) -> str:
    return own_digits(text, _hers())


def _hers() -> str:
    return get_language() or "en"
