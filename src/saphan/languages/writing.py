"""Text as people type it, made comparable without losing it. Pure.

`normalise` never replaces the original: both are kept, sealed side by side.
"""

import unicodedata

_KEPT_CONTROLS = "\n\t"
_OWN_DIGITS = {
    "my": str.maketrans("0123456789", "၀၁၂၃၄၅၆၇၈၉"),
    "km": str.maketrans("0123456789", "០១២៣៤៥៦៧៨៩"),
    "ne": str.maketrans("0123456789", "०१२३४५६७८९"),
    "bn": str.maketrans("0123456789", "০১২৩৪৫৬৭৮৯"),
}
"""Of languages whose everyday writing has its own digits; Thai, Lao and Hindi print uses 0–9."""


def clean(text: str) -> str:
    """NFC, without NUL, other control characters and lone surrogates; line ends as `\\n`.

    Joiners stay: Burmese and Khmer need them.
    """
    joined = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (sign for sign in joined if sign in _KEPT_CONTROLS or unicodedata.category(sign) not in {"Cc", "Cs"})
    return unicodedata.normalize("NFC", "".join(kept)).strip()


def ascii_digits(text: str) -> str:
    """Digits of any script as 0–9; everything else as it was."""
    return "".join(
        str(unicodedata.decimal(sign)) if unicodedata.decimal(sign, None) is not None else sign for sign in text
    )


def own_digits(text: str, language: str) -> str:
    """Digits 0–9 as this language writes them; everything else as it was."""
    return text.translate(_OWN_DIGITS.get(language, {}))
