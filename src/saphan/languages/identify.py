"""In which language a message is written, how likely that is, and whether somebody has to ask her. Pure.

A script with one language here answers by itself. For Latin, Devanagari and Myanmar letters a model of pieces of words
decides (`counting`; its data card is docs/reference/identifier.md). Nothing of a text is kept.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from math import log
from pathlib import Path

from saphan.languages import counting, scripts
from saphan.languages.catalogue import MALAY, by_code, in_group

ASK_BELOW = 0.7  # probability; from here on at least nine of ten guesses were right on text not used to train
DECIDED = 0.8  # share within Malay and Indonesian from which one of them is said, if something besides the text says so
ONE_LANGUAGE = 0.99  # what a script with one language here is taken to say
FEW_LETTERS = 0.6  # of a single letter of it
PLAINLY = 20  # steps of weight by which a word is English before anything else
BORROWED = frozenset({"please", "help", "sorry", "thanks", "sir", "madam", "boss", "salary", "problem"})  # everywhere

OF_HER_PAGES = log(6)  # she chose the pages of this language: as good as some letters more
OF_THE_COUNTRY = log(2)

_ALONE = {
    "Thai": "th", "Khmr": "km", "Laoo": "lo", "Beng": "bn", "Taml": "ta", "Rohg": "rhg", "Kali": "kyu", "Lisu": "lis",
    "Sylo": "syl",
}  # fmt: skip
_SPOKEN_IN = {  # by who lives and works there and writes to a desk
    "TH": "th my km lo shn mnw ksw kac",
    "MM": "my shn mnw ksw kac cnh rhg",
    "MY": "ms id my ne bn ta vi rhg cnh kac",
    "BN": "ms id",
    "SG": "ms ta bn my",
    "ID": "id",
    "NP": "ne",
    "BD": "bn rhg",
    "IN": "hi bn ta cnh",
    "PH": "tl",
    "VN": "vi",
    "KH": "km vi",
    "LA": "lo",
    "TW": "vi id tl th",
    "HK": "id tl ne hi",
    "KR": "vi ne km my",
    "JP": "vi ne my id tl",
    "QA": "ne bn hi tl",
    "AE": "hi bn ne tl",
    "SA": "bn hi tl id ne",
}
_COUNTRY_OF_GROUP = {"MY": "ms", "BN": "ms", "SG": "ms", "ID": "id"}

_RAKHINE = re.compile("ဟိရေ|မဟိ|ဟိပါရေ|သူရို့|ငါရို့|တော်ရို့|မရို့|ကေလေ့|လီးဗျာ|ယင်းချင့်|ပြောရေ|လားရေ|ရဖို့ရေ")
_OTHER_LETTERS = (  # of the Myanmar block, one language's own
    (re.compile("[\u106e-\u1070\u108b]|(?<!ွန)\u103a\u102f"), "kjp"),  # but for ကျွန်ုပ်, "I" in Burmese
    (re.compile("[က-အ][ါ-ှ]*\u108f"), "blk"),
    (re.compile("[\u1072-\u1074]"), "kyu"),
)
_PALI = re.compile("က္[ကခ]|ဂ္[ဂဃ]|စ္[စဆ]|ဇ္[ဇဈ]|ဏ္ဍ|တ္[တထ]|ဒ္[ဒဓ]|န္[တထဒဓန]|ပ္[ပဖ]|ဗ္[ဗဘ]|မ္[မဗဘပ]|လ္လ|သ္သ")
FEWEST_BESIDE_PALI = 24  # letters; of fewer, a word of Pali, which Burmese and Mon share, leaves it open
_SHAN = re.compile("[\u1075-\u1081]")
_ASSAMESE = re.compile("[ৰৱ]")
_ROHINGYA_TONES = re.compile("[\u08ea-\u08ef]")
"""In Arabic letters these marks of tone are hers alone."""
_BROKEN = re.compile(
    "[ÃÂâáà][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\ufffd|[\u2500-\u259f]|[ßÓÔ][ÇÜü×ƒ©ñÑªº]|[·‡][Äüû§•]"
)
_THAI_FIRST_BYTES = re.compile("[เแ]+|ฦ(?!ๅ)")
MOST_FIRST_BYTES = (
    0.28  # share of these signs in Thai letters; in Thai itself one in ten, in three bytes a letter a third
)
_GROUPS = {"Latn": (in_group(MALAY),), "Mymr": (("my", "my-Zawgyi"),), "Deva": ()}
_LIKE = {"rki": ("my", "rki"), "pali": ("my", "mnw"), "pwo": ("pwo", "kjp", "ksw"), "kjp": ("kjp", "pwo", "ksw")}


@dataclass(frozen=True, slots=True)
class Guess:
    """language: a tag of the catalogue, or None. script: of most letters (ISO 15924), None for a text without letters.

    romanised: in Latin letters, though the language has its own. mixed: another script or language stands in it too.
    ask: too unsure to act upon; let her say it. among: the languages between which the text does not decide.
    """

    language: str | None
    probability: float
    script: str | None
    romanised: bool = False
    mixed: bool = False
    ask: bool = True
    among: tuple[str, ...] = ()


NOTHING = Guess(None, 0.0, None)


def identify(text: str, country: str | None = None, channel_language: str | None = None) -> Guess:
    """country: where the desk or the sender is (ISO 3166). channel_language: of the pages or the menu that she chose.

    Both only help where the text leaves a doubt; a plain text wins over them.
    """
    runs = scripts.runs(text)
    if not runs:
        return NOTHING
    script, mixed = _main_script(runs)
    if script == "Thai" and _is_broken_thai(runs["Thai"]):
        return Guess(None, 0.0, script, mixed=mixed)
    if script in _ALONE:
        return _of_script(script, runs[script], mixed)
    if script == "Arab" and _ROHINGYA_TONES.search(text):
        return Guess("rhg", ONE_LANGUAGE, script, mixed=mixed, ask=False)
    if script not in ("Latn", "Deva", "Mymr") or (script == "Latn" and _is_broken(text)):
        return Guess(None, 0.0, script, mixed=mixed)
    return _of_letters(script, runs[script], mixed, country, channel_language)


def identify_all(texts: Iterable[str], country: str | None = None, channel_language: str | None = None) -> list[Guess]:
    """One guess for each text, in their order."""
    return [identify(text, country, channel_language) for text in texts]


def _main_script(runs: scripts.Runs) -> tuple[str, bool]:
    """The script of most letters, Latin ones counted by a third: who writes both is at home in the other."""
    if len(runs) == 1:
        return next(iter(runs)), False
    sizes = {script: sum(map(len, words)) for script, words in runs.items()}
    main = max(sizes, key=lambda script: sizes[script] * (1 if script == "Latn" else 3))
    others = sum(sizes.values()) - sizes[main]
    return main, others >= 3 and others * 6 >= sizes[main]


def _of_script(script: str, words: Sequence[str], mixed: bool) -> Guess:
    language = _ALONE[script]
    if script == "Beng" and any(map(_ASSAMESE.search, words)):
        return Guess(None, 0.0, script, mixed=mixed)
    sure = ONE_LANGUAGE if len(words) > 1 or len(words[0]) > 1 else FEW_LETTERS
    return Guess(language, sure, script, mixed=mixed, ask=sure < ASK_BELOW or not by_code()[language].identified)


def _is_broken(text: str) -> bool:
    """Letters of one encoding read as another's: signs of the kind that nobody types, again and again."""
    return not text.isascii() and len(_BROKEN.findall(text, 0, scripts.LONGEST)) >= 2


