"""The word with which she asks to be rung, as people type it: large or small, in any encoding. Pure."""

from saphan.languages.writing import clean
from saphan.languages.zawgyi import read_burmese

LONGEST = 120  # letters: whoever writes more says more than this word
_AROUND = " \n\t.,;:!?။၊។៕॥।ฯ…\"'“”‘’()"


def is_said(word: str, text: str) -> bool:
    """Whether this is the word and nothing else. An old phone writes Burmese in Zawgyi."""
    if not word or len(text) > LONGEST:
        return False
    return not _readings(word).isdisjoint(_readings(text))


def _readings(text: str) -> set[str]:
    whole = clean(text)
    read = read_burmese(whole)
    found = {each.casefold().strip(_AROUND) for each in (whole, read.text, read.other_reading or "")}
    return found - {""}
