"""Amounts of money on the pages of an offer's check."""

from django import template
from django.utils.translation import get_language

from saphan.languages import cldr
from saphan.languages.amounts.reading import Amount

register = template.Library()


@register.filter
def as_money(amount: Amount) -> str:
    return cldr.money(amount.value, amount.currency, get_language() or "en")
