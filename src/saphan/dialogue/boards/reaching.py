"""What looks like a way to reach somebody stands on no board: a number to call, an address, a link. Pure."""

import re

from saphan.languages.writing import ascii_digits

_REACHES = re.compile(r"@|https?:|www\.|\d[\d\s().-]{5,}\d")


def reaches(text: str) -> bool:
    return bool(_REACHES.search(ascii_digits(text)))
