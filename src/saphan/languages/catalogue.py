"""The languages and dialects that workers here speak: one table, read by every room. Pure.

A code is a language tag of BCP 47. Names in their own script are shown to people; where no own name is known for sure,
the English one stands in its place. Which letters a language is written with are codes of ISO 15924, the usual first.
"""

from dataclasses import dataclass
from functools import cache

MALAY = "ms-id"
"""The group of Malay and Indonesian: one short message cannot tell them apart, and either reads the other."""


@dataclass(frozen=True, slots=True)
class Language:
    """One language, or a dialect that people name when they look for somebody who speaks it.

    workers, staff: whether Saphan's own pages exist, or are being made, in it. offer: languages with worker pages to
    offer to somebody who speaks this one, the closest first; for a language with pages that is itself.
    identified: whether `identify` can answer with it. group: languages that `identify` may leave undecided.
    """

    # own_name: as CLDR has it and telephones list it, so that she finds what she knows from there
    code: str
    own_name: str
    english_name: str
    scripts: tuple[str, ...]
    workers: bool = False
    staff: bool = False
    offer: tuple[str, ...] = ()
    identified: bool = False
    group: str = ""
    of: str = ""
    """The language that this is a dialect of, if it is one."""

    @property
    def offered(self) -> tuple[str, ...]:
        return (self.code,) if self.workers else self.offer


LANGUAGES: tuple[Language, ...] = (
    Language("en", "English", "English", ("Latn",), workers=True, staff=True, identified=True),
    Language("my", "မြန်မာ", "Burmese", ("Mymr",), workers=True, staff=True, identified=True),
    Language("th", "ไทย", "Thai", ("Thai",), workers=True, staff=True, identified=True),
    Language("km", "ខ្មែរ", "Khmer", ("Khmr",), workers=True, staff=True, identified=True),
    Language("lo", "ລາວ", "Lao", ("Laoo",), workers=True, identified=True),
    Language("vi", "Tiếng Việt", "Vietnamese", ("Latn",), workers=True, identified=True),
    Language("ms", "Melayu", "Malay", ("Latn",), workers=True, staff=True, identified=True, group=MALAY),
    Language("id", "Indonesia", "Indonesian", ("Latn",), workers=True, identified=True, group=MALAY),
    Language("ne", "नेपाली", "Nepali", ("Deva",), workers=True, staff=True, identified=True),
    Language("bn", "বাংলা", "Bengali", ("Beng",), workers=True, identified=True),
    Language("hi", "हिन्दी", "Hindi", ("Deva",), workers=True, identified=True),
    Language("tl", "Tagalog", "Tagalog (Filipino)", ("Latn",), workers=True, identified=True),
    # No pages: recognised, led to who speaks it, offered the closest. No translation is invented.
    Language("ta", "தமிழ்", "Tamil", ("Taml",), identified=True, offer=("en",)),
    Language("shn", "တႆး", "Shan", ("Mymr",), identified=True, offer=("my", "th")),
    Language("mnw", "ဘာသာမန်", "Mon", ("Mymr",), identified=True, offer=("my", "th")),
    Language("ksw", "ကညီ", "S'gaw Karen", ("Mymr",), identified=True, offer=("my", "th", "en")),
    Language("kac", "Jinghpaw", "Kachin (Jinghpaw)", ("Latn",), identified=True, offer=("my", "en")),
    Language("cnh", "Laiholh", "Hakha Chin", ("Latn",), identified=True, offer=("my", "en", "ms")),
    Language("rhg", "Ruáingga", "Rohingya", ("Latn", "Rohg", "Arab"), identified=True, offer=("bn", "ms", "my")),
    # Spoken by workers, and not told from their neighbours in writing: somebody has to ask.
    Language("rki", "ရခိုင်", "Rakhine (Arakanese)", ("Mymr",), offer=("my",)),
    Language("pwo", "Pwo Karen (Western)", "Pwo Karen (Western)", ("Mymr",), offer=("my", "en")),
    Language("kjp", "ဖၠုံ", "Pwo Karen (Eastern)", ("Mymr",), offer=("my", "th", "en")),
    Language("kyu", "Kayah (Western)", "Kayah (Western)", ("Kali", "Mymr", "Latn"), offer=("my", "th", "en")),
    Language("blk", "ပအိုဝ်ႏ", "Pa'O", ("Mymr",), offer=("my", "th")),
    Language("tvn", "ထားဝယ်", "Tavoyan (Dawei)", ("Mymr",), offer=("my",), of="my"),
    Language("ctd", "Zopau", "Tedim Chin", ("Latn",), offer=("my", "en", "ms")),
    Language("cfm", "Falam Chin", "Falam Chin", ("Latn",), offer=("my", "en", "ms")),
    Language("lhu", "Lahu", "Lahu", ("Latn",), offer=("th", "my")),
    Language("lis", "Lisu", "Lisu", ("Lisu", "Latn"), offer=("my", "th")),
    Language("ahk", "Akha", "Akha", ("Latn",), offer=("th", "my")),
    Language("tts", "อีสาน", "Isan (North-eastern Thai)", ("Thai",), offer=("th", "lo")),
    Language("nod", "คำเมือง", "Northern Thai", ("Thai",), offer=("th",)),
    Language("kxm", "Northern Khmer", "Northern Khmer", ("Thai", "Khmr"), offer=("th", "km")),
    Language("ctg", "চাটগাঁইয়া", "Chittagonian", ("Beng",), offer=("bn",)),
    Language("syl", "ছিলটি", "Sylheti", ("Beng", "Sylo"), offer=("bn",)),
    Language("mai", "मैथिली", "Maithili", ("Deva",), offer=("ne", "hi")),
    Language("bho", "भोजपुरी", "Bhojpuri", ("Deva",), offer=("hi", "ne")),
    Language("the", "थारू", "Tharu", ("Deva",), offer=("ne",)),
    Language("taj", "तामाङ", "Tamang", ("Deva",), offer=("ne",)),
    Language("new", "नेपाल भाषा", "Newar", ("Deva",), offer=("ne",)),
    Language("ceb", "Cebuano", "Cebuano", ("Latn",), offer=("tl", "en")),
    Language("ilo", "Ilokano", "Ilocano", ("Latn",), offer=("tl", "en")),
    Language("jv", "Basa Jawa", "Javanese", ("Latn",), offer=("id",)),
    Language("su", "Basa Sunda", "Sundanese", ("Latn",), offer=("id",)),
)


@cache
def by_code() -> dict[str, Language]:
    return {language.code: language for language in LANGUAGES}


def language(code: str) -> Language | None:
    """By its tag, in any case, with or without script or region (`my-Zawgyi`, `en_GB`); None when not in the table."""
    return by_code().get(code.replace("_", "-").split("-")[0].lower())


def worker_languages() -> tuple[Language, ...]:
    """With pages for workers, in the order of the table."""
    return tuple(one for one in LANGUAGES if one.workers)


def staff_languages() -> tuple[Language, ...]:
    """With pages for desks and partners, in the order of the table."""
    return tuple(one for one in LANGUAGES if one.staff)


def in_group(group: str) -> tuple[str, ...]:
    """Codes of the languages of a group, in the order of the table."""
    return tuple(one.code for one in LANGUAGES if group and one.group == group)


def offered(code: str) -> tuple[str, ...]:
    """Languages with worker pages to offer to who speaks this one, the closest first; English when it is not known."""
    found = language(code)
    return found.offered if found else ("en",)
