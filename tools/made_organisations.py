"""Invented organisations whose doubles are known: to train the model of duplicates, to test it and to measure it.

Names are put together from syllables that each of five scripts writes its own way, and written as people do: in
another script, with a slip, with words left out or in another order. Nothing in them is anybody's.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from random import Random

from saphan.network.deduplicating.rows import Known

SCRIPTS = ("latin", "thai", "burmese", "khmer", "nagari")
HOMES = (("TH", "thai", 40), ("MM", "burmese", 20), ("KH", "khmer", 12), ("NP", "nagari", 12), ("MY", "latin", 16))

# Each consonant and vowel in Latin letters (the first, or as some write it), Thai, Burmese, Khmer, Devanagari.
CONSONANTS = (
    (("k", "kh", "c"), "ก", "က", "ក", "क"),
    (("t", "th"), "ต", "တ", "ត", "त"),
    (("p", "ph"), "ป", "ပ", "ប", "प"),
    (("m",), "ม", "မ", "ម", "म"),
    (("n",), "น", "န", "ន", "न"),
    (("l",), "ล", "လ", "ល", "ल"),
    (("r",), "ร", "ရ", "រ", "र"),
    (("s", "z"), "ส", "သ", "ស", "स"),
    (("b",), "บ", "ဘ", "ប", "ब"),
    (("d",), "ด", "ဒ", "ដ", "द"),
    (("w",), "ว", "ဝ", "វ", "व"),
    (("y",), "ย", "ယ", "យ", "य"),
)
VOWELS = (
    (("a", "ar"), "า", "ာ", "ា", "ा"),
    (("i", "ee"), "ี", "ီ", "ី", "ी"),
    (("u", "oo"), "ู", "ူ", "ូ", "ू"),
    (("o", "oh"), "โ", "ို", "ោ", "ो"),
    (("e", "ay"), "เ", "ေ", "េ", "े"),
)
BEFORE = ("โ", "เ")  # Thai writes these before the consonant
COMPANY = {
    "latin": ("{} Co., Ltd.", "{} Company Limited", "{} Group", "{} Factory", "{}"),
    "thai": ("บริษัท {} จำกัด", "{}"),
    "burmese": ("{} ကုမ္ပဏီ", "{}"),
    "khmer": ("ក្រុមហ៊ុន {}", "{}"),
    "nagari": ("{} कम्पनी", "{}"),
}
SHARED_WORDS = 3000  # from which names are put together, some far oftener than others
TOWNS = 40  # in each country
DOUBLED, AGAIN = 0.20, 0.25  # organisations that stand twice, and of those that stand a third time
NAMESAKES, SISTERS = 0.03, 0.02  # others of the same name elsewhere; plants of one company at other places

Syllable = tuple[int, int]
Word = tuple[Syllable, ...]


@dataclass(frozen=True, slots=True)
class Real:
    """What stands behind one or more rows."""

    words: tuple[Word, ...]
    home: str
    script: str
    marks: Known


def organisations(number: int, seed: int) -> Iterator[tuple[Known, int]]:
    """So many rows, each with the number of the organisation that it is. The same for the same seed."""
    chance, made, entity = Random(seed), 0, 0
    vocabulary = [_word(chance) for _ in range(SHARED_WORDS)]
    weights = list(accumulate(1.0 / (place + 20) for place in range(SHARED_WORDS)))
    last: Real | None = None
    while made < number:
        real = last = _real(chance, vocabulary, weights, last)
        for row in _rows(chance, real):
            if made < number:
                yield replace(row, id=f"{made:08d}"), entity
                made += 1
        entity += 1


def pairs(rows: list[tuple[Known, int]]) -> set[tuple[str, str]]:
    """Ids of all rows that are the same organisation, the lesser first."""
    behind: dict[int, list[str]] = {}
    for row, entity in rows:
        behind.setdefault(entity, []).append(row.id)
    return {(left, right) for ids in behind.values() for left in ids for right in ids if left < right}


def _real(chance: Random, vocabulary: list[Word], weights: list[float], last: Real | None) -> Real:
    home, script, _ = chance.choices(HOMES, [weight for *_, weight in HOMES])[0]
    first, *more = chance.choices(vocabulary, cum_weights=weights, k=1 + (chance.random() < 0.5))
    words = (first, _word(chance), *more)
    marks = _marks(chance, home, words)
    luck = chance.random()
    if last and luck < SISTERS:
        home, script, words = last.home, last.script, last.words
        marks = replace(marks, country=home, website=last.marks.website)
    elif last and luck < SISTERS + NAMESAKES:
        words = last.words
    return Real(words, home, script, marks)


def _marks(chance: Random, home: str, words: tuple[Word, ...]) -> Known:
    town = _town(home, chance.randrange(TOWNS))
    street = _latin(chance, _word(chance))
    return Known(
        id="",
        names=(),
        country=home,
        place=town,
        address=f"{chance.randrange(1, 900)} {street} road {town}",
        website=f"https://www.{_latin(Random(1), words[0])}{_latin(Random(1), words[1])}.example/",
        phones=(f"+999{chance.randrange(10**8):08d}",),
        registrations=(f"{chance.randrange(10**12):012d}",),
    )


@cache
def _town(home: str, number: int) -> str:
    chance = Random(f"{home} {number}")
    return _latin(chance, _word(chance)).capitalize()


def _rows(chance: Random, real: Real) -> Iterator[Known]:
    yield _seen(chance, real, _written(chance, real.words, real.script), 0.7)
    if chance.random() < DOUBLED:
        yield _again(chance, real)
        if chance.random() < AGAIN:
            yield _again(chance, real)


def _again(chance: Random, real: Real) -> Known:
    """As somebody else puts it into the list: half the time with little beside the name."""
    luck, words, script = chance.random(), real.words, real.script
    if luck < 0.30:
        script = chance.choice([one for one in SCRIPTS if one != script])
    elif luck < 0.40 and len(words) > 2:
        words = words[:2]
    elif luck < 0.47:
        words = tuple(reversed(words))
    name = _written(chance, words, script)
    if 0.47 <= luck < 0.75:
        name = _slip(chance, name)
    row = _seen(chance, real, name, chance.choice((0.15, 0.6)))
    if chance.random() < 0.15:
        row = replace(row, phones=(f"+999{chance.randrange(10**8):08d}",))
    if row.registrations and chance.random() < 0.03:
        row = replace(row, registrations=(f"{chance.randrange(10**12):012d}",))
    if row.address and chance.random() < 0.3:
        row = replace(row, address=_slip(chance, row.address))
    return row


def _seen(chance: Random, real: Real, name: str, known: float) -> Known:
    """known: how likely each mark is written down. A third have a name in another script beside their own."""
    other = chance.choice([one for one in SCRIPTS if one != real.script])
    also = (_written(chance, real.words, other),) if chance.random() < 0.33 * known / 0.7 else ()
    marks = real.marks
    return Known(
        id="",
        names=(name, *also),
        country=marks.country if chance.random() < 0.98 else "",
        place=marks.place if chance.random() < max(known, 0.5) else "",
        address=marks.address if chance.random() < known * 0.8 else "",
        website=marks.website if chance.random() < known * 0.4 else "",
        phones=marks.phones if chance.random() < known * 0.8 else (),
        registrations=marks.registrations if chance.random() < known * 0.6 else (),
    )


def _word(chance: Random) -> Word:
    lengths = chance.choice((2, 2, 3, 3, 4))
    return tuple((chance.randrange(len(CONSONANTS)), chance.randrange(len(VOWELS))) for _ in range(lengths))


def _written(chance: Random, words: tuple[Word, ...], script: str) -> str:
    if script == "latin":
        name = " ".join(_latin(chance, word).capitalize() for word in words)
    else:
        place = SCRIPTS.index(script)
        name = " ".join("".join(_syllable(one, place) for one in word) for word in words)
    return chance.choice(COMPANY[script]).format(name)


def _latin(chance: Random, word: Word) -> str:
    return "".join(_usual(chance, CONSONANTS[c][0]) + _usual(chance, VOWELS[v][0]) for c, v in word)


def _usual(chance: Random, ways: tuple[str, ...]) -> str:
    return ways[0] if chance.random() < 0.85 else chance.choice(ways)


def _syllable(syllable: Syllable, place: int) -> str:
    consonant, vowel = str(CONSONANTS[syllable[0]][place]), str(VOWELS[syllable[1]][place])
    return vowel + consonant if vowel in BEFORE else consonant + vowel


def _slip(chance: Random, text: str) -> str:
    """One or two letters left out, doubled or changed with the next."""
    for _ in range(chance.choice((1, 1, 2))):
        at = chance.randrange(max(len(text) - 1, 1))
        text = chance.choice((text[:at] + text[at + 1 :], text[:at] + text[at : at + 1] + text[at:], _turned(text, at)))
    return text


def _turned(text: str, at: int) -> str:
    return text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
