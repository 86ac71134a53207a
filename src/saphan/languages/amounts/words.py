"""Words for numbers, multiples and money as people type them. Pure; written here.

Only small numbers are read as words (and their tens in the languages that build them): wages are round.
"""

from decimal import Decimal

NUMBERS = {
    "en": "one two three four five six seven eight nine ten",
    "my": "တစ် နှစ် သုံး လေး ငါး ခြောက် ခုနစ် ရှစ် ကိုး",
    "th": "หนึ่ง|เอ็ด สอง|ยี่ สาม สี่ ห้า หก เจ็ด แปด เก้า",
    "km": "មួយ ពីរ បី បួន ប្រាំ ប្រាំមួយ ប្រាំពីរ ប្រាំបី ប្រាំបួន ដប់",
    "lo": "ໜຶ່ງ|ນຶ່ງ|ຫນຶ່ງ|ເອັດ ສອງ ສາມ ສີ່ ຫ້າ ຫົກ ເຈັດ ແປດ ເກົ້າ",
    "vi": "một|mốt hai ba bốn|tư năm|lăm sáu bảy tám chín",
    "ms": "satu dua tiga empat lima enam tujuh lapan|delapan sembilan",
    "ne": "एक दुई तीन|तिन चार पाँच|पांच छ सात आठ नौ दस|दश",
    "hi": "एक दो तीन चार पाँच|पांच छह|छः सात आठ नौ दस",
    "bn": "এক দুই তিন চার পাঁচ ছয় সাত আট নয় দশ",
    "tl": "isang|isa dalawang|dalawa tatlong|tatlo apat limang|lima anim pitong|pito walong|walo siyam sampung|sampu",
}
"""From one on; `|` between spellings."""

MULTIPLES = {
    "en": "100:hundred 1000:thousand|k 100000:lakh|lac|lakhs 1000000:million 10000000:crore",
    "my": "10:ဆယ်|ဆယ့် 100:ရာ|ရာ့ 1000:ထောင်|ထောင့် 10000:သောင်း 100000:သိန်း|lakh|thein 1000000:သန်း 10000000:ကုဋေ",
    "th": "10:สิบ 100:ร้อย 1000:พัน|k 10000:หมื่น 100000:แสน 1000000:ล้าน",
    "km": "100:រយ 1000:ពាន់ 10000:ម៉ឺន|មឺុន|ម៉ឺុន 100000:សែន 1000000:លាន",
    "lo": "10:ສິບ 100:ຮ້ອຍ 1000:ພັນ 10000:ໝື່ນ|ຫມື່ນ 100000:ແສນ 1000000:ລ້ານ",
    "vi": "10:mươi|mười 100:trăm|tram 1000:nghìn|ngàn|nghin|ngan|k 1000000:triệu|trieu|tr|củ 1000000000:tỷ|tỉ",
    "ms": "10:puluh 100:ratus 1000:ribu|rb|k 1000000:juta|jt 1000000000:miliar",
    "ne": "100:सय 1000:हजार|hajar|hazar 100000:लाख|lakh|lac 10000000:करोड",
    "hi": "100:सौ 1000:हज़ार|हजार|hazar|hajar 100000:लाख|lakh|lac 10000000:करोड़|करोड|crore",
    "bn": "100:শ|শত|শো 1000:হাজার|hajar|hazar 100000:লাখ|লক্ষ|lakh|lac 10000000:কোটি",
    "tl": "100:daan|daang|raang 1000:libo|libong|k 1000000:milyon|milyong",
}
OTHERS = {
    "en": "11:eleven 12:twelve 13:thirteen 14:fourteen 15:fifteen 16:sixteen 17:seventeen 18:eighteen 19:nineteen"
    " 20:twenty 30:thirty 40:forty 50:fifty 60:sixty 70:seventy 80:eighty 90:ninety",
    "ms": "10:sepuluh 11:sebelas 100:seratus 1000:seribu 1000000:sejuta",
    "lo": "20:ຊາວ",
}
"""Words of their own for more than ten."""

HALVES = ["half", "ခွဲ", "ครึ่ง", "កន្លះ", "ເຄິ່ງ", "rưỡi", "setengah", "आधा", "साढे", "साढ़े", "डेढ", "सवा", "সাড়ে"]
"""Half of what stands before it, or of what follows: not read, asked."""

MONEY = {
    "MMK": "ကျပ် kyat kyats ks mmk",
    "THB": "บาท ဘတ် baht bath bht thb ฿ បាត ບາດ बात",
    "KHR": "រៀល riel riels khr ៛",
    "LAK": "ກີບ kip lak ₭",
    "VND": "đồng đ vnd vnđ ₫",
    "MYR": "ringgit ringit myr rm ရင်းဂစ် रिंगेट রিঙ্গিত",
    "IDR": "rupiah idr rp",
    "NPR": "npr",
    "INR": "inr ₹",
    "BDT": "টাকা taka tk bdt ৳",
    "PHP": "piso peso pesos php ₱",
    "SGD": "sgd s$",
    "USD": "usd us$",
    "BND": "bnd b$",
    "HKD": "hkd hk$",
    "TWD": "twd ntd nt$",
    "KRW": "won krw ₩",
    "JPY": "yen jpy ¥",
    "AED": "dirham dirhams dhs aed",
    "SAR": "sar",
    "QAR": "qar",
}
SHARED_MONEY = {
    ("NPR", "INR"): "रुपैयाँ रुपैया रूपैयाँ रुपियाँ रु रुपये रुपए रुपया rs rupee rupees rupaya rupiya",
    ("SAR", "QAR"): "riyal riyals",
    ("USD", "SGD", "HKD", "TWD", "BND"): "dollar dollars $ ဒေါ်လာ ดอลลาร์ ដុល្លារ ໂດລາ đô",
}
"""Money of one name: the country decides, or it is asked; where it has none of them, the first two are."""


def multiples(language: str) -> dict[str, Decimal]:
    """Of this language, and those of English, which everybody types."""
    return _by_name(MULTIPLES, language)


def numbers(language: str) -> dict[str, Decimal]:
    """Words of this language and of English for small numbers."""
    found: dict[str, Decimal] = {}
    for each in ("en", _of(language)):
        for value, names in enumerate(NUMBERS.get(each, "").split(), 1):
            found |= {name: Decimal(value) for name in names.split("|")}
    return found | _by_name(OTHERS, language)


def _by_name(table: dict[str, str], language: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for each in ("en", _of(language)):
        for pair in table.get(each, "").split():
            value, _, names = pair.partition(":")
            found |= {name: Decimal(value) for name in names.split("|")}
    return found


def _of(language: str) -> str:
    return "ms" if language == "id" else language
