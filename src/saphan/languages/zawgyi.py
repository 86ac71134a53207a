"""Zawgyi, the old encoding of Burmese that uses Unicode's code points otherwise: told apart, read, and written. Pure.

Old phones show only Zawgyi, and a text in it is nonsense to everybody else. How likely a text is Zawgyi says the model
of myanmartools (a Markov chain over code points, trained on Burmese, Shan, Mon and Karen too); conversion is ICU's
`Zawgyi-my` and `my-Zawgyi`, syllable by syllable, so that one syllable's marks never wander into the next and the few
thousand syllables of the language are converted once. Where the text speaks for neither, both readings are kept.
"""

import math
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import accumulate, pairwise

UNICODE_FIRST = 1.0  # log-odds before a letter is read: most phones write Unicode by now
SURE = 0.95  # probability from which one reading is enough; below 1 - SURE nothing is converted
TELLING = 6.0  # log-likelihood from which one word speaks for an encoding
MIXED = 10.0  # log-likelihood of telling words that both encodings must have before a text is read as a mixture
OUTSIDE = 10.0  # log-likelihood of Unicode that a letter outside Zawgyi adds
LONGEST = 20_000  # code points that are weighed; a longer text is judged by its beginning

_MYANMAR = re.compile("[\u1000-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f]")
_OUTSIDE_ZAWGYI = re.compile("[\u103e\u103f\u1050-\u1059\u105b-\u105f\u1098-\u109f\ua9e0-\ua9fe\uaa60-\uaa7f]")
_GAPS = re.compile(r"\s+")

_BEFORE = "\u1031\u103b\u107e-\u1084"  # vowel and medial that Zawgyi writes before their consonant
_LETTER = "\u1000-\u102a\u103f\u104e\u106a\u106b\u106e\u106f\u1086\u108f-\u1092\u1097"
_STACKED = "\u1060-\u1069\u106c\u106d\u1070-\u107c\u1085\u1093\u1096"  # below their consonant
_MARK = f"\u102b-\u1030\u1032-\u103a\u103c-\u103e\u105a\u107d\u1087-\u108e\u1094\u1095{_STACKED}"
_DIGIT = "0-9\u1040-\u1049"
_SYLLABLE = re.compile(  # no syllable has as many marks as this; a page full of them is taken in pieces
    f"[\u104e\u1044]\u1004\u1039\u1038|[{_BEFORE}]{{0,6}}[{_LETTER}](?:[ \u200b]{{0,6}}[{_MARK}]){{0,16}}"
    f"|[{_MARK}]{{1,16}}"
)
_MEDIAL_TOO_EARLY = re.compile(f"([\u103b\u107e-\u1084])([{_MARK}]+)(?=[{_LETTER}])")  # of the next syllable, in fact
_WA = re.compile(
    f"\u1040(?=[{_MARK}])|(?<![{_DIGIT}])\u1040(?=[{_BEFORE}{_LETTER}])"
    f"|(?<=[{_BEFORE}{_LETTER}{_MARK}])\u1040(?![{_DIGIT}])"
)
_RA = re.compile("\u1047(?=[\u102b-\u1030\u1032-\u1036\u1039\u103a\u103c\u103d\u1087-\u108e])")
_AFORESAID = re.compile(  # "the said", typed as a four: before "they", "of", "to" and "is"
    f"(?<![{_DIGIT}{_LETTER}{_MARK}])\u1044(?=\u1010\u102d\u102f[\u1037\u1094]|\u104f|\u1000\u102d\u102f|\u101e\u100a\u1039)"
)

