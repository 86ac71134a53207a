"""Words of any script in Latin letters, and as a skeleton of their consonants, so that spellings can meet. Pure.

ဘလူးပရွန်း, บลูพรอว์น and "Blue Prawn" are three spellings of one name: transliterated letter by letter (anyascii) they
still differ in their vowels and in consonants that each script writes its own way; what is left without those is equal.
Neither is for reading: nobody is shown a transliteration. Nothing is remembered: these may be a worker's words.
"""

import re

from anyascii import anyascii

COMPANY_WORDS = frozenset(
    {
        *("co", "company", "ltd", "limited", "llc", "inc", "corp", "corporation", "plc", "public", "pcl", "pte", "pty"),
        *("group", "holding", "holdings", "industry", "industries", "enterprise", "enterprises", "international"),
        *("factory", "plant", "sdn", "bhd", "gmbh", "borisat", "borisath", "jamkad", "camkad", "the", "and"),
        *("brisath", "chamkad", "mhachn", "hchk", "orngngan"),  # Thai
        *("kumpni", "limitk", "ckrum"),  # Burmese
        *("kromhon", "raongchkr"),  # Khmer
        *("kmpni", "praivet"),  # Nepali and Hindi
    }
)
"""What nearly every company carries in its name; it tells none from another."""

_SOUNDS = str.maketrans("bfdgcqvzjr", "pptkkkwssl")


def latin(text: str) -> str:
    """Lower-case Latin words and numbers, one space between."""
    return " ".join(re.findall(r"[a-z0-9]+", anyascii(text).lower()))


def plain(name: str) -> str:
    """As `latin`, without what nearly every company carries; the whole, when nothing else is left."""
    words = latin(name).split()
    telling = [word for word in words if word not in COMPANY_WORDS]
    return " ".join(telling or words)


def skeleton(romanised: str) -> str:
    """The consonants of Latin words, those that transliterations mix up made one, doubles dropped."""
    letters = re.sub(r"[aeiouyhw ]", "", romanised.translate(_SOUNDS))
    return re.sub(r"(.)\1+", r"\1", letters)
