"""Names of months as people type them, in every language and calendar here. Pure.

Those of the common calendar come from CLDR, long and short; what is typed otherwise, and the months of Nepal and of
Burma, were written here. A name says its calendar: nobody counts Baisakh from January.
"""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from saphan.languages.catalogue import worker_languages
from saphan.languages.cldr import locale

COMMON, NEPALI, BURMESE = "common", "nepali", "burmese"
"""Calendars by their months; Thailand's differs from the common one in its years only."""

NEPALI_MONTHS = ["बैशाख", "जेठ", "असार", "साउन", "भदौ", "असोज", "कात्तिक", "मंसिर", "पुस", "माघ", "फागुन", "चैत"]
BURMESE_MONTHS = [
    "ပထမဝါဆို",
    "တန်ခူး",
    "ကဆုန်",
    "နယုန်",
    "ဝါဆို",
    "ဝါခေါင်",
    "တော်သလင်း",
    "သီတင်းကျွတ်",
    "တန်ဆောင်မုန်း",
    "နတ်တော်",
    "ပြာသို",
    "တပို့တွဲ",
    "တပေါင်း",
    "ဒုတိယဝါဆို",
]
"""From the First Waso (0) to Tabaung (12), and the Second Waso (13)."""

_NEPALI_OTHERWISE = """
वैशाख वैसाख बैसाख baisakh baishakh vaisakh boishakh|ज्येष्ठ जेष्ठ जेष्ट jeth jestha jetha|आषाढ अषाढ आसार asar ashad ashadh asadh
श्रावण सावन saun shrawan sawan srawan|भाद्र bhadau bhadra|आश्विन अश्विन असौज asoj ashwin aswin|कार्तिक kartik kattik
मङ्सिर मंसीर मार्ग mangsir mansir|पुष पौष पूस pus poush paush|magh
फाल्गुण फाल्गुन फागुण fagun phagun falgun phalgun|चैत्र chait chaitra
"""
_BURMESE_OTHERWISE = """
ပဝါဆို|tagu|kason|nayon|waso|wagaung|tawthalin|သီတင်းကျွှတ် thadingyut|တန်ဆောင်မုန်း တန်ဆောင်မှုန်း tazaungmon|
nadaw|ပြာသိုလ် pyatho|tabodwe|tabaung|ဒုဝါဆို
"""
_COMMON_OTHERWISE = {
    "en": "jan feb mar apr may jun jul aug sep|sept oct nov dec",
    "my": "ဇန္နဝါရီ ဖေဖေါ်ဝါရီ မတ် ဧပြီ မေ ဇွန် ဂျူလိုင် သြဂုတ်|ဩဂုတ် စက်တင်ဘာ အောက်တိုဘာ နိုဝင်ဘာ ဒီဇင်ဘာ",
    "th": "มกรา กุมภา มีนา เมษา พฤษภา มิถุนา กรกฎา สิงหา กันยา ตุลา พฤศจิกา ธันวา",
    "id": "januari pebruari mart april mei juni juli agt|agust september okt nop desember",
    "ne": "जनवरी फेब्रुवरी मार्च अप्रिल मे जुन जुलाई अगस्ट सेप्टेम्बर अक्टोबर नोभेम्बर डिसेम्बर",
    "hi": "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर|सितम्बर अक्टूबर नवंबर|नवम्बर दिसंबर|दिसम्बर",
}


_NOT_TYPED = {"my": "abbreviated", "km": "abbreviated"}
"""Of CLDR: short for a month in Burmese are ဒီ and စက်, which are "this" and "machine" to everybody."""
_OTHER_WORDS = {"tl": {"ago", "set"}}
"""Short for August and September in CLDR, and plain words to whoever writes English among it."""
_NEPAL_IN_LATIN, _BURMA_IN_LATIN = {"ne", "en"}, {"my", "en"}
"""Where asar is not the afternoon prayer."""
_NEPAL_UNKNOWN = {"hi", "bn"}
"""Whose own months of the same names begin on other days."""
_MARK = "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b6-\u17d3"
_ENDINGS = "मा|को|का|की|देखि|में|से|तिर|महि|गते|ের|ে|মাস"


