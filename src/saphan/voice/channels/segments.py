"""How many parts of an SMS a text is charged as. Pure. Source: 3GPP TS 23.038 (alphabet), TS 23.040 (joined parts).

A text of the GSM alphabet has 160 signs in one part, 153 in each of several; any other text 70 and 67 of UTF-16.
Nothing that belongs together is cut: neither a sign of the extension table nor a surrogate pair.
"""

from dataclasses import dataclass

BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
EXTENDED = frozenset("^{}\\[~]|€\f")
GSM, UCS2 = "gsm", "ucs2"
FEW = 5
ROOM = {GSM: (160, 153), UCS2: (70, 67)}


@dataclass(frozen=True, slots=True)
class Length:
    """parts: 0 for no text. left: signs that still fit into the last part. each: signs in one part of several.

    odd: signs that are not in the GSM alphabet, each once, in their order.
    """

    alphabet: str
    parts: int
    left: int
    each: int
    odd: tuple[str, ...] = ()

    @property
    def dear(self) -> str:
        """The few signs that alone make every part of a plain text shorter; empty where its script does."""
        return "" if len(self.odd) > FEW or any(sign.isalpha() for sign in self.odd) else " ".join(self.odd)


def length_of(text: str) -> Length:
    odd = tuple(dict.fromkeys(sign for sign in text if sign not in BASIC and sign not in EXTENDED))
    alphabet = UCS2 if odd else GSM
    alone, joined = ROOM[alphabet]
    sizes = [_size(sign, alphabet) for sign in text]
    units = sum(sizes)
    if units <= alone:
        return Length(alphabet, int(bool(text)), alone - units, alone, odd)
    parts, used = _packed(sizes, joined)
    return Length(alphabet, parts, joined - used, joined, odd)


def parts_of(text: str) -> int:
    return length_of(text).parts


def _size(sign: str, alphabet: str) -> int:
    if alphabet == GSM:
        return 2 if sign in EXTENDED else 1
    return 2 if ord(sign) > 0xFFFF else 1


def _packed(sizes: list[int], room: int) -> tuple[int, int]:
    """How many parts, and what is used of the last."""
    parts, used = 1, 0
    for size in sizes:
        if used + size > room:
            parts, used = parts + 1, 0
        used += size
    return parts, used
