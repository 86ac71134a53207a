"""The gate: may these words go to this partner today? Evidence and crowd are tested apart. Pure.

Source: domain model §5. Nothing here looks at who is asking; that is policies.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from saphan.release.crowd import WAYS_OUT, may_point_at_someone
from saphan.release.delay import earliest_day
from saphan.release.evidence import is_enough, is_enough_for_a_check
from saphan.release.thresholds import DEFAULT, Thresholds


@dataclass(frozen=True, slots=True)
class Standing:
    """All that the gate weighs of one draft.

    voices: independent people who said it; consenting: those of them whose consent names this very draft.
    crowd: people who could have said it, None when nobody knows. proof: a visit, document or payroll stands beside it.
    by_document: the words tell what the proof shows, not what anyone said.
    wait_days: 0 once she and the verifier waived it.
    own_cases: of people behind it, before the same recipient; own_cases_seen: of how many the verifier was warned.
    unwarned: people who agreed to the words and did not read that the two together can point at her.
    """

    voices: int
    consenting: int
    crowd: int | None
    proof: bool
    by_document: bool
    asks_for_a_check: bool
    danger_at_a_place: bool
    under_18: bool
    lead_decided: bool
    written_on: date
    wait_days: int
    quarrels_on: tuple[date, ...] = ()
    own_cases: int = 0
    own_cases_seen: int = 0
    unwarned: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a disclosure may or may not go out. `reasons` and `ways_out` are codes that the page says in words."""

    allowed: bool
    reasons: tuple[str, ...] = ()
    ways_out: tuple[str, ...] = ()
    earliest: date | None = None


def judge(standing: Standing, today: date, thresholds: Thresholds = DEFAULT) -> Finding:
    """May it go out today? Every reason against it is named, not only the first."""
    reasons = (
        *lasting_reasons(standing, thresholds),
        *beside_reasons(standing),
        *passing_reasons(standing, today, thresholds),
    )
    return Finding(
        allowed=not reasons,
        reasons=reasons,
        ways_out=_ways_out(reasons),
        earliest=earliest_day(standing.written_on, standing.wait_days, standing.quarrels_on, thresholds),
    )


def still_holds(standing: Standing, thresholds: Thresholds = DEFAULT) -> bool:
    """May a page that is open stay open? Consent, proof and crowd must still stand; a wait does not come back."""
    return not tuple(lasting_reasons(standing, thresholds))


def lasting_reasons(standing: Standing, thresholds: Thresholds = DEFAULT) -> Iterator[str]:
    """What no passing of days mends."""
    yield from evidence_reasons(standing, thresholds)
    yield from crowd_reasons(standing, thresholds)
    if standing.under_18 and not standing.lead_decided:
        yield "under_18"


def evidence_reasons(standing: Standing, thresholds: Thresholds = DEFAULT) -> Iterator[str]:
    """Is it true, and did they agree? Knows nothing of the crowd."""
    if standing.consenting == 0:
        yield "nobody_consented"
    elif not _has_evidence(standing, thresholds):
        yield "too_few_voices"
    if standing.by_document and not standing.proof:
        yield "no_proof"


def crowd_reasons(standing: Standing, thresholds: Thresholds = DEFAULT) -> Iterator[str]:
    """Can it point at someone? Knows nothing of the evidence, except that a document points at nobody who spoke."""
    if standing.by_document:
        return
    if standing.crowd is None:
        yield "crowd_unknown"
    elif may_point_at_someone(standing.crowd, standing.voices, thresholds):
        yield "crowd_too_small" if standing.crowd < thresholds.crowd else "everyone_spoke"


def beside_reasons(standing: Standing) -> Iterator[str]:
    """Does the verifier know, and do they, that somebody's own case is before the same company?"""
    if standing.own_cases > standing.own_cases_seen:
        yield "own_case_unseen"
    if standing.unwarned:
        yield "own_case_unwarned"


def passing_reasons(standing: Standing, today: date, thresholds: Thresholds = DEFAULT) -> Iterator[str]:
    """What only days mend: the random wait, and her quarrel with management, which nobody can waive."""
    if today < standing.written_on + timedelta(days=standing.wait_days):
        yield "waiting"
    if any(today < day + timedelta(days=thresholds.quarrel_days) for day in standing.quarrels_on):
        yield "recent_quarrel"


def _has_evidence(standing: Standing, thresholds: Thresholds) -> bool:
    if standing.asks_for_a_check and is_enough_for_a_check(standing.consenting, standing.danger_at_a_place, thresholds):
        return True
    return is_enough(standing.consenting, standing.proof, thresholds)


def _ways_out(reasons: tuple[str, ...]) -> tuple[str, ...]:
    if {"crowd_unknown", "crowd_too_small", "everyone_spoke"} & set(reasons):
        return WAYS_OUT
    if "own_case_unwarned" in reasons:
        return ("write_anew",)
    if "waiting" in reasons or "recent_quarrel" in reasons:
        return ("wait",)
    return ()
