"""Codes of remedy in words, for its templates."""

from typing import Any

from django import forms, template

from saphan.network.selectors import GroupCard
from saphan.remedy import words
from saphan.remedy.forms import DeliverForm, MessageForm, RecallForm
from saphan.remedy.partner_pages import STAGES
from saphan.verification.words import word

register = template.Library()
FORMS: dict[str, type[forms.Form]] = {"deliver": DeliverForm, "message": MessageForm, "recall": RecallForm}


@register.filter
def said(code: str, what: str) -> str:
    """`{{ code|said:"ASKED" }}`: the sentence of a table of words.py."""
    return word(getattr(words, what), code)


@register.simple_tag
def partner_steps(stage: str) -> list[dict[str, Any]]:
    """The bridge line of one disclosure, for `{% bridge %}`."""
    here = STAGES.index(stage)
    return [{"label": words.STAGES[code], "state": _state(place, here)} for place, code in enumerate(STAGES)]


@register.filter
def group_name(group: GroupCard) -> str:
    """What a workforce group is called: its site, line, shift, language and gender, as far as they are known."""
    parts = (group.site, group.line, group.shift, group.language, group.gender)
    return " · ".join(part for part in parts if part)


def _state(place: int, here: int) -> str:
    if place < here:
        return "done"
    return "now" if place == here else "next"


@register.simple_tag
def fresh(name: str, about: object) -> forms.Form:
    """An empty form with ids of its own, where a page holds several of a kind."""
    return FORMS[name](auto_id=f"{name}_{about}_%s")
