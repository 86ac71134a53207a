"""Numbers, accounts and names are cut out of a text before it goes to anybody else, and put back afterwards. Pure.

In the place of each stands ⟦1⟧, ⟦2⟧ …, which translators leave as they are. What is cut: every run of signs with six
digits or more in any script, addresses, accounts, names that we know of (`known`), and who comes after "my name is" or
a title. A name that nobody knows and nothing announces is not found: whoever sends it looks at the text first.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from saphan.languages.writing import ascii_digits

FEWEST_DIGITS = 6
SHORTEST_KNOWN = 2
OPEN, SHUT = "⟦", "⟧"
_MARK = re.compile(r"[⟦\[［【〔(（]{1,2}\s*(\d{1,3})\s*[⟧\]］】〕)）]{1,2}")
_OURS = re.compile(r"[⟦⟧]")
_ADDRESS = re.compile(r"https?://\S+|www\.\S+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)@\w[\w.]{2,}", re.UNICODE)
_NUMBER = re.compile(
    r"[+＋(]{0,2}(?:\d[\s\-.,()/_‐-―\u200b-\u200f\u2060\ufe0f\u20e3]{0,3}){5,}\d[\ufe0f\u20e3]*", re.UNICODE
)
_PAPER = re.compile(r"\b(?:[A-Z]{1,3}[\s-]?|[a-z]{1,3})\d{5,}\b")
_CAPITALISED = r"[A-ZÀ-ÝĐ][\w'’-]*(?:\s+[A-ZÀ-ÝĐ][\w'’-]*){0,2}"
_ANNOUNCED = (
    re.compile(
        r"(?i:\b(?:my name is|name\s*:|i am called|call me|nama saya|ako si|tên tôi là|tôi tên))\s+(\w[\w'’-]*)"
    ),
    re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Ko|Ma|Daw|Encik|Puan|Pak|Bapak|Ibu|Shri|Smt|Md|Ông|Bà)\.?\s+({_CAPITALISED})"),
    re.compile(r"(?:ฉันชื่อ|ผมชื่อ|ดิฉันชื่อ|หนูชื่อ|นางสาว|นาย|คุณ)\s*([\u0e00-\u0e7f]{2,20})"),
    re.compile(r"(?:နာမည်(?:က|မှာ)?|ဦး|ဒေါ်)\s*([\u1000-\u109f]{2,20})"),
    re.compile(r"(?:ខ្ញុំឈ្មោះ|ឈ្មោះ)\s*([\u1780-\u17ff]{2,20})"),
    re.compile(r"(?:ຂ້ອຍຊື່|ທ້າວ|ນາງ)\s*([\u0e80-\u0eff]{2,20})"),
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
    spans = _apart(sorted(_found(text, known), key=lambda span: (span[0], -span[1])))
    held: list[str] = []
    pieces, at = [], 0
    for start, end in spans:
        if text[start:end] not in held:
            held.append(text[start:end])
        pieces += [text[at:start], f"{OPEN}{held.index(text[start:end]) + 1}{SHUT}"]
        at = end
    return Cut("".join([*pieces, text[at:]]), tuple(held))


def restore(text: str, held: tuple[str, ...]) -> Restored:
    """Marks give way to what they stand for, also where somebody wrote them in other brackets."""
    back: set[int] = set()

    def whose(mark: re.Match[str]) -> str:
        number = int(ascii_digits(mark.group(1)))
        if not 1 <= number <= len(held):
            return mark.group(0)
        back.add(number)
        return held[number - 1]

    whole = _MARK.sub(whose, text)
    return Restored(whole, tuple(each for number, each in enumerate(held, 1) if number not in back))


def _found(text: str, known: Iterable[str]) -> Iterator[tuple[int, int]]:
    for pattern in (_ADDRESS, _NUMBER, _PAPER):
        yield from (match.span() for match in pattern.finditer(text))
    for announced in _ANNOUNCED:
        yield from (match.span(1) for match in announced.finditer(text))
    for name in sorted({unicodedata.normalize("NFC", each).strip() for each in known}, key=len, reverse=True):
        if len(name) >= SHORTEST_KNOWN:
            yield from (match.span() for match in _of(name).finditer(text))


def _of(name: str) -> re.Pattern[str]:
    """A name in Latin letters stands alone; others are written without spaces between words."""
    loose = r"\s+".join(re.escape(word) for word in name.split())
    edge = r"(?<!\w){}(?!\w)" if name.isascii() else "{}"
    return re.compile(edge.format(loose), re.IGNORECASE)


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
