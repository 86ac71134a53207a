"""Where an issue stands and how it may move: one transition table for verification and remedy. Pure.

Source: domain model §2 and §5, story.md. Nothing else moves an issue; the diagram in the docs is made from this table.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    """In order of the way. The first four are the ladder (is it known?), the others the remedy (is it mended?)."""

    RECEIVED = "received"
    UNDERSTOOD = "understood"
    CORROBORATED = "corroborated"
    VERIFIED = "verified"
    DISCLOSED = "disclosed"
    ACKNOWLEDGED = "acknowledged"
    PLANNED = "planned"
    ASKED = "asked"
    AGREED = "agreed"
    DELIVERED = "delivered"
    CONFIRMING = "confirming"
    REMEDIED = "remedied"
    REOPENED = "reopened"


class Mover(StrEnum):
    """What kind of caller makes a move.

    SOFTWARE: a rule that counted voices or answers, in a task or a System section. VERIFIER: a named verifier of the
    lead desk. DESK: a caseworker, verifier or lead of the lead desk. PARTNER: staff of a recipient, about its own part.
    """

    SOFTWARE = "software"
    VERIFIER = "verifier"
    DESK = "desk"
    PARTNER = "partner"


@dataclass(frozen=True, slots=True)
class Transition:
    """One allowed move. needs_proof: method, confidence and a finding. only_for_a_check: danger at a place."""

    source: Stage
    target: Stage
    movers: frozenset[Mover]
    needs_proof: bool = False
    only_for_a_check: bool = False


def _move(
    source: Stage, target: Stage, *movers: Mover, needs_proof: bool = False, only_for_a_check: bool = False
) -> Transition:
    return Transition(source, target, frozenset(movers), needs_proof, only_for_a_check)


TABLE: Final = (
    # Up the ladder
    _move(Stage.RECEIVED, Stage.UNDERSTOOD, Mover.SOFTWARE),
    _move(Stage.UNDERSTOOD, Stage.CORROBORATED, Mover.SOFTWARE),
    _move(Stage.CORROBORATED, Stage.VERIFIED, Mover.VERIFIER, needs_proof=True),
    # Down, when voices take their word back
    _move(Stage.VERIFIED, Stage.UNDERSTOOD, Mover.SOFTWARE),
    _move(Stage.CORROBORATED, Stage.UNDERSTOOD, Mover.SOFTWARE),
    _move(Stage.UNDERSTOOD, Stage.RECEIVED, Mover.SOFTWARE),
    # To a partner
    _move(Stage.VERIFIED, Stage.DISCLOSED, Mover.VERIFIER),
    _move(Stage.CORROBORATED, Stage.DISCLOSED, Mover.VERIFIER, only_for_a_check=True),
    _move(Stage.UNDERSTOOD, Stage.DISCLOSED, Mover.VERIFIER, only_for_a_check=True),
    # The partner's part; software moves when it takes a partner's row
    _move(Stage.DISCLOSED, Stage.ACKNOWLEDGED, Mover.PARTNER, Mover.SOFTWARE),
    _move(Stage.ACKNOWLEDGED, Stage.PLANNED, Mover.PARTNER, Mover.SOFTWARE),
    # The workers' part: is it enough?
    _move(Stage.PLANNED, Stage.ASKED, Mover.DESK, Mover.SOFTWARE),
    _move(Stage.ASKED, Stage.PLANNED, Mover.DESK, Mover.SOFTWARE),
    _move(Stage.ASKED, Stage.AGREED, Mover.DESK, Mover.SOFTWARE),
    _move(Stage.AGREED, Stage.DELIVERED, Mover.PARTNER, Mover.SOFTWARE),
    # The workers' part: has it come? Only the confirmation rule, which is software, makes an issue remedied.
    _move(Stage.DELIVERED, Stage.CONFIRMING, Mover.DESK, Mover.SOFTWARE),
    _move(Stage.CONFIRMING, Stage.DELIVERED, Mover.DESK, Mover.SOFTWARE),
    _move(Stage.CONFIRMING, Stage.REMEDIED, Mover.SOFTWARE),
    _move(Stage.CONFIRMING, Stage.REOPENED, Mover.DESK, Mover.SOFTWARE),
    # And has it held?
    _move(Stage.REMEDIED, Stage.REOPENED, Mover.DESK, Mover.SOFTWARE),
    _move(Stage.REOPENED, Stage.REMEDIED, Mover.SOFTWARE),
    _move(Stage.REOPENED, Stage.PLANNED, Mover.DESK, Mover.PARTNER, Mover.SOFTWARE),
    _move(Stage.REOPENED, Stage.CONFIRMING, Mover.DESK, Mover.SOFTWARE),
)

_ROWS: Final = {(row.source, row.target): row for row in TABLE}
_PLACES: Final = {stage: place for place, stage in enumerate(Stage)}
WAY: Final = tuple(Stage)[:-1]  # the bridge line: every stage but "reopened", which stands where "remedied" stood


def find(source: Stage, target: Stage) -> Transition | None:
    """The table's row for this move, or None: it does not exist."""
    return _ROWS.get((source, target))


def may_move(source: Stage, target: Stage, movers: frozenset[Mover], asks_only_for_a_check: bool = False) -> bool:
    """True when the table has this move and one of these kinds of caller may make it."""
    row = find(source, target)
    if row is None:
        return False
    if row.only_for_a_check and not asks_only_for_a_check:
        return False
    return bool(row.movers & movers)


def stands_at_least(stage: Stage | str, rung: Stage) -> bool:
    """True when `stage` is `rung` or lies behind it on the way; a reopened issue stands behind everything."""
    return _PLACES[Stage(stage)] >= _PLACES[rung]


def is_on_the_ladder(stage: Stage | str) -> bool:
    """True while an issue is verification's: voices that join or leave may still move it."""
    return not stands_at_least(stage, Stage.DISCLOSED)


def is_a_step_down(source: Stage, target: Stage) -> bool:
    """True for a move back on the ladder itself, when voices took their word back."""
    return is_on_the_ladder(source) and _PLACES[target] < _PLACES[source]


def as_mermaid() -> str:
    """The table as a Mermaid state diagram, for the docs."""
    lines = ["stateDiagram-v2", f"    [*] --> {Stage.RECEIVED}"]
    for row in TABLE:
        label = ", ".join(sorted(row.movers))
        notes = [*(["with proof"] if row.needs_proof else []), *(["only for a check"] if row.only_for_a_check else [])]
        lines.append(f"    {row.source} --> {row.target}: {'; '.join([label, *notes])}")
    return "\n".join(lines) + "\n"
