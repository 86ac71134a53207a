"""The evidence: how many independent people said it and agree that it is shown. Pure.

Never mixed with the crowd (who could have said it): see crowd.py.
"""

from saphan.release.thresholds import DEFAULT, Thresholds


def is_enough(consenting_voices: int, independent_proof: bool, thresholds: Thresholds = DEFAULT) -> bool:
    """True when an issue may be shown to a partner, as far as evidence goes.

    consenting_voices: independent people whose consent names the very draft.
    independent_proof: a document, payroll, visit or second organisation supports it. Source: domain model §5.
    """
    if independent_proof:
        return consenting_voices >= thresholds.voices_with_proof
    return consenting_voices >= thresholds.voices


def is_enough_for_a_check(consenting_voices: int, danger_at_a_place: bool, thresholds: Thresholds = DEFAULT) -> bool:
    """True when a partner may be asked to check all its sites: danger at a place waits for no second voice.

    A named verifier decides, and the words ask for the check only.
    """
    return danger_at_a_place and consenting_voices >= thresholds.voices_for_a_check
