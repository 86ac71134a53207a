"""Native script as people type it in Latin letters on a phone: many spellings of one word, chosen by chance.

No standard is meant. The rules are those of habit: the unwritten vowel is dropped where nobody says it, long vowels are
written long or short, and so on. Used to make training text for romanised Hindi, Nepali, Bengali and Burmese.
"""

import random
import re
import unicodedata

Table = dict[str, tuple[str, ...]]


def _table(lines: str) -> Table:
    return {
        key: tuple(one.strip("-") for one in forms.split("|")) for key, forms in (x.split(":") for x in lines.split())
    }


DEVA_CONSONANTS = _table(
    "क:k ख:kh ग:g घ:gh ङ:ng च:ch छ:chh|ch ज:j|z झ:jh ञ:ny ट:t ठ:th ड:d ढ:dh ण:n त:t थ:th द:d ध:dh न:n प:p फ:ph|f"
    " ब:b भ:bh म:m य:y र:r ल:l व:v|w|b श:sh|s ष:sh|s स:s ह:h ळ:l"
)
DEVA_VOWELS = _table("ा:a|aa|a ि:i ी:i|ee|i ु:u ू:u|oo ृ:ri े:e ै:ai|e ो:o ौ:au|o ॅ:e ॉ:o ँ:n|- ं:n|m|n ः:-|h")
DEVA_LONE = _table("अ:a आ:aa|a इ:i ई:i|ee उ:u ऊ:u|oo ऋ:ri ए:e ऐ:ai ओ:o औ:au|o")
BENG_CONSONANTS = _table(
    "ক:k খ:kh গ:g ঘ:gh ঙ:ng চ:ch|c ছ:ch|s ज:j জ:j|z ঝ:jh ঞ:n ট:t ঠ:th ড:d ঢ:dh ণ:n ত:t থ:th দ:d ধ:dh ন:n প:p ফ:f|ph"
    " ব:b ভ:v|bh ম:m য:j|z র:r ল:l শ:sh|s ষ:sh|s স:s|sh হ:h ৎ:t"
)
BENG_VOWELS = _table("া:a ি:i ী:i|ee ু:u ূ:u|oo ৃ:ri ে:e ৈ:oi ো:o ৌ:ou|ow ঁ:-|n ং:ng ঃ:-")
BENG_LONE = _table("অ:o আ:a ই:i ঈ:i উ:u ঊ:u ঋ:ri এ:e ঐ:oi ও:o ঔ:ou")
MYMR_CONSONANTS = _table(
    "က:k|k|g ခ:kh|k ဂ:g ဃ:g င:ng စ:s ဆ:s|hs ဇ:z ဈ:z ဉ:ny ည:ny ဋ:t ဌ:ht|t ဍ:d ဎ:d ဏ:n တ:t|t|d ထ:ht|t ဒ:d ဓ:d န:n"
    " ပ:p|b ဖ:ph|p ဗ:b ဘ:b မ:m ယ:y ရ:y ရ:y|r လ:l ဝ:w သ:th ဿ:th ဟ:h ဠ:l အ:-|a"
)
MYMR_RHYMES = _table(
    "ိုက်:ike|aik|ite ိုင်:aing|ine ိုယ်:o|oe ိုလ်:o ောက်:auk|out|aut ောင်:aung ော်:aw|or ော:aw|or"
    " ိတ်:ate|eik|eit ိန်:ain|ein ိပ်:ate|eik ိမ်:ain|ein ုတ်:oke|ote|ok ုန်:one|ohn|on"
    " ုပ်:oke|ote|ok ုမ်:one ုံ:one|ohn|on ို:o|oe က်:et|at|ek င်:in စ်:it|is ည်:i|yi|ay|e ဉ်:in"
    " တ်:at|et|ut န်:an ပ်:at|ap မ်:an|am|ann ယ်:al|e|ae လ်:l|al ံ:an|am ာ:ar|a ါ:ar|a ိ:i ီ:i|ee|e"
    " ု:u ူ:u|uu|oo ေ:ay|e|ae ဲ:ae|e|al"
)
MYMR_LONE = _table("ဣ:i ဤ:i ဥ:u ဦ:oo|u ဧ:ay ဩ:aw ဪ:aw ၌:hnite ၍:ywe ၏:i|e ၎:la")
ROHG_LETTERS = _table(
    "𐴀:- 𐴁:b 𐴂:p 𐴃:t 𐴄:th 𐴅:j 𐴆:c 𐴇:h|h|- 𐴈:h|kh 𐴉:f 𐴊:d 𐴋:dh 𐴌:r 𐴍:rh|r 𐴎:z 𐴏:s 𐴐:c 𐴑:k 𐴒:g 𐴓:l 𐴔:m 𐴕:n"
    " 𐴖:w 𐴗:u 𐴘:y 𐴙:i 𐴚:ng 𐴛:ny 𐴜:v 𐴝:a 𐴞:i 𐴟:u 𐴠:e 𐴡:o 𐴢:-"
)
ROHG_TONES = {"𐴤": ("{0}\u0301", "{0}\u0301"), "𐴥": ("{0}{0}\u0301", "{0}\u0301"), "𐴦": ("{0}\u0301{0}", "{0}\u0301")}
_ORDERED_RHYMES = sorted(MYMR_RHYMES, key=len, reverse=True)
_SYLLABLE = re.compile("([က-အဿ](?:္[က-အ])?)([ျြွှ]*)(" + "|".join(_ORDERED_RHYMES) + ")?")
_TONES = str.maketrans("", "", "့း")


