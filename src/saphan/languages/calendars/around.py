"""Words that stand around a date and change nothing of it: "since the 5th of", ออกเดือน, ရက်နေ့. Pure; written here.

Whatever else stands there may change it ("last year", "3 months ago", "my mother"), so that she is asked.
"""

import re
import unicodedata

_LATIN = """
the of on in at since from day date month year st nd rd th ad bc be ce bs
ngày ngay tháng thang năm nam vào vao từ tu mùng mung
tahun thn th tgl tanggal tarikh haribulan hb bulan bln pada sejak hari
noong mula ng sa ika nang araw buwan taon taong petsa
sal saal salko salma gate gatey mahina mahino tarik ko ma dekhi
"""
_OTHERS = """
วันที่ วัน ที่ เดือน ปี พศ คศ พ.ศ ค.ศ เมื่อ ตั้งแต่ ใน ของ
ວັນທີ ວັນ ທີ ເດືອນ ປີ ພສ ຄສ ເມື່ອ ຕັ້ງແຕ່ ໃນ
ថ្ងៃទី ថ្ងៃ ទី ខែ ឆ្នាំ នៅ តាំងពី ពី គស ពស
ရက်နေ့ ရက် နေ့ ခုနှစ် ခု နှစ် လပိုင်း လဆန်း လပြည့်ကျော် လပြည့် လကွယ် လဆုတ် ကျော် လ ကတည်းက မှာ က
साल सालको सालमा गते महिना महिनाको महिनामा महीना महीने दिन तारीख सन् सन विसं बिसं देखि में से को का की मा
সালের সাল মাসের মাসে মাস তারিখে তারিখ দিন থেকে ের ে
"""
_PUNCTUATION = re.compile(r"[\s/.,()'’।၊။–-]+")


def _longest_first(words: str) -> str:
    return "|".join(re.escape(unicodedata.normalize("NFC", word)) for word in sorted(words.split(), key=len)[::-1])


_KNOWN = re.compile(rf"(?<![^\W\d_])(?:{_longest_first(_LATIN)})(?![^\W\d_])|{_longest_first(_OTHERS)}")


def is_nothing_else(rest: str) -> bool:
    """Whether what was typed beside the name of the month and the numbers leaves the date as it is."""
    return not _PUNCTUATION.sub("", _KNOWN.sub(" ", re.sub(r"\d+", " ", rest)))
