"""Languages as tools of others name them, as a hint for the first guess. Pure."""

THREE_LETTERS = {
    "ben": "bn",
    "eng": "en",
    "fil": "tl",
    "hin": "hi",
    "ind": "id",
    "khm": "km",
    "lao": "lo",
    "may": "ms",
    "msa": "ms",
    "mya": "my",
    "bur": "my",
    "nep": "ne",
    "tam": "ta",
    "tgl": "tl",
    "tha": "th",
    "vie": "vi",
    "zlm": "ms",
    "zsm": "ms",
}
"""ISO 639-3 and 639-2 of the languages whose own code has two letters."""


def language_of(code: object) -> str:
    """Of `mya`, `my`, `my-MM` or nothing at all; empty for what is no code."""
    base = code.strip().lower().replace("_", "-").split("-")[0] if isinstance(code, str) else ""
    if not (base.isascii() and base.isalpha() and len(base) in (2, 3)):
        return ""
    return THREE_LETTERS.get(base, base)
