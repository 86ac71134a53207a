"""Burmese to measure with: our own catalogues. And days and phrases in languages that write with the same letters."""

from functools import cache

from saphan.languages.reviewing import each, entries
from tests.source import ROOT

DAYS = {
    "shn": "ဝၼ်းဢႃးတိတ်ႉ ဝၼ်းၸၼ် ဝၼ်းဢင်းၵၢၼ်း ဝၼ်းပုတ်ႉ ဝၼ်းၽတ်း ဝၼ်းသုၵ်း ဝၼ်းသဝ်",
    "mnw": "တ္ၚဲအဒိတ် တ္ၚဲစန် တ္ၚဲအင္ၚာ တ္ၚဲဗုဒ္ဓဝါ တ္ၚဲဗြဴဗတိ တ္ၚဲသိုက် တ္ၚဲသ္ၚိသဝ်",
    "ksw": "မုၢ်ဒဲး မုၢ်ဆၣ် မုၢ်ယူာ် မုၢ်ပျဲၤ မုၢ်လ့ၢ်ဧိၤ မုၢ်ဖီဖး မုၢ်ဘူၣ်",
}

PHRASES = {
    "ksw": [
        *("ယတအိၣ်ဒီးကျိၣ်ဘၣ်", "အဝဲသ့ၣ်တဟ့ၣ်ယၤဘၣ်", "ကစၢ်တဟ့ၣ်ယဘူးလဲဘၣ်", "ယမၤတၢ်လၢစဲးဖီကဟၣ်"),
        *("တၢ်ဘျုးဒိၣ်မး", "မၤစၢၤယၤတက့ၢ်", "ယအဲၣ်ဒိးက့ၤဆူဟံၣ်", "ယမၤတၢ်အါဒိၣ်မး", "ကစၢ်တီၢ်ယၤမဟါတနံၤ"),
        *("ပှၤကညီတၢ်ကတိၤန့ၣ်လီၤ", "ယပျံၤတၢ်ဒိၣ်မး", "တၢ်မၤအလီၢ်တဂ့ၤဘၣ်", "ယဆူးယဆါဝဲလီၤ", "အဝဲဟံးန့ၢ်ယလံာ်"),
        *("ပဝဲသ့ၣ်အိၣ်ဝဲလွံၢ်ဂၤ", "တၢ်အီၣ်တလၢပှဲၤဘၣ်", "ယကဘၣ်မၤဒ်လဲၣ်", "ယသ့ၣ်ညါတၢ်တမံၤဘၣ်"),
    ]
}
"""Written here and read by no native: to look at letters, not to learn from."""


@cache
def sentences() -> tuple[str, ...]:
    """What we say to people in Burmese, without the places where something is put in."""
    files = sorted((ROOT / "src" / "saphan").glob("*/locale/my/LC_MESSAGES/django.po"))
    said = {words for file in files for message in entries(file) for words in each(message.string)}
    return tuple(sorted(words for words in said if len(words) > 12 and not set("%{<") & set(words)))


def pieces(text: str, length: int) -> list[str]:
    return [text[start : start + length] for start in range(0, max(1, len(text) - length + 1), length)]
