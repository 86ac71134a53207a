"""What can be wrong with a translation although it is there: holes, forms for numbers, letters of another script."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Message

from saphan.config.words import SOURCE
from saphan.languages import cldr
from saphan.languages.catalogue import by_code
from saphan.languages.reviewing import catalogue, catalogues, each, entries
from saphan.languages.writing import own_digits

SCRIPTS = {
    "Mymr": "MYANMAR",
    "Thai": "THAI",
    "Khmr": "KHMER",
    "Laoo": "LAO",
    "Deva": "DEVANAGARI",
    "Beng": "BENGALI",
    "Latn": "LATIN",
}
"""How Unicode begins the names of a script's letters, by its code of ISO 15924."""
HOLE = re.compile(r"%\(\w+\)[-0-9]*[sd]|%%")
KEPT = re.compile(
    r"\b(?:saphan [a-z-]+|Saphan|PDF|CSV|Excel|MB|A4|A6|Enter|Shift|API|HTTPS?|https|JSON|SMS|SID|STOP|[a-z]"
    r"|Facebook|BotFather|LINE|Messenger|Meta|Telegram|Twilio|Viber|WhatsApp|KoboToolbox|RapidPro"
    r"|CTranslate2|OpenAI|DKIM|POST|webhook)\b"
)
"""What stays in Latin letters: our name and its commands, kinds of files, what is printed on a key, and the names
under which people know the channels on their phones, and programs."""
AS_TYPED = re.compile(
    r"“[^”]*”"  # what a button of somebody else's page says
    r"|[\w…:?=/-]*[a-z0-9…][._/=@][\w…:?=./-]*\w|(?<= )/\w+|[A-Z]\w+-[A-Z]\w+"  # addresses, files, rights, headers
    r"|⟦\d⟧"  # what stands for something that was cut out
    r"|API tokens|Header: Authorization|Value: Token|Body(?=:)|Consent: yes|or no|Phone(?=:)"  # what is typed elsewhere
    r"|to, text and id|Write yes|\b[a-z]+(?=:)|\b[a-z]{2}(?:, ?[a-z]{2,4})+\b"  # what is typed into a field
    r"|(?<=[a-z,:] )(?:[A-Z][A-Za-z]+(?: settings| setup| transparency| for(?= [A-Z]))?[ ,]*)+"  # names
)
"""Words of the English sentence that a translation repeats as they are: they stand so elsewhere."""


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong with one translation."""

    language: str
    room: str
    sentence: str
    what: str


def faults(source: Path = SOURCE) -> list[Fault]:
    """Everything that a machine can see without knowing the language."""
    one_by_one = (fault for file in catalogues(source) for fault in _of_catalogue(file))
    return sorted([*one_by_one, *_said_in_two_ways(source)])


def _said_in_two_ways(source: Path) -> Iterator[Fault]:
    """At run time all catalogues of a language are one: of two translations of a sentence only one is ever read."""
    first: dict[tuple[str, str, str], tuple[str, tuple[str, ...]]] = {}
    for file in catalogues(source):
        language, room = file.parts[-3], file.parts[-5]
        for message in entries(file):
            sentence = each(message.id)[0]
            where, said = first.setdefault((language, message.context or "", sentence), (room, each(message.string)))
            if said != each(message.string):
                yield Fault(language, room, sentence, f"said in another way in {where}")


def _of_catalogue(file: Path) -> Iterator[Fault]:
    language, room = file.parts[-3], file.parts[-5]
    read = catalogue(file)
    forms = len(cldr.locale(language).plural_form.tags | {"other"})  # by CLDR
    if read.num_plurals != forms:
        yield Fault(language, room, "", f"a language with {forms} forms of number, not {read.num_plurals}")
    for message in read:
        if message.id:
            for what in _of_message(message, language, forms):
                yield Fault(language, room, each(message.id)[0], what)


def _of_message(message: Message, language: str, forms: int) -> Iterator[str]:
    said, english = each(message.string), each(message.id)
    if len(english) > 1 and len(said) != forms:
        yield f"{len(said)} forms of number instead of {forms}"
    if _holes(said[-1]) != _holes(english[-1]):
        yield f"holes: {' '.join(_holes(said[-1]))} for {' '.join(_holes(english[-1]))}"
    if not {hole for one in said for hole in _holes(one)} <= {hole for one in english for hole in _holes(one)}:
        yield "a hole that the English does not have"
    for one in said:
        yield from _of_words(one, english, language)


def _holes(text: str) -> list[str]:
    return sorted(HOLE.findall(text))


def _of_words(said: str, english: tuple[str, ...], language: str) -> Iterator[str]:
    bare = _without_what_is_typed(HOLE.sub(" ", said), english)
    if not HOLE.sub(" ", said).strip():
        yield "empty"
    if said in english and any(map(str.isalpha, KEPT.sub("", bare))):
        yield "the same as in English"
    if said != unicodedata.normalize("NFC", said):
        yield "not in normal form (NFC)"
    if strange := _of_another_script(KEPT.sub(" ", bare), language):
        yield f"letters of another script: {''.join(sorted(strange))}"
    if own_digits("0", language) != "0" and re.search(r"[0-9]", KEPT.sub(" ", bare)):
        yield "digits of another script"


def _without_what_is_typed(said: str, english: tuple[str, ...]) -> str:
    """Without the words that stand as they are in what is repeated of the English."""
    repeated = " ".join(found for one in english for found in AS_TYPED.findall(one))
    words = sorted(set(re.findall(r"[\w…:?=./-]*\w", repeated)), key=len, reverse=True)
    return re.sub("|".join(rf"(?<!\w){re.escape(word)}(?!\w)" for word in words), " ", said) if words else said


def _of_another_script(text: str, language: str) -> set[str]:
    script = by_code()[language].scripts[0]
    return {
        sign
        for sign in text
        if unicodedata.category(sign)[0] in "LM" and not unicodedata.name(sign).startswith(SCRIPTS[script])
    }
