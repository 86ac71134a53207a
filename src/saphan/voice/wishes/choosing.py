"""Whether she has to be asked for her language, which languages the question names, and what she answered. Pure."""

from collections.abc import Sequence
from unicodedata import category

from saphan.languages.catalogue import LANGUAGES, by_code, language
from saphan.languages.closest import alike
from saphan.languages.identify import Guess
from saphan.languages.writing import ascii_digits, clean

OTHER = "other"
FEWEST_LETTERS = 8  # a shorter message says too little to ask about; the next one may say more


def asked_among(guess: Guess, text: str, pages: str, *, chose_pages: bool) -> tuple[str, ...]:
    """The languages between which she should choose; empty where there is nothing to ask.

    pages: the language of her story. chose_pages: she picked it herself, which counts where a text is unclear.
    """
    if guess.language is None or _letters(text) < FEWEST_LETTERS:
        return ()
    if guess.among:
        return guess.among
    if not guess.ask or (chose_pages and guess.language == pages):
        return ()
    return tuple(dict.fromkeys((guess.language, pages)))


def _letters(text: str) -> int:
    """With the signs above and below them, which stand for vowels in many scripts."""
    return sum(category(sign)[0] in "LM" for sign in text)


def heard(guess: Guess, pages: str) -> str:
    """What the text says plainly that she speaks, where that is another language than her pages'; else empty."""
    if guess.ask or guess.among or guess.language is None or guess.language in alike(pages):
        return ""
    return guess.language


def is_known(code: str) -> bool:
    return code == OTHER or code in by_code()


def own_name(code: str) -> str:
    found = language(code)
    return found.own_name if found else code


def named(typed: str, among: Sequence[str], another: str) -> str:
    """The language that somebody chose by its number in the list, or typed by a name of it; empty for none.

    another: the last choice of the list, as it is written there.
    """
    said = ascii_digits(clean(typed)).rstrip(".)").casefold()
    numbered = {str(number): code for number, code in enumerate((*among, OTHER), 1)} | {another.casefold(): OTHER}
    if said in numbered:
        return numbered[said]
    for one in LANGUAGES:
        if said in {one.own_name.casefold(), one.english_name.casefold()}:
            return one.code
    return ""
