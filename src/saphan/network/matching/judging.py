"""Who is meant: the likeliest candidates, and in which of three bands the question is. A person decides. Pure.

same: one organisation, and only one, has just this name or number, and nothing speaks against it; it proposes itself.
ask: candidates go to a person; the first is picked already where it is far ahead of the others. new: nobody is like it.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log2
from uuid import UUID

from saphan.network.matching.asked import Asked
from saphan.network.matching.comparing import Agreement, Known, compare
from saphan.network.matching.keys import VERSION as KEYS
from saphan.network.matching.weighing import Share, Weights, evidence, probability, shares, weights

SAME, ASK, NEW = "same", "ask", "new"
TELLING = ("phone", "registration")


@dataclass(frozen=True, slots=True)
class Candidate:
    """score: percent, taken alone. why: how the most telling field agrees. written: which of its names is alike.

    shares: every field's part, most telling first. exact: it has just this name or number, and nothing against it.
    """

    organisation_id: UUID
    name: str
    score: float
    why: str
    written: str = field(default="", repr=False)
    shares: tuple[Share, ...] = ()
    exact: bool = False
    levels: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """picked: who proposes itself, or is far ahead. version: of keys and weights."""

    band: str
    candidates: tuple[Candidate, ...]
    picked: UUID | None
    version: str


def judge(asked: Asked, known: Iterable[Known], *, limit: int = 5, scale: Weights | None = None) -> Found:
    """The likeliest first, each once; nobody below what may be shown."""
    scale = scale or weights()
    version = f"{KEYS}, {scale.edition}"
    if asked.is_empty:
        return Found(NEW, (), None, version)
    compared = list(known)
    prior = scale.prior - log2(1 + len(compared))
    shown = [pair for pair in (_shown(asked, one, scale, prior) for one in compared) if pair]
    shown.sort(key=lambda pair: (not pair[0].exact, -pair[0].score, pair[1], pair[0].name, pair[0].organisation_id))
    found = tuple(candidate for candidate, _ in shown)
    return Found(_band(found), found[:limit], _picked(found, scale), version)


def _shown(asked: Asked, known: Known, scale: Weights, prior: float) -> tuple[Candidate, bool] | None:
    """With whether it is provisional; None for one that would only distract."""
    agreements = compare(asked, known)
    exact, score = _is_exact(agreements), round(probability(prior + evidence(agreements, scale)), 1)
    if not exact and score < scale.shown:
        return None
    return _candidate(known, agreements, score, exact, shares(agreements, scale)), known.provisional


def _candidate(
    known: Known, agreements: tuple[Agreement, ...], score: float, exact: bool, parts: tuple[Share, ...]
) -> Candidate:
    of_name = next((one for one in agreements if one.field == "name"), None)
    return Candidate(
        organisation_id=known.id,
        name=known.name,
        score=score,
        why=of_name.why if of_name else next((one.why for one in parts if one.percent > 0), "alike"),
        written=of_name.written if of_name else "",
        shares=parts,
        exact=exact,
        levels=tuple((one.field, one.level) for one in agreements),
    )


def _is_exact(agreements: tuple[Agreement, ...]) -> bool:
    """Its name, or without one its number, is just this; and nothing that both know differs."""
    levels = {one.field: one.level for one in agreements}
    if "other" in levels.values():
        return False
    return levels["name"] == "same" if "name" in levels else "same" in (levels.get(field) for field in TELLING)


def _band(found: tuple[Candidate, ...]) -> str:
    if not found:
        return NEW
    return SAME if sum(one.exact for one in found) == 1 else ASK


def _picked(found: tuple[Candidate, ...], scale: Weights) -> UUID | None:
    """Taken together with the other candidates, how likely the first is."""
    if not found:
        return None
    if _band(found) == SAME:
        return found[0].organisation_id
    odds = [one.score / max(100.0 - one.score, 0.1) for one in found]
    return found[0].organisation_id if 100.0 * odds[0] / (1.0 + sum(odds)) >= scale.ahead else None
