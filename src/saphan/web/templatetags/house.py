"""The few tags every template may use."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from babel.dates import format_timedelta
from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.template.context import RequestContext
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from saphan.languages.reviewing import is_accepted
from saphan.store import clock
from saphan.store.ids import random_id
from saphan.web.bridge import drawn
from saphan.web.icons import DRAWINGS

register = template.Library()
SOURCE = Path(__file__).resolve().parents[2]

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
    return str(format_timedelta(clock.now() - since, locale=get_language() or "en"))


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
    return {"machine_made": not is_accepted(SOURCE, get_language() or "en", tuple(rooms.split()))}


@register.simple_tag
def picture(code: str) -> str:
    """The address of the picture of a language's own name."""
    return static(f"saphan/names/{code}.png")


@register.inclusion_tag("web/parts/demo_bar.html", takes_context=True)
def demo_bar(context: RequestContext) -> dict[str, Any]:
    """Lets days pass; draws nothing outside a demo database."""
    return {name: context.get(name) for name in ("demo", "today", "csrf_token", "request")}
