"""An amount of money in her words, for a colleague who does not read her digits. Beside them, never in their place."""

import re

from django.utils.translation import get_language

from saphan.languages import cldr
from saphan.languages.amounts.reading import read_amount


def amount_in(text: str, language: str) -> str:
    """`500,000 MMK` for "၅ သိန်း ကျပ်". Empty where it is not sure, or stands there as plainly already."""
    said = read_amount(text, language).said
    if said is None or f"{said.value.normalize():f}" in re.sub(r"[,\s]", "", text):
        return ""
    return cldr.money(said.value, said.currency, get_language() or "en")
