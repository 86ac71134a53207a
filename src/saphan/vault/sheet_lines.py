"""The key sheet as numbered lines that a person can print, keep for years and type in again. Pure.

A key is written in groups of five of age's own letters, which leave out those that look alike. Every line ends with a
check word of three syllables made from what stands in it, so that a wrong letter is named by its line, and the last
line's word is made from all the others, so that no line can be missing.
"""

import base64
import re
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"  # of bech32 (BIP 173), which age uses: no 1, b, i, o
LOOK_ALIKE = str.maketrans({"o": "0", "1": "l", "i": "l"})
SYLLABLES = tuple(first + then for first in "bdfghjklmnprstvz" for then in "aeiou")
AGE = "AGE-SECRET-KEY-1"
GROUP, GROUPS = 5, 6
KEY_BYTES = 32
LINE = re.compile(r"\s*(\d{1,5})[.)]?\s+([a-z]+)\s+(.*?)\s*=\s*([a-z]+)\s*", re.I)
BEGINS = re.compile(r"\s*(\d{1,5})[.)]?\s+(?:sheet|age|name|code|text|end)\b", re.I)

Keys = dict[str, Any]


class SheetError(ValueError):
    """What was typed is not the key sheet; the message names the line and says what to do. Carries no key."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """number: counts the sheets of this installation. made: a day, as ISO 8601. keys: what the key file holds."""

    number: int
    made: str
    identity: str = field(repr=False)
    keys: Keys = field(repr=False)


def lines(sheet: Sheet) -> list[str]:
    """The sheet, one line of the paper each."""
    content = list(_content(sheet))
    written, words = [], []
    for number, (kind, text) in enumerate(content, 1):
        words.append(check_word(number, kind, text))
        written.append(f"{number:>3}  {kind:<5} {_spaced(kind, text):<48} = {words[-1]}")
    total = len(written) + 1
    return [*written, f"{total:>3}  {'end':<5} {f'{total} lines':<48} = {_last_word(words)}"]


def last_word(sheet: Sheet) -> str:
    """The check word at the very end, which whoever holds the paper can read out."""
    return lines(sheet)[-1].rpartition("= ")[2]


def read(typed: str) -> Sheet:
    """The sheet that was typed or kept; whatever is not one of its lines is passed over. Raises SheetError."""
    found = [_line(text) for text in typed.splitlines() if BEGINS.match(text)]
    if not found:
        raise SheetError("There is no key sheet in this file: no line of it begins with a number and `sheet`.")
    words: list[str] = []
    for expected, (number, kind, text, word) in enumerate(found, 1):
        if number != expected:
            raise SheetError(f"Line {expected} of the key sheet is missing, or stands in another place.")
        if kind == "end":
            _check_end(number, text, word, words, len(found))
            return _sheet(found)
        if word != check_word(number, kind, text):
            raise SheetError(
                f"Line {number} of the key sheet was mistyped: it and its check word do not fit. Compare it."
            )
        words.append(word)
    raise SheetError(f"The key sheet ends after line {len(found)}, without its last line, which begins with `end`.")


def check_word(number: int, kind: str, text: str) -> str:
    """Three syllables that change with any letter of the line, and with its place."""
    return _syllables(f"{number}|{kind}|{text}")


def _last_word(words: list[str]) -> str:
    return _syllables(" ".join(words))


def _syllables(content: str) -> str:
    rest = int.from_bytes(sha256(content.encode()).digest()[:8])
    chosen = []
    for _ in range(3):
        rest, index = divmod(rest, len(SYLLABLES))
        chosen.append(SYLLABLES[index])
    return "".join(chosen)


def _check_end(number: int, text: str, word: str, words: list[str], found: int) -> None:
    if text != f"{number}lines" or word != _last_word(words) or found != number:
        raise SheetError(f"Line {number}, the last one, does not fit the others. Are they all of the same key sheet?")


def _line(text: str) -> tuple[int, str, str, str]:
    whole = LINE.fullmatch(text)
    if not whole:
        number = text.split()[0].rstrip(".)")
        raise SheetError(f"Line {number} of the key sheet is not whole. It ends with `=` and its check word.")
    kind = whole[2].lower()
    return int(whole[1]), kind, normalised(kind, whole[3]), whole[4].lower()


def normalised(kind: str, text: str) -> str:
    """Without spaces and capitals; what looks alike is taken for the letter that can stand there."""
    if kind == "text":
        return text.strip()
    close = "".join(text.split()).lower()
    return close.translate(LOOK_ALIKE) if kind in {"age", "code"} else close


def _spaced(kind: str, text: str) -> str:
    if kind in {"age", "code"}:
        return " ".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))
    return text.replace("lines", " lines") if kind == "end" else text


# -- what stands in the lines


def _content(sheet: Sheet) -> Any:
    """Kind and text of each line but the last."""
    yield "sheet", f"{sheet.number}/{sheet.made}"
    yield from (("age", part) for part in _parts(sheet.identity.removeprefix(AGE).lower()))
    for name, value in _leaves(sheet.keys):
        yield "name", name
        if (key := _key(value)) is not None:
            yield from (("code", part) for part in _parts(to_letters(key)))
        else:
            yield "text", str(value)


def _parts(text: str) -> list[str]:
    size = GROUP * GROUPS
    return [text[start : start + size] for start in range(0, len(text), size)]


def _leaves(keys: Keys, before: str = "") -> list[tuple[str, Any]]:
    """`desks/6b0e…/1` and what stands there, for every leaf of the key file."""
    found: list[tuple[str, Any]] = []
    for name, value in keys.items():
        path = f"{before}/{name}" if before else name
        found += _leaves(value, path) if isinstance(value, dict) else [(path, value)]
        if value == {}:
            found.append((path, "none"))
    return found


def _key(value: Any) -> bytes | None:
    try:
        key = base64.b64decode(value, validate=True)
    except (ValueError, TypeError):
        return None
    return key if len(key) == KEY_BYTES else None


def _sheet(found: list[tuple[int, str, str, str]]) -> Sheet:
    """From lines whose check words fit."""
    number, made = found[0][2].split("/")
    identity = AGE + "".join(text for _, kind, text, _ in found if kind == "age").upper()
    keys: Keys = {}
    name, letters = "", ""
    for _, kind, text, _ in found:
        if kind == "name":
            name, letters = text, ""
        elif kind == "code":
            letters += text
            _put(keys, name, base64.b64encode(from_letters(letters)).decode())
        elif kind == "text":
            _put(keys, name, {} if text == "none" else text)
    return Sheet(int(number), made, identity, keys)


def _put(keys: Keys, path: str, value: Any) -> None:
    *folders, name = path.split("/")
    for folder in folders:
        keys = keys.setdefault(folder, {})
    keys[name] = value


def to_letters(key: bytes) -> str:
    """32 bytes as 52 letters, five bits each, the last four of them empty."""
    bits = int.from_bytes(key) << 4
    return "".join(LETTERS[bits >> shift & 31] for shift in range(255, -1, -5))


def from_letters(letters: str) -> bytes:
    """The bytes of so many letters as there are; of all 52 the whole key."""
    bits = 0
    for letter in letters:
        bits = bits << 5 | LETTERS.index(letter)
    size, over = divmod(len(letters) * 5, 8)
    return (bits >> over).to_bytes(size)
