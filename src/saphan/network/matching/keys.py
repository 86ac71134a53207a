"""Keys under which an organisation can be found: what is spelled, said or numbered alike shares at least one. Pure.

For a name: the whole in Latin letters; each word, and its consonants; the first and the last seven consonants, whole
and with each one left out (one wrong, missing or added letter leaves a key equal; after the symmetric deletes of
W. Garbe, 2012); runs of five consonants. For everything else: the number, host or word itself.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b

from saphan.network.matching.asked import Asked
from saphan.network.matching.spelled import Spelled, sound, spell_known

VERSION = "keys 1"
SHORT = (4, 5)  # consonants of an opening or ending that somebody stopped at
EDGE = 6  # consonants of an opening or ending
RUN = 5  # consonants of a run within
SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Telling:
    """What sharing a key tells, before it is known how many share it. Of one aspect, the most telling key counts."""

    aspect: str
    weight: float


Keys = dict[str, Telling]


def of_name(name: Spelled) -> Keys:
    """Of one spelling."""
    if not name.joined:
        return {}
    heard = name.sound
    found = {f"={name.joined}": Telling("whole", 1.5)}
    if heard:
        found[f"~{heard}"] = Telling("whole", 1.0)
    found |= dict(_words(name))
    found |= {f"g{run}": Telling(run, 0.15) for run in _runs(heard)}
    for letter, aspect, way in (("o", "opening", heard), ("e", "ending", heard[::-1])):
        found |= {f"{letter}{edge}": Telling(aspect, 0.5) for edge in _edge(way)}
        found |= {f"{letter}{way[:length]}": Telling(aspect, 0.6) for length in SHORT if len(way) >= length}
    return found


NUMBER = Telling("number", 3.0)


def of_mark(kind: str, normal: str) -> str:
    """Of a telephone or registration number or a website; an address is compared, not looked up."""
    return f"{kind}:{normal}"


def of_asked(asked: Asked) -> Keys:
    """Everything under which the one who is meant may stand."""
    found = of_name(asked.whole) | of_name(asked.spelled)
    found |= {of_mark("phone", each): NUMBER for each in asked.phones}
    found |= {of_mark("registration", each): NUMBER for each in asked.registrations}
    return found | {of_mark("website", each): NUMBER for each in asked.websites}


def of_organisation(names: Iterable[str], marks: Iterable[tuple[str, str]]) -> frozenset[int]:
    """What is kept of one organisation: the numbers of its keys, and of the version that they were made by."""
    keys = {key for written in names for key in of_name(spell_known(written))}
    keys |= {of_mark(kind, normal) for kind, normal in marks if kind != "address"}
    return frozenset(map(number, {*keys, VERSION}))


def number(key: str) -> int:
    """A key as the database keeps it: 64 bits, signed."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big", signed=True)


def _words(name: Spelled) -> Iterator[tuple[str, Telling]]:
    for word in name.words:
        if len(word) >= SHORTEST_WORD:
            yield f"w{word}", Telling(f"word {word}", 0.9)
            heard = sound(word, name.script)
            if len(heard) >= SHORTEST_WORD:
                yield f"s{heard}", Telling(f"word {word}", 0.7)


def _runs(heard: str) -> Iterator[str]:
    return (heard[start : start + RUN] for start in range(len(heard) - RUN + 1))


def _edge(heard: str) -> Iterator[str]:
    """The first consonants, and the first ones with one left out; a short name whole."""
    if len(heard) < 3:
        return
    longer = heard[: EDGE + 1]
    yield longer[:EDGE]
    yield from (longer[:gap] + longer[gap + 1 :] for gap in range(len(longer)) if len(longer) > 3)