def _is_broken_thai(words: Sequence[str]) -> bool:
    """Letters of another script, or of Thai, whose bytes were read one by one on a Thai computer: แ€แ€…, เธกเน."""
    found = sum(len(_THAI_FIRST_BYTES.findall(word)) for word in words)
    return found >= 5 and found >= MOST_FIRST_BYTES * sum(map(len, words))


def _says_little(words: Sequence[str]) -> bool:
    """A letter or two, a laugh, a name of three capitals; or letters one by one."""
    return (len(words) < 4 and len("".join(words)) < 4 and words[0].isascii()) or max(map(len, words)) == 1


def _of_letters(
    script: str, words: Sequence[str], mixed: bool, country: str | None, channel_language: str | None
) -> Guess:
    counted = scripts.counted(script, words)
    likely = _models()[script].read(counted, _favour(script, country, channel_language))
    tag, probability, among = _best(script, likely, bool(country or channel_language))
    if script == "Mymr":
        return _of_myanmar(tag, counted[0], probability, mixed)
    if script == "Latn" and tag != "en" and not mixed:
        mixed = len(_plain_english().intersection(counted)) >= 2
    language, _, written = tag.partition("-")
    ask = probability < ASK_BELOW or (script == "Latn" and language != channel_language and _says_little(counted))
    return Guess(language, probability, script, written == "Latn", mixed, ask, among)