@dataclass(frozen=True, slots=True)
class Month:
    calendar: str
    number: int


@dataclass(frozen=True, slots=True)
class Named:
    """rest: what was typed without the name, a space in its place."""

    month: Month
    rest: str


def plain(text: str) -> str:
    """Small letters, NFC, and no full stop behind a letter: มี.ค. and มีค are one."""
    small = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"(?<=[^\W\d])\.|(?<=[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\.", "", small)


def find(text: str, language: str) -> Named | None:
    """The longest name of a month in a plain text: of this language, or English where letters are Latin."""
    known = _names(language)
    found = _pattern(language).search(text)
    return Named(known[found[0]], f"{text[: found.start()]} {text[found.end() :]}") if found else None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """Latin names stand by themselves, `tháng 1` before no further digit; Indian ones, too, but for their endings.

    Others may stand between letters, but never in the middle of a syllable.
    """
    names: dict[str, list[str]] = {"LATIN": [], "INDIAN": [], "OTHER": []}
    for name in sorted(_names(language), key=lambda name: -len(name)):
        names[_kind(name)].append(re.escape(name))
    latin, indian, others = ("|".join(each) for each in names.values())
    indian_letter = "[\u0900-\u09ff]"
    return re.compile(
        rf"(?<![^\W\d_])(?:{latin})(?![^\W_])"
        rf"|(?<!{indian_letter})(?:{indian})(?=(?:{_ENDINGS})|(?!{indian_letter}))"
        rf"|(?:{others})(?![{_MARK}])"
    )


def _kind(name: str) -> str:
    script = unicodedata.name(name[0], "").split(" ")[0]
    return {"LATIN": "LATIN", "DEVANAGARI": "INDIAN", "BENGALI": "INDIAN"}.get(script, "OTHER")


def _is_latin(name: str) -> bool:
    return unicodedata.name(name[0], "").startswith("LATIN")


@cache
def _names(language: str) -> dict[str, Month]:
    names = {}
    for code in dict.fromkeys(("en", *(each.code for each in worker_languages()), language)):
        for name, number in _common(code):
            if not _is_latin(name) or code in ("en", language):
                names[name] = Month(COMMON, number)
    nepal = _own(NEPALI_MONTHS, _NEPALI_OTHERWISE, 1) if language not in _NEPAL_UNKNOWN else []
    burma = _own(BURMESE_MONTHS, _BURMESE_OTHERWISE, 0)
    for calendar, own, in_latin in ((NEPALI, nepal, _NEPAL_IN_LATIN), (BURMESE, burma, _BURMA_IN_LATIN)):
        names |= {name: Month(calendar, number) for name, number in own if language in in_latin or not _is_latin(name)}
    return names


def _common(code: str) -> list[tuple[str, int]]:
    found = [*_of_cldr(code)]
    for number, names in enumerate(_COMMON_OTHERWISE.get(code, "").split(), 1):
        found += [(plain(name), number) for name in names.split("|")]
    others = _OTHER_WORDS.get(code, set())
    return [(name, number) for name, number in found if len(name) > 1 and not name.isdecimal() and name not in others]


def _of_cldr(code: str) -> list[tuple[str, int]]:
    return [
        (plain(name), number)
        for form in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        if width != _NOT_TYPED.get(code)
        for number, name in locale(code).months[form][width].items()
    ]


def _own(names: list[str], otherwise: str, first: int) -> list[tuple[str, int]]:
    others = otherwise.strip().replace("\n", "|" if first else "").split("|")
    both = [[name, *other.split()] for name, other in zip(names, others, strict=True)]
    return [(plain(name), number) for number, each in enumerate(both, first) for name in each]
