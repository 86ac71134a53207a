"""Words that may decide over somebody's safety: a machine's translation of them is never taken on trust. Pure.

The lists hold stems, in small letters, of eight matters: danger, violence, death, self-harm, confinement, police and
prison, trafficking, and consent (yes, no, may tell). They are short, machine-made where nobody of the desk reads the
language, and not reviewed; where a language has no list, every text is treated as one that touches safety.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from saphan.languages import catalogue
from saphan.languages.identify import identify
from saphan.languages.zawgyi import read_burmese

IN_LATIN = frozenset({"en", "vi", "ms", "id", "tl"})
ALIKE = frozenset({"ms", "id"})
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")
_APOSTROPHES = re.compile("[’‘ʼ`´]")
_LATIN = re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]")
_OTHERS = re.compile("[\u0900-\u09ff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\ua9e0-\ua9ff\uaa60-\uaa7f]")
_WITHOUT_LIST = re.compile(
    r"[^\W\d_a-z\u00aa-\u024f\u02b0-\u02ff\u0900-\u09ff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1e00-\u1eff\ua9e0-\ua9ff\uaa60-\uaa7f]"
)
"""Letters that are neither Latin nor of a script with a list, such as Chinese, Arabic or Tamil ones."""

OTHER_WORD = r"(?![\u102b-\u103e\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u17b6-\u17d3])"
STEMS: dict[str, tuple[str, ...]] = {
    "en": (
        *(
            "danger",
            "unsafe",
            "emergency",
            "help me",
            "urgent",
            "threat",
            "weapon",
            "gun",
            "knife",
            "escape",
            "run away",
        ),
        *("beat", "hit ", "hits ", "hurt", "violen", "abus", "rape", "sexual", "touch", "attack", "assault", "injur"),
        *("slap", "kick", "punch", "stab", "shoot", "shot ", "strangl", "chok", "bleed", "afraid", "scared"),
        *(
            "kill",
            "die",
            "dying",
            "death",
            "dead",
            "murder",
            "suicid",
            "lock",
            "confine",
            "trapped",
            "kidnap",
            "hostage",
        ),
        *("police", "arrest", "prison", "jail", "detain", "deport", "court", "traffick", "sold", "slave", "hospital"),
        *("consent", "agree", "permission", "allow", "you may tell", "tell nobody", "do not tell", "don't tell"),
    ),
    "my": (
        *("အန္တရာယ်", "ကယ်ပါ", "ခြိမ်းခြောက်", "ဓား", "ဓါး", "သေနတ်", "ထွက်ပြေး", "ရိုက်", "ထိုးကြိတ်", "နှိပ်စက်", "မုဒိမ်း"),
        *(
            "သတ်",
            "သေ",
            "အသေ",
            "ပိတ်ထား",
            "ပြန်ပေး",
            "ချုပ်",
            "ရဲ",
            "ဖမ်း",
            "ထောင်ကျ",
            "ထောင်ချ",
            "ထောင်ထဲ",
            "တရားရုံး",
            "လူကုန်ကူး",
            "ရောင်းစား",
        ),
        *("ဆေးရုံ", "သဘောတူ", "ခွင့်ပြု", "မပြောပါနဲ့"),
    ),
    "th": (
        *("อันตราย", "ช่วยด้วย", "ขู่", "มีด", "ปืน", "หนี", "ตี", "ทำร้าย", "ทุบ", "ข่มขืน", "ลวนลาม", "ฆ่า", "ตาย"),
        *("ขัง", "กัก", "ลักพา", "ตำรวจ", "จับ", "คุก", "ศาล", "ส่งกลับ", "ค้ามนุษย์", "ถูกขาย", "โรงพยาบาล"),
        *("ยินยอม", "อนุญาต", "ตกลง", "อย่าบอก"),
    ),
    "km": (
        *("គ្រោះថ្នាក់", "ជួយ", "គំរាម", "កាំបិត", "កាំភ្លើង", "រត់", "វាយ", "រំលោភ", "សម្លាប់", "ស្លាប់", "ឃុំ", "ចាក់សោ"),
        *("ប៉ូលិស", "ចាប់", "គុក", "តុលាការ", "ជួញដូរ", "មន្ទីរពេទ្យ", "យល់ព្រម", "អនុញ្ញាត", "កុំប្រាប់"),
    ),
    "lo": (
        *("ອັນຕະລາຍ", "ຊ່ວຍ", "ຂູ່", "ມີດ", "ປືນ", "ໜີ", "ຕີ", "ທຳຮ້າຍ", "ຂົ່ມຂືນ", "ຂ້າ", "ຕາຍ", "ຂັງ"),
        *("ຕຳຫຼວດ", "ຕໍາຫຼວດ", "ຈັບ", "ຄຸກ", "ຂຶ້ນສານ", "ຄ້າມະນຸດ", "ໂຮງໝໍ", "ຍິນຍອມ", "ອະນຸຍາດ", "ຢ່າບອກ"),
    ),
    "vi": (
        *("nguy hiểm", "cứu", "đe dọa", "đe doạ", "dao", "súng", "bỏ trốn", "đánh", "hiếp", "sàm sỡ", "giết", "chết"),
        *(
            "tự tử",
            "nhốt",
            "giam",
            "bắt cóc",
            "công an",
            "cảnh sát",
            "bị bắt",
            "bắt giữ",
            "nhà tù",
            "tòa án",
            "buôn người",
            "bị bán",
        ),
        *("bệnh viện", "đồng ý", "cho phép", "đừng nói"),
    ),
    "ms": (
        *("bahaya", "tolong", "ugut", "pisau", "pistol", "senjata", "lari", "pukul", "dera", "rogol", "raba", "bunuh"),
        *("mati", "kurung", "kunci", "culik", "polis", "tangkap", "penjara", "lokap", "mahkamah", "dagang", "dijual"),
        *("hospital", "setuju", "izin", "benarkan", "jangan beritahu"),
    ),
    "id": (
        *("bahaya", "tolong", "ancam", "pisau", "pistol", "senjata", "kabur", "lari", "pukul", "siksa", "perkosa"),
        *("leceh", "bunuh", "mati", "kurung", "kunci", "sekap", "culik", "polisi", "tangkap", "penjara", "deportasi"),
        *("pengadilan", "dagang", "dijual", "rumah sakit", "setuju", "izin", "jangan bilang", "jangan beri tahu"),
    ),
    "ne": (
        *("खतरा", "बचाउ", "धम्की", "चक्कु", "बन्दुक", "भाग", "कुट", "पिट", "हिंसा", "बलात्कार", "यौन", "मार", "मर"),
        *("आत्महत्या", "थुन", "अपहरण", "प्रहरी", "पुलिस", "पक्राउ", "जेल", "अदालत", "बेचबिखन", "बेच", "अस्पताल"),
        *("मन्जुर", "सहमति", "अनुमति", "नभन"),
    ),
    "bn": (
        *("বিপদ", "বাঁচা", "হুমকি", "ছুরি", "বন্দুক", "পালা", "মার", "পিট", "নির্যাতন", "ধর্ষণ", "যৌন", "খুন", "মর"),
        *("আত্মহত্যা", "আটক", "বন্দী", "বন্দি", "অপহরণ", "পুলিশ", "গ্রেপ্তার", "জেল", "আদালত", "পাচার", "বিক্রি"),
        *("হাসপাতাল", "সম্মতি", "রাজি", "অনুমতি", "বলবেন না", "বলো না"),
    ),
    "hi": (
        *("खतर", "ख़तर", "बचाओ", "धमक", "चाकू", "बंदूक", "भाग", "पीट", "मार", "हिंसा", "बलात्कार", "यौन", "मौत", "मर"),
        *("आत्महत्या", "बंद कर", "कैद", "अपहरण", "पुलिस", "गिरफ़्तार", "गिरफ्तार", "जेल", "अदालत", "तस्करी", "बेच"),
        *("अस्पताल", "सहमत", "मंज़ूर", "मंजूर", "अनुमति", "मत बता"),
    ),
    "tl": (
        *(
            "panganib",
            "delikado",
            "saklolo",
            "tulong",
            "banta",
            "kutsilyo",
            "baril",
            "takas",
            "bugbog",
            "palo",
            "sakit",
        ),
        *("saktan", "gahasa", "hipo", "abuso", "patay", "kulong", "dukot", "pulis", "aresto", "huli", "bilangguan"),
        *("korte", "ibenta", "ospital", "payag", "sang-ayon", "pahintulot", "huwag sabihin", "wag sabihin"),
    ),
}


def touches_safety(text: str, language: str) -> bool:
    """True where a machine alone must not be trusted: a word of the lists stands in it, or no list can be looked at.

    People mix languages: the lists of English and of every other script are looked at too. Of letters for which there
    is no list, and of a language in letters that are not its own, nothing is known.
    """
    code = _known(language)
    if code is None:
        return bool(text.strip())
    looked_at = _looked_at(code)
    return any(_is_strange(each, code) or _says_one(each, looked_at) for each in _spellings(text))


def _looked_at(code: str) -> frozenset[str]:
    mixed = {"en", *(each for each in STEMS if each not in IN_LATIN)}
    return frozenset({code, *mixed, *(ALIKE if code in ALIKE else ())})


def _spellings(text: str) -> set[str]:
    """As it is meant, however it was typed: Zawgyi both ways where that is unsure, unseen signs as gaps or nothing."""
    reading = read_burmese(text)
    read = [each for each in (reading.text, reading.other_reading) if each is not None]
    return {_plain(_UNSEEN.sub(between, each)) for each in read for between in ("", " ")}


def _plain(text: str) -> str:
    """One form of each letter, small, with one kind of gap and of apostrophe."""
    return _APOSTROPHES.sub("'", " ".join(unicodedata.normalize("NFKC", text).casefold().split()))


def _says_one(small: str, codes: Iterable[str]) -> bool:
    if any(_pattern(each).search(small) for each in codes):
        return True
    return "vi" in codes and _bare(small) == small and _pattern("vi", bare=True).search(small) is not None


def _is_strange(small: str, code: str) -> bool:
    """Letters of a script without a list, or Latin ones that may be no English, where most should be others."""
    if _WITHOUT_LIST.search(small):
        return True
    if code in IN_LATIN:
        return False
    latin, own = len(_LATIN.findall(small)), len(_OTHERS.findall(small))
    return latin > own and identify(small).language != "en"


@cache
def _pattern(code: str, *, bare: bool = False) -> re.Pattern[str]:
    """English and Vietnamese words begin with their stem, and end with it where a gap follows it in the list. Where a
    sign follows that changes the vowel or the tone, it is another word: Thai หนี is to flee, หนี้ a debt.

    bare: as people type it without its signs.
    """
    spelled = [(_bare(_plain(stem)) if bare else _plain(stem), stem.endswith(" ")) for stem in STEMS[code]]
    longest_first = sorted(spelled, key=lambda one: len(one[0]), reverse=True)
    stems = "|".join(re.escape(stem) + (r"(?!\w)" if is_whole else "") for stem, is_whole in longest_first)
    if code in ("en", "vi"):
        return re.compile(rf"(?<!\w)(?:{stems})")
    return re.compile(rf"(?:{stems}){OTHER_WORD}" if code in ("my", "th", "lo", "km") else stems)


def _bare(small: str) -> str:
    """Latin letters without the signs above and below them."""
    apart = unicodedata.normalize("NFD", small.replace("đ", "d"))
    return unicodedata.normalize("NFC", re.sub("[\u0300-\u036f]", "", apart))


def _known(language: str) -> str | None:
    code = language.split("-")[0].lower()
    found = catalogue.language(code)
    dialect_of = found.of if found else ""
    return next((each for each in (code, dialect_of) if each in STEMS), None)