def _best(script: str, likely: list[float], something_else: bool) -> tuple[str, float, tuple[str, ...]]:
    """Class and probability of the likeliest, and what it is not decided from. Classes of a group count together."""
    highest = max(likely)
    tag = _models()[script].classes[likely.index(highest)]
    for group, places in _groups(script):
        of_group = [likely[place] for place in places]
        together = sum(of_group)
        if together > highest or tag in group:
            tag = group[of_group.index(max(of_group))]
            decided = group[0] == "my" or (something_else and max(of_group) >= DECIDED * together)
            return tag, together, () if decided else group
    return tag, highest, ()


@cache
def _groups(script: str) -> tuple[tuple[tuple[str, ...], tuple[int, ...]], ...]:
    """Classes that count together, and their places."""
    classes = _models()[script].classes
    return tuple((group, tuple(map(classes.index, group))) for group in _GROUPS[script])


def _of_myanmar(tag: str, letters: str, probability: float, mixed: bool) -> Guess:
    """Of the languages in Myanmar letters that the model does not know, what their own letters and words give away."""
    language = tag.split("-")[0]
    if tag != "my-Zawgyi" and not _SHAN.search(letters):
        language = next((code for own, code in _OTHER_LETTERS if own.search(letters)), language)
    if tag == "my" and _RAKHINE.search(letters):
        return Guess("my", probability, "Mymr", mixed=mixed, ask=True, among=_LIKE["rki"])
    if language == "mnw" and len(letters) < FEWEST_BESIDE_PALI and _PALI.search(letters):
        return Guess("mnw", probability, "Mymr", mixed=mixed, ask=True, among=_LIKE["pali"])
    unknown = not by_code()[language].identified
    return Guess(
        language,
        probability,
        "Mymr",
        mixed=mixed,
        ask=unknown or probability < ASK_BELOW,
        among=_LIKE.get(language, ()),
    )


@cache
def _plain_english() -> frozenset[str]:
    """Words of which two make a text of another language one that is mixed with English."""
    return BORROWED.union(word for word in _models()["Latn"].plainly("en", PLAINLY) if len(word) > 2)


@lru_cache(maxsize=256)
def _favour(script: str, country: str | None, channel_language: str | None) -> tuple[float, ...]:
    """What is known besides the text, for each class of the script's model."""
    if not country and not channel_language:
        return ()
    favour = []
    for tag in _models()[script].classes:
        code = tag.split("-")[0]
        favour.append(
            OF_HER_PAGES * (code == channel_language)
            + OF_THE_COUNTRY * (code in _SPOKEN_IN.get(country or "", "").split())
            + OF_THE_COUNTRY * (code == _COUNTRY_OF_GROUP.get(country or ""))
        )
    return tuple(favour)


@cache
def _models() -> dict[str, counting.Model]:
    """Read once, when the first text comes."""
    return counting.read(Path(__file__).with_name("identifier.model"))
