"""Made-up organisations whose names are written in five scripts, and what people type who heard of them.

Every name is a row of sounds. It is written by rules of each script, with the choices that a script offers for one
sound (ท, ธ or ถ; oo or u), so that no transliteration of the house's own takes part in making what it has to read.
What is typed is a name written anew: in another script, by another choice of letters, without its last words or its
spaces, and with letters lost, doubled, changed over or replaced (`Noise`). Everything comes from one seed.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

SCRIPTS = ("latin", "thai", "burmese", "khmer", "devanagari")
_SOUNDS = """
p p ป ပ ប៉ प|ph ph,p ผ,พ ဖ ផ,ភ फ|b b บ ဘ,ဗ ប ब|t t ต တ ត त,ट|th th,t ท,ธ,ถ ထ,သ ថ,ធ थ|d d ด ဒ ដ,ឌ द,ड|k k,c ก က ក क
kh kh,k ค,ข ခ ខ,ឃ ख|g g ก,ค ဂ គ,ហ្គ ग|ch ch,j ช,จ ချ ឆ,ច च,छ|j j,z จ,ซ ဂျ,ဇ ជ ज|s s ส,ซ စ,ဆ ស स|sh sh,s ช,ส ရှ ស श
h h ห,ฮ ဟ ហ ह|m m ม မ ម म|n n น န ន न|l l ล လ ល ल|r r,l ร ရ រ र|w w,v ว ဝ វ व|y y ย ယ យ य|f f,ph ฟ ဖ ហ្វ फ
"""
_VOWELS = """
a a,ar า ာ,ါ ា ा|i i,ee ี,ิ ီ,ိ ី,ិ ी,ि|u u,oo ู,ุ ူ,ု ូ,ុ ू,ु|e e,ay เ ေ,ဲ េ े|o o,oh โ ို,ော ោ ो|ai ai,y ไ ိုင် ៃ ै
"""
_CODAS = """
n n น န် ន न|m m ม မ် ម म|ng ng ง င် ង ंग|k k,c ก,ค က် ក क|t t,d ต,ด တ် ត त,ट|p p,b ป,บ ပ် ប प
"""
_COMPANY = {
    "latin": ("{} Co., Ltd.", "{} Company Limited", "{} Ltd.", "{}"),
    "thai": ("บริษัท {} จำกัด", "{}"),
    "burmese": ("{} ကုမ္ပဏီ လီမိတက်", "{} ကုမ္ပဏီ", "{}"),
    "khmer": ("ក្រុមហ៊ុន {}", "{}"),
    "devanagari": ("{} प्राइवेट लिमिटेड", "{} लिमिटेड", "{}"),
}
COUNTRIES = ("TH", "MM", "KH", "MY", "NP", "BD")
WORDS, PLACES = 3_000, 60
Syllable = tuple[str, str, str]
Word = tuple[Syllable, ...]


def _table(text: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    rows = (row.split() for line in text.strip().splitlines() for row in line.split("|"))
    return {sound: tuple(tuple(each.split(",")) for each in letters) for sound, *letters in rows}


ONSETS, VOWELS, CODAS = _table(_SOUNDS), _table(_VOWELS), _table(_CODAS)


@dataclass(frozen=True, slots=True)
class Noise:
    """How often each thing happens to what is typed; letter: to each letter of it. other: another letter of a sound."""

    clean: float = 0.2
    other_script: float = 0.4
    other: float = 0.3
    letter: float = 0.03
    no_trade: float = 0.3
    one_word: float = 0.08
    no_spaces: float = 0.15
    company: float = 0.2
    place: float = 0.1
    phone: float = 0.05
    elsewhere: float = 0.1
    unknown: float = 0.25


@dataclass(frozen=True, slots=True)
class Made:
    """An organisation: sounds of its own words and of its trade, and how it is written. aliases: in other scripts."""

    words: tuple[Word, ...]
    trade: Word
    script: str
    name: str
    aliases: tuple[str, ...]
    country: str
    place: str
    phone: str


@dataclass(frozen=True, slots=True)
class Typed:
    """meant: the number of the organisation in the world, or None for one that is not in it."""

    text: str
    country: str
    meant: int | None
    script: str


class World:
    """All organisations of one seed, and what people type of them."""

    def __init__(self, seed: int, count: int) -> None:
        self.dice = random.Random(seed)
        self.words = list(self._words())
        self.trades = [self._word() for _ in range(12)]
        self.places = [_write((self._word(),), "latin", self.dice).title() for _ in range(PLACES)]
        self.made = [self._organisation() for _ in range(count)]

    def typed(self, seed: int, count: int, noise: Noise = Noise()) -> Iterator[Typed]:
        self.dice = random.Random(seed)
        for _ in range(count):
            if self.dice.random() < noise.unknown:
                yield self._typed(self._organisation(), None, noise)
            else:
                meant = self.dice.randrange(len(self.made))
                yield self._typed(self.made[meant], meant, noise)

    def _words(self) -> Iterator[Word]:
        for _ in range(WORDS):
            yield self._word()

    def _word(self) -> Word:
        count = self.dice.choices((1, 2, 3), (2, 5, 3))[0]
        return tuple(self._syllable() for _ in range(count))

    def _syllable(self) -> Syllable:
        coda = self.dice.choice(tuple(CODAS)) if self.dice.random() < 0.45 else ""
        return self.dice.choice(tuple(ONSETS)), self.dice.choice(tuple(VOWELS)), coda

    def _often(self) -> Word:
        """Some words stand in many names, most in few: the rank as a power of chance."""
        return self.words[int(WORDS ** self.dice.random()) - 1]

    def _organisation(self) -> Made:
        words = (self._often(), self.dice.choice(self.words))
        trade = self.dice.choice(self.trades) if self.dice.random() < 0.7 else ()
        script = self.dice.choices(SCRIPTS, (4, 2, 2, 1, 1))[0]
        whole = (*words, trade) if trade else words
        others = [each for each in SCRIPTS if each != script]
        aliases = [self.dice.choice(others)] if self.dice.random() < 0.5 else []
        return Made(
            words=words,
            trade=trade,
            script=script,
            name=self._company(_write(whole, script, self.dice), script),
            aliases=tuple(_write(whole, each, self.dice) for each in aliases),
            country=self.dice.choice(COUNTRIES),
            place=self.dice.choice(self.places),
            phone=f"+6620000{self.dice.randrange(10_000):04}" if self.dice.random() < 0.3 else "",
        )

    def _company(self, name: str, script: str) -> str:
        name = name.title() if script == "latin" else name
        return self.dice.choice(_COMPANY[script]).format(name)

    def _typed(self, one: Made, meant: int | None, noise: Noise) -> Typed:
        happens = self.dice.random
        country = one.country if happens() >= noise.elsewhere else self.dice.choice(COUNTRIES)
        if happens() < noise.clean:
            return Typed(self.dice.choice((one.name, *one.aliases)), country, meant, one.script)
        script = self.dice.choice(SCRIPTS) if happens() < noise.other_script else one.script
        words = one.words[:1] if happens() < noise.one_word else one.words
        whole = (*words, one.trade) if one.trade and happens() >= noise.no_trade else words
        text = _misspell(_write(whole, script, self.dice, noise.other), noise.letter, self.dice)
        text = text.replace(" ", "") if happens() < noise.no_spaces else text
        text = self._company(text, script) if happens() < noise.company else text
        beside = [one.place] if happens() < noise.place else []
        beside += [one.phone] if one.phone and happens() < noise.phone else []
        return Typed(", ".join((text, *beside)), country, meant, script)


def _write(words: Sequence[Word], script: str, dice: random.Random, other: float = 0.15) -> str:
    return " ".join("".join(_syllable(each, script, dice, other) for each in word) for word in words if word)


def _syllable(syllable: Syllable, script: str, dice: random.Random, other: float) -> str:
    place = SCRIPTS.index(script)

    def letter(choices: tuple[str, ...]) -> str:
        return dice.choice(choices) if dice.random() < other else choices[0]

    onset, vowel = letter(ONSETS[syllable[0]][place]), letter(VOWELS[syllable[1]][place])
    coda = letter(CODAS[syllable[2]][place]) if syllable[2] else ""
    return f"{vowel}{onset}{coda}" if vowel in "เโไ" else f"{onset}{vowel}{coda}"


def _misspell(text: str, often: float, dice: random.Random) -> str:
    signs = list(text)
    for place in range(len(signs)):
        if signs[place] == " " or dice.random() >= often:
            continue
        what = dice.randrange(4)
        if what == 0:
            signs[place] = ""
        elif what == 1:
            signs[place] *= 2
        elif what == 2:
            signs[place] = dice.choice([sign for sign in text if sign != " "])
        elif place + 1 < len(signs):
            signs[place], signs[place + 1] = signs[place + 1], signs[place]
    return "".join(signs)
