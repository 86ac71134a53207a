"""The few tags every template may use."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from babel.dates import format_timedelta
from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template.context import RequestContext
from django.template.defaultfilters import date as as_django_does
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from saphan.languages import cldr
from saphan.languages.reviewing import is_accepted
from saphan.languages.switched_on import ROOMS
from saphan.languages.writing import own_digits
from saphan.store import clock
from saphan.store.ids import random_id
from saphan.web.bridge import drawn
from saphan.web.icons import DRAWINGS

register = template.Library()

HIDDEN = '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>'
NAMED = '<svg class="icon" viewBox="0 0 24 24" role="img" aria-label="{}" focusable="false"><path d="{}"/></svg>'


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A drawing, hidden from screen readers unless it is given a name. Raises KeyError for one that does not exist."""
    return format_html(NAMED, label, DRAWINGS[name]) if label else format_html(HIDDEN, DRAWINGS[name])


@register.inclusion_tag("web/parts/bridge.html")
def bridge(steps: Iterable[Any], label: str = "", way: str = "") -> dict[str, Any]:
    """The bridge line of steps (`label`, `state` done, now or next, `on` if known); `way="down"` for long ones."""
    return {"steps": drawn(steps), "label": label, "way": way}


@register.filter
def how_long(since: datetime) -> str:
    """`6 days`, in the reader's language."""
    language = _readers()
    return own_digits(str(format_timedelta(clock.now() - since, locale=cldr.locale(language))), language)


@register.filter("date", expects_localtime=True, is_safe=False)
def day(value: Any, form: str = "") -> str:
    """Django's filter of this name, but a form that people read is written as CLDR has it for the reader's language.

    Forms for machines (`Y-m-d`, `c`) stay with Django, and so does everything that is not a day.
    """
    written = FORMS.get(form)
    if written is None or not isinstance(value, date | time):
        return str(as_django_does(value, form) if form else as_django_does(value))
    language = _readers()
    parts = (cldr_form(value, language) if callable(cldr_form) else value.strftime(cldr_form) for cldr_form in written)
    return own_digits(" ".join(parts), language)


FORMS: Mapping[str, tuple[Callable[[Any, str], str] | str, ...]] = {
    "j M": (cldr.short_day,),
    "j F": (cldr.day,),
    "j M Y": (cldr.short_day_and_year,),
    "j F Y": (cldr.day_and_year,),
    "D j F Y": (cldr.short_weekday, cldr.day_and_year),
    "M Y": (cldr.short_month,),
    "F Y": (cldr.month,),
    "m/y": ("%m/%y",),
    "H:i": ("%H:%M",),
    "D H:i": (cldr.short_weekday, "%H:%M"),
    "j M, H:i": (cldr.short_day, "%H:%M"),
    "j M Y H:i": (cldr.short_day_and_year, "%H:%M"),
    "j M Y H:i:s": (cldr.short_day_and_year, "%H:%M:%S"),
}
"""How our pages write days; the key is the form of Django's filter, the parts follow one another."""


@register.filter
def number(value: int | Decimal | None) -> str:
    """`1,104`, grouped and in digits as the reader's language writes them; nothing for nothing."""
    return "" if value is None else cldr.number(value, _readers())


@register.filter
def digits(text: str) -> str:
    """A text with numbers in it, `24:00`, in digits as the reader's language writes them."""
    return own_digits(text, _readers())


@register.filter
def listed(words: Iterable[object]) -> str:
    """`x, y and z`, as the reader's language joins them."""
    return cldr.listed(words, _readers())


def _readers() -> str:
    return get_language() or "en"


@register.filter
def groups_of_four(value: object) -> str:
    """`1234 5678 9012 3456`, the way a card number is written."""
    text = "".join(str(value).split())
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


@register.inclusion_tag("web/parts/field.html")
def field(bound: BoundField, icon: str = "") -> dict[str, Any]:  # noqa: A002
    """Label, hint, input and errors, tied together for screen readers."""
    return {"field": bound, "icon": icon, "is_group": _is_group(bound), "is_tick": _is_tick(bound)}


def _is_group(bound: BoundField) -> bool:
    return isinstance(bound.field.widget, (RadioSelect, CheckboxSelectMultiple))


def _is_tick(bound: BoundField) -> bool:
    return isinstance(bound.field.widget, CheckboxInput)


@register.simple_tag
def once() -> SafeString:
    """A hidden field that lets a form sent twice count once; `web.once.once_of` reads it."""
    return format_html('<input type="hidden" name="once" value="{}">', random_id())


@register.inclusion_tag("web/parts/machine.html")
def machine_made(rooms: str) -> dict[str, Any]:
    """Says so where no native reviewer has accepted every sentence that these rooms have in the reader's language."""
    return {"machine_made": not is_accepted(ROOMS, _readers(), tuple(rooms.split()))}


@register.simple_tag
def picture(code: str) -> str:
    """The address of the picture of a language's own name."""
    return static(f"saphan/names/{code}.png")


@register.inclusion_tag("web/parts/demo_bar.html", takes_context=True)
def demo_bar(context: RequestContext) -> dict[str, Any]:
    """Lets days pass; draws nothing outside a demo database."""
    return {name: context.get(name) for name in ("demo", "today", "csrf_token", "request")}