_UNICODE_SYLLABLE = re.compile(
    "\u104e\u1004\u103a\u1038|(?:[\u1004\u101b\u105a]\u103a\u1039)?[\u1000-\u102a\u103f]"
    "(?:\u1039[\u1000-\u1021]|[\u102b-\u1038\u103a-\u103e])*|[\u102b-\u1030\u1032-\u1038\u103a-\u103e]+"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says in Unicode. other_reading: the same as the other encoding, where neither is sure."""

    text: str = field(repr=False)
    zawgyi_probability: float
    other_reading: str | None = field(default=None, repr=False)

    @property
    def is_zawgyi(self) -> bool:
        return self.zawgyi_probability >= 0.5


def read_burmese(text: str, leaning: float = UNICODE_FIRST) -> Reading:
    """The Unicode reading of a text (NFC), which may be Zawgyi in whole or in part.

    leaning: log-odds of Unicode over Zawgyi before a letter is read, for instance from what she wrote before. Text
    without a letter of the Myanmar block comes back as it is, with probability 0.
    """
    as_it_is = unicodedata.normalize("NFC", text)
    if not _MYANMAR.search(text):
        return Reading(as_it_is, 0.0)
    weights = _weights(text[:LONGEST])
    if not any(weights):  # digits and signs that both encodings share
        return Reading(as_it_is, 0.0)
    if _is_mixture(weights):
        return Reading(_read_mixture(text[:LONGEST], weights) + text[LONGEST:], 1.0)
    probability = _probability(sum(weights) + leaning)
    if probability <= 1 - SURE:
        return Reading(as_it_is, probability)
    converted = to_unicode(text)
    if converted == as_it_is:
        return Reading(as_it_is, probability)
    if probability >= SURE:
        return Reading(converted, probability)
    likelier, other = (converted, as_it_is) if probability >= 0.5 else (as_it_is, converted)
    return Reading(likelier, probability, other)


def zawgyi_probability(text: str) -> float:
    """0 to 1, leaning to neither; 0 for a text without a letter of the Myanmar block."""
    return _probability(sum(_weights(text[:LONGEST]))) if _MYANMAR.search(text) else 0.0


def to_unicode(text: str) -> str:
    """Zawgyi as Unicode (NFC); what is not of the Myanmar block stays."""
    spelled = _AFORESAID.sub("\u104e", _RA.sub("\u101b", _WA.sub("\u101d", text)))
    in_order = _MEDIAL_TOO_EARLY.sub(r"\2\1", spelled)
    return unicodedata.normalize("NFC", _SYLLABLE.sub(_syllable_to_unicode, in_order))


def to_zawgyi(text: str) -> str:
    """Unicode as Zawgyi, for a phone that shows nothing else; what is not of the Myanmar block stays."""
    return _UNICODE_SYLLABLE.sub(_syllable_to_zawgyi, unicodedata.normalize("NFC", text))


def _weights(text: str) -> list[float]:
    """Of each word with the gap after it: log-likelihood of Unicode over Zawgyi.

    A letter that Zawgyi does not have weighs as much as a long word.
    """
    model = _model()
    rows = model.rows
    states = [0, *map(model.states.__getitem__, text), 0]
    sums = [0.0, *accumulate([rows[left][right] for left, right in pairwise(states)])]
    bounds = _bounds(text)
    ends = [sums[0], *(sums[bound] for bound in bounds[1:-1]), sums[-1]]
    weights = [after - before for before, after in pairwise(ends)]
    if _OUTSIDE_ZAWGYI.search(text):
        outside = (len(_OUTSIDE_ZAWGYI.findall(text[start:end])) for start, end in pairwise(bounds))
        return [weight + OUTSIDE * count for weight, count in zip(weights, outside, strict=True)]
    return weights


def _bounds(text: str) -> list[int]:
    """Where each word begins, from 0, and the end of the last one."""
    return [0, *(end for gap in _GAPS.finditer(text) if (end := gap.end()) < len(text)), len(text)]


def _probability(weight: float) -> float:
    return 1 / (1 + math.exp(min(weight, 700.0)))


def _is_mixture(weights: list[float]) -> bool:
    """Not for the odd word of a long text: the weaker side needs a hundredth of the stronger one."""
    if len(weights) == 1:
        return False
    unicode = sum(weight for weight in weights if weight >= TELLING)
    zawgyi = -sum(weight for weight in weights if weight <= -TELLING)
    return min(unicode, zawgyi) >= max(MIXED, 0.01 * max(unicode, zawgyi))


def _read_mixture(text: str, weights: list[float]) -> str:
    """Word by word; a word that speaks for neither is read as the one before it."""
    read, is_zawgyi = [], next(weight < 0 for weight in weights if abs(weight) >= TELLING)
    for (start, end), weight in zip(pairwise(_bounds(text)), weights, strict=True):
        if abs(weight) >= TELLING:
            is_zawgyi = weight < 0
        read.append(to_unicode(text[start:end]) if is_zawgyi else text[start:end])
    return unicodedata.normalize("NFC", "".join(read))


def _syllable_to_unicode(found: re.Match[str]) -> str:
    return _to_unicode(found[0])


def _syllable_to_zawgyi(found: re.Match[str]) -> str:
    return _to_zawgyi(found[0])


@lru_cache(maxsize=20_000)
def _to_unicode(syllable: str) -> str:
    if syllable[0] in "\u104e\u1044":
        return "\u104e\u1004\u103a\u1038"
    return _icu("Zawgyi-my")(syllable)


@lru_cache(maxsize=20_000)
def _to_zawgyi(syllable: str) -> str:
    if syllable[0] == "\u104e":
        return "\u104e"  # one sign for the whole word, in Zawgyi's fonts
    return _icu("my-Zawgyi")(syllable)


@cache
def _icu(name: str) -> Callable[[str], str]:
    """Loaded only where somebody writes Burmese: ICU's data are 30 MB."""
    import icu

    return icu.Transliterator.createInstance(name).transliterate  # type: ignore[no-any-return]


class _States(dict[str, int]):
    """A code point's state in the model; 0 for everything outside it."""

    def __missing__(self, sign: str) -> int:
        return 0


@dataclass(frozen=True, slots=True)
class _Model:
    """rows: log-likelihood of Unicode over Zawgyi for each pair of states."""

    states: _States
    rows: list[list[float]]


@cache
def _model() -> _Model:
    """The numbers of myanmartools' own model, laid out for speed; a test compares the two on every kind of text."""
    from myanmartools import ZawgyiDetector

    detector = ZawgyiDetector()
    signs, size = detector._chars, len(detector._chars) + 1
    numbers = [0.0 if math.isnan(number) else number for number in detector._params]
    rows = [numbers[start : start + size] for start in range(0, size * size, size)]
    return _Model(_States({sign: place + 1 for place, sign in enumerate(signs)}), rows)
