"""Words that may decide over somebody's safety: a machine's translation of them is never taken on trust. Pure.

The lists hold stems, in small letters, of eight matters: danger, violence, death, self-harm, confinement, police and
prison, trafficking, and consent (yes, no, may tell). They are short, machine-made where nobody of the desk reads the
language, and not reviewed; where a language has no list, every text is treated as one that touches safety.
"""

import re
from functools import cache

from saphan.languages import catalogue

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
        *("beat", "hit ", "hits", "hurt", "violen", "abus", "rape", "sexual", "touch", "attack", "assault", "injur"),
        *("kill", "die", "death", "dead", "murder", "suicid", "lock", "confine", "trapped", "kidnap", "hostage"),
        *("police", "arrest", "prison", "jail", "detain", "deport", "court", "traffick", "sold", "slave", "hospital"),
        *("consent", "agree", "permission", "allow", "you may tell", "tell nobody", "do not tell", "don't tell"),
    ),
    "my": (
        *("အန္တရာယ်", "ကယ်ပါ", "ခြိမ်းခြောက်", "ဓား", "သေနတ်", "ထွက်ပြေး", "ရိုက်", "ထိုးကြိတ်", "နှိပ်စက်", "မုဒိမ်း"),
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
    """True where a machine alone must not be trusted: a word of the lists stands in it, or there is no list.

    English words are looked for in every text: people mix.
    """
    code = _known(language)
    if code is None:
        return bool(text.strip())
    small = text.casefold()
    return any(_pattern(each).search(small) for each in {code, "en"})


@cache
def _pattern(code: str) -> re.Pattern[str]:
    """English and Vietnamese words begin with their stem. Where a sign follows that changes the vowel or the tone, it
    is another word: Thai หนี is to flee, หนี้ a debt."""
    stems = "|".join(re.escape(stem) for stem in sorted(STEMS[code], key=len, reverse=True))
    if code in ("en", "vi"):
        return re.compile(rf"(?<!\w)(?:{stems})")
    return re.compile(rf"(?:{stems}){OTHER_WORD}" if code in ("my", "th", "lo", "km") else stems)


def _known(language: str) -> str | None:
    code = language.split("-")[0].lower()
    found = catalogue.language(code)
    dialect_of = found.of if found else ""
    return next((each for each in (code, dialect_of) if each in STEMS), None)
