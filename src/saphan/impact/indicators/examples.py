"""A worked example of each indicator: a handful of facts, and the number that they give. Pure.

The page docs/explanation/indicators.md shows them; a test computes them.
"""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from uuid import NAMESPACE_OID, uuid5

from saphan.impact.facts import Coded, Said
from saphan.impact.indicators.catalogue import Catalogue
from saphan.impact.indicators.folding import fold
from saphan.impact.indicators.values import Value, values

FILE = Path(__file__).parent / "data" / "examples.toml"
BEFORE_DAY_ONE = date(2026, 2, 28)
MEANS: Mapping[str, Coded] = {"yes!": True, "no!": False}


@cache
def examples() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By indicator: the facts as they are written, and what they give."""
    told = tomllib.loads(FILE.read_text())
    return {name: (tuple(one["facts"]), tuple(one["gives"])) for name, one in told.items()}


def fact(line: str) -> Said:
    """`3 zaw voice.replied approved=no!`: on which day, of whom or what, which fact, and its codes."""
    day, subject, kind, *payload = line.split()
    coded = dict(each.split("=", 1) for each in payload)
    on = BEFORE_DAY_ONE + timedelta(days=int(day))
    return Said(on, kind, uuid5(NAMESPACE_OID, subject), {key: _coded(word) for key, word in coded.items()})


def _coded(word: str) -> Coded:
    return MEANS[word] if word in MEANS else int(word) if word.isdigit() else word


def given(lines: tuple[str, ...], indicator: str, catalogue: Catalogue) -> tuple[str, ...]:
    """What these facts give, in words, one line for each code."""
    facts = sorted(map(fact, lines), key=lambda said: said.on)
    _, tally = fold(facts, catalogue)
    found = values(tally, catalogue, facts[-1].on, as_of=facts[-1].on)
    shape = catalogue[indicator].shape
    return tuple(in_words(one, shape) for key, one in sorted(found.items()) if key[0] == indicator)


def in_words(one: Value, shape: str) -> str:
    return f"{one.code}: {_IN_WORDS[shape](one)}" if one.code else _IN_WORDS[shape](one)


def _count(one: Value) -> str:
    return str(one.numerator)


def _share(one: Value) -> str:
    ends = f" ({one.low:.0%} to {one.high:.0%})" if one.low is not None and one.high is not None else ""
    return f"{one.numerator} of {one.denominator}{ends}"


def _days(one: Value) -> str:
    if one.value is None:
        return f"nothing yet, {one.denominator} wait"
    ends = f" ({one.low:g} to {one.high:g})" if one.low is not None and one.high is not None else ""
    return f"{one.value:g} days{ends}, {one.numerator} of {one.denominator}"


_IN_WORDS = {"count": _count, "share": _share, "days": _days}
