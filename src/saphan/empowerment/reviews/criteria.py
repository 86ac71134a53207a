"""What people are asked about an organisation of each kind. Pure; the codes stand in data/criteria.toml."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

RECRUITER: Final = "recruiter"
EMPLOYER: Final = "employer"
PROVIDER: Final = "provider"
WORST, BEST = 1, 5


@dataclass(frozen=True, slots=True)
class Asked:
    """criteria: answered 1 to 5. facts: yes or no. severe: whose worst answer offers "tell us" at once.

    fee: she is asked what she paid them.
    """

    group: str
    kinds: tuple[str, ...]
    criteria: tuple[str, ...]
    facts: tuple[str, ...]
    severe: frozenset[str]
    fee: bool


def _read() -> dict[str, Asked]:
    table = tomllib.loads((Path(__file__).parent / "data" / "criteria.toml").read_text(encoding="utf-8"))
    return {
        name: Asked(
            name,
            tuple(one["kinds"]),
            tuple(one["criteria"]),
            tuple(one["facts"]),
            frozenset(one["severe"]),
            one.get("fee", False),
        )
        for name, one in table.items()
        if isinstance(one, dict)
    }


GROUPS: Final = _read()
_OF_KIND: Final = {kind: one for one in GROUPS.values() for kind in one.kinds}
KINDS: Final = tuple(_OF_KIND)


def asked_of(kind: str) -> Asked:
    """Raises KeyError for a kind that nobody is asked about: a brand, a government body."""
    return _OF_KIND[kind]


def group_of(kind: str) -> str:
    return _OF_KIND[kind].group


def is_severe(kind: str, code: str, answer: int | bool) -> bool:
    """Whether this answer is so bad that she is asked at once to tell us more."""
    if code not in asked_of(kind).severe:
        return False
    return answer is True or (answer is not False and answer == WORST)
