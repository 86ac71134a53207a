"""Numbers, accounts and names are cut out of a text before it goes to anybody else, and put back afterwards. Pure.

In the place of each stands ⟦1⟧, ⟦2⟧ …, which translators leave as they are. What is cut: every run of signs with six
digits or more in any script, addresses, accounts, names that we know of (`known`), and who comes after "my name is" or
a title. A name that nobody knows and nothing announces is not found: whoever sends it looks at the text first.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from saphan.languages.writing import ascii_digits

SHORTEST_KNOWN = 2
OPEN, SHUT = "⟦", "⟧"
_EXACT = re.compile(r"⟦\s*(\d{1,3})\s*⟧")
_LOOSE = re.compile(r"[⟦\[［【〔(（]{1,2}\s*(\d{1,3})\s*[⟧\]］】〕)）]{1,2}")
MOST_OFTEN = 20  # times that one mark comes back; a machine that says it more often is broken, or worse
_OURS = re.compile(r"[⟦⟧]")
_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w.-])[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,8}/\S+"
    r"|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|(?<!\w)@\w[\w.]{2,}"
)
_ACCOUNT = re.compile(
    r"(?i:\b(?:fb|facebook|messenger|line|telegram|viber|whatsapp|wechat|instagram|ig|tiktok|imo|zalo|skype)"
    r"(?:\s*id)?\s*[:=]\s*)(\S{3,})"
)

# People type letters for digits: Burmese wa and ra for nought and seven, Latin o and l for nought and one.
_DIGIT = (
    r"(?:\d|(?<=\d)ရ(?=\d)|(?<![\u1000-\u101c\u101e-\u103e])ဝ(?![\u1000-\u101c\u101e-\u103e])"
    r"|(?<![^\W\d_])[OoIl]+(?![^\W\d_]))"
)
_BETWEEN = r"(?:[^\w:%$€£¥฿₫₱₹៛৳₭]|_){0,3}"  # a colon stands in hours, the others beside amounts
_NUMBER = re.compile(rf"[+＋(]{{0,2}}(?:{_DIGIT}{_BETWEEN}){{5,}}{_DIGIT}[\ufe0f\u20e3]*")
_REAL_DIGITS, _A_DIGIT = 4, re.compile(r"\d")
_PAPER = re.compile(r"\b(?:[A-Z]{1,3}[\s-]?|[a-z]{1,3})\d{5,}\b")
_CAPITALISED = r"[A-ZÀ-ÝĐ][\w'’-]*(?:\s+[A-ZÀ-ÝĐ][\w'’-]*){0,3}"
_THAI, _LAO, _KHMER = r"[\u0e01-\u0e4e]{2,20}", r"[\u0e81-\u0ecd]{2,20}", r"[\u1780-\u17d3]{2,20}"
_BURMESE = r"[\u1000-\u103f\u1050-\u109f]{2,20}"

# What follows here is no name but a sentence, or the rest of another word: Thai "employer" begins with "Mr".
_NO_THAI_NAME = (
    "(?!จ้าง|หน้า|ทุน|ก|ใหญ่|แพทย์|ตรวจ|อำเภอ|ช่าง|ท่า|ช่วย|เป็น|จะ|ไม่|อยู่|ได้|ทำ|ต้อง|คือ|และ|ที่|ให้|กับ|ครับ|ค่ะ|คะ|รู้|แม่|พ่อ|หมอ|ครู"
    "|ภาพ|ค่า|สมบัติ|เคย|อยาก|สามารถ|กำลัง|เอง|ว่า|บอก|เห็น|พูด|โทร|ต่อ|ถ้า|ของ|คิด|ตอบ|เข้า|ออก|ใช้|หรือ|เขียน|ส่ง|รับ|อ่าน|ขอ)"
)
_NO_LAO_NAME = "(?!ບໍ່|ໄດ້|ແມ່ນ|ມີ|ເປັນ|ຢູ່|ກໍ|ຈະ|ເວົ້າ|ສາວ)"
_ANNOUNCED = (
    re.compile(
        r"(?i:\b(?:my name is|name\s*:|i am called|call me|nama saya|ako si|tên tôi là|tôi tên))"
        r"\s+(\w[\w'’-]*(?:\s+[A-ZÀ-ÝĐ][\w'’-]*){0,3})"
    ),
    re.compile(rf"(?i:\b(?:i am|i['’]m|this is))\s+({_CAPITALISED})"),
    re.compile(
        r"\b(?:Mr|Mrs|Ms|Miss|Dr|Ko|Ma|Daw|U|Mg|Maung|Saw|Naw|Nai|Sai|Nang|Encik|Puan|Pak|Bapak|Ibu|Shri|Smt|Md|Ông|Bà)"
        rf"\.?\s+({_CAPITALISED})"
    ),
    re.compile(rf"\b(?i:anh|chị|cô|chú|bác|em|si|ni|kay|sina|kina|cik|tuan|abang|kakak|mbak)\s+({_CAPITALISED})"),
    re.compile(rf"(?:ฉันชื่อ|ผมชื่อ|ดิฉันชื่อ|หนูชื่อ|นางสาว|(?:นาย|คุณ){_NO_THAI_NAME})\s*({_THAI})"),
    re.compile(
        "(?:နာမည်(?:က|မှာ)?|(?<!တစ်)(?<!နှစ်)(?<!သုံး)ဦး(?!စီး|လေး|ကြီး|တည်|ဆုံး|ဆောင်|စွာ|ခေါင်း|ထုပ်|ဝင်)|ဒေါ်(?!လာ))"
        rf"\s*({_BURMESE})"
    ),
    re.compile(rf"(?:ខ្ញុំឈ្មោះ|ឈ្មោះ)\s*({_KHMER})"),
    re.compile(rf"(?:ຂ້ອຍຊື່|ທ້າວ|ນາງ{_NO_LAO_NAME})\s*({_LAO})"),
    re.compile(r"(?:मेरो नाम|मेरा नाम)\s+(\S+(?:\s+\S+)?)"),
    re.compile(r"(?:আমার নাম)\s+(\S+(?:\s+\S+)?)"),
)


@dataclass(frozen=True, slots=True)
class Cut:
    """A text with marks in it, and what each mark stands for, in order."""

    text: str = field(repr=False)
    held: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Restored:
    """A text with everything back in its place. lost: what came back without its mark, and is put nowhere."""

    text: str = field(repr=False)
    lost: tuple[str, ...] = field(repr=False)


def cut(text: str, known: Iterable[str] = ()) -> Cut:
    """What may go out. known: names, numbers and words on file, in any case, longest first where they overlap."""
    text = _OURS.sub("|", unicodedata.normalize("NFC", text))
    found = _with_numbered_points(text, list(_found(text, known)))
    spans = _apart(sorted(found, key=lambda span: (span[0], -span[1])))
    held: list[str] = []
    pieces, at = [], 0
    for start, end in spans:
        if text[start:end] not in held:
            held.append(text[start:end])
        pieces += [text[at:start], f"{OPEN}{held.index(text[start:end]) + 1}{SHUT}"]
        at = end
    return Cut("".join([*pieces, text[at:]]), tuple(held))


def restore(text: str, held: tuple[str, ...]) -> Restored:
    """Marks give way to what they stand for; one that came back nowhere as we write it, also in other brackets."""
    back: Counter[int] = Counter()
    exact = {_number(mark) for mark in _EXACT.finditer(text)}

    def whose(mark: re.Match[str]) -> str:
        number = _number(mark)
        is_ours = number not in exact or _EXACT.fullmatch(mark.group(0)) is not None
        if not (is_ours and 1 <= number <= len(held) and back[number] < MOST_OFTEN):
            return mark.group(0)
        back[number] += 1
        return held[number - 1]

    whole = _LOOSE.sub(whose, text)
    return Restored(whole, tuple(each for number, each in enumerate(held, 1) if not back[number]))


def _number(mark: re.Match[str]) -> int:
    return int(ascii_digits(mark.group(1)))


def _found(text: str, known: Iterable[str]) -> Iterator[tuple[int, int]]:
    for pattern in (_ADDRESS, _PAPER):
        yield from (match.span() for match in pattern.finditer(text))
    numbers = _NUMBER.finditer(text)
    yield from (match.span() for match in numbers if len(_A_DIGIT.findall(match.group(0))) >= _REAL_DIGITS)
    for announced in (_ACCOUNT, *_ANNOUNCED):
        yield from (match.span(1) for match in announced.finditer(text))
    for name in sorted({unicodedata.normalize("NFC", each).strip() for each in known}, key=len, reverse=True):
        if len(name) >= SHORTEST_KNOWN:
            yield from (match.span() for match in _of(name).finditer(text))


def _with_numbered_points(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where something is cut out, what looks like a mark is cut out too: "(1)" of a list is not the first mark."""
    return [*spans, *(match.span() for match in _LOOSE.finditer(text))] if spans else spans


def _of(name: str) -> re.Pattern[str]:
    """A name in Latin letters stands alone; others are written without spaces between words, or with unseen ones."""
    if name.isascii():
        loose = r"\s+".join(re.escape(word) for word in name.split())
        return re.compile(rf"(?<!\w){loose}(?!\w)", re.IGNORECASE)
    unseen = r"[\u200b-\u200d\u2060]*"
    loose = r"\s+".join(unseen.join(re.escape(sign) for sign in word) for word in name.split())
    return re.compile(loose, re.IGNORECASE)


def _apart(spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Those that touch one another are one."""
    last: tuple[int, int] | None = None
    for span in spans:
        if last is None:
            last = span
        elif span[0] < last[1]:
            last = (last[0], max(last[1], span[1]))
        else:
            yield last
            last = span
    if last is not None:
        yield last