def hindi(text: str, chance: random.Random) -> str:
    return _indic(text, chance, (DEVA_CONSONANTS, DEVA_VOWELS, DEVA_LONE), "a", "्", "़")


def nepali(text: str, chance: random.Random) -> str:
    """Says more of its last vowels than Hindi does."""
    return _indic(text, chance, (DEVA_CONSONANTS, DEVA_VOWELS, DEVA_LONE), "a", "्", "़", said_at_the_end=0.5)


def bengali(text: str, chance: random.Random) -> str:
    text = text.replace("য়", "y").replace("য়", "y").replace("ড়", "r").replace("ড়", "r").replace("ঢ়", "r")
    return _indic(text, chance, (BENG_CONSONANTS, BENG_VOWELS, BENG_LONE), "o", "্", "়", said_at_the_end=0.4)


def _indic(
    text: str,
    chance: random.Random,
    tables: tuple[Table, Table, Table],
    inherent: str,
    mute: str,
    dot: str,
    said_at_the_end: float = 0.0,
) -> str:
    words = text.replace(dot, "").replace("\u200d", "").replace("\u200c", "").split()
    spelled = (_spelled(word, chance, tables, mute) for word in words)
    return " ".join(_without_unsaid(word, chance.random() < said_at_the_end).replace("ə", inherent) for word in spelled)


def _spelled(word: str, chance: random.Random, tables: tuple[Table, Table, Table], mute: str) -> str:
    consonants, vowels, lone = tables
    parts: list[str] = []  # consonants and vowels in turn; "ə" for the unwritten one
    for place, sign in enumerate(word):
        after = word[place + 1 : place + 2]
        if sign in consonants:
            parts.append(chance.choice(consonants[sign]))
            if after != mute and (after not in vowels or after in "ँंঁংः"):
                parts.append("ə")
        elif sign in vowels:
            parts.append(chance.choice(vowels[sign]))
        elif sign in lone:
            parts.append(chance.choice(lone[sign]))
        elif sign != mute:
            parts.append(sign)
    return "".join(parts)


def _without_unsaid(word: str, said_at_the_end: bool) -> str:
    """Drop the unwritten vowel at the end of a word and between a vowel and a consonant with its own vowel."""
    if not said_at_the_end and word.endswith("ə") and len(word) > 3 and word[-3:-2] in "aeiouə":
        word = word[:-1]
    return re.sub(r"(?<=[aeiouə][bcdfghjklmnpqrstvwyz])ə(?=[bcdfghjklmnpqrstvwyz]h?[aeiou])", "", word)


def burmese(text: str, chance: random.Random) -> str:
    """Syllable by syllable; written apart or together as it comes."""
    gap = chance.choice(("", " ", " "))
    return " ".join(_burmese_word(word, chance, gap) for word in text.translate(_TONES).split())


def _burmese_word(word: str, chance: random.Random, gap: str) -> str:
    out: list[str] = []
    place = 0
    while place < len(word):
        found = _SYLLABLE.match(word, place)
        if found:
            out.append(_syllable(*found.groups(), chance))
            place = found.end()
        else:
            sign = word[place]
            out.append(chance.choice(MYMR_LONE.get(sign, ("",))) if sign >= "\u1000" else sign)
            place += 1
    return gap.join(one for one in out if one)


def _syllable(onset: str, medials: str, rhyme: str | None, chance: random.Random) -> str:
    first = chance.choice(MYMR_CONSONANTS.get(onset[0], ("",)))
    if "ှ" in medials:
        first = "sh" if onset[0] in "ရယ" or (onset[0] == "လ" and "ျ" in medials) else chance.choice(("h", "")) + first
    if ("ျ" in medials or "ြ" in medials) and not first.endswith("sh"):
        first = {"k": "ky", "kh": "ch", "g": "gy"}.get(first, first + "y")
    if "ွ" in medials:
        first += "w"
    return first + (chance.choice(MYMR_RHYMES[rhyme]) if rhyme else "a")


def rohingya(text: str, chance: random.Random) -> str:
    """From Hanifi letters, which write sounds and tones: a tone stands before its vowel, a doubling behind its letter.

    A drawn out vowel is written once or twice; some write no marks at all.
    """
    twice, marks = chance.random() < 0.5, chance.random() < 0.85
    spelled = "".join(chance.choice(ROHG_LETTERS.get(sign, (sign,))) for sign in text)
    spelled = re.sub("([a-z])𐴧", r"\1\1", re.sub("([𐴤𐴥𐴦])𐴧", r"𐴧\1", spelled))
    spelled = re.sub("([𐴤𐴥𐴦])([aeiou])", lambda found: ROHG_TONES[found[1]][not twice].format(found[2]), spelled)
    spelled = re.sub("[𐴤𐴥𐴦]", "", spelled.replace("𐴣", "n\u0303").replace("ii", "i"))
    return unicodedata.normalize("NFC", spelled if marks else re.sub("[\u0301\u0303]", "", spelled))


BY_LANGUAGE = {"hi": hindi, "ne": nepali, "bn": bengali, "my": burmese}
